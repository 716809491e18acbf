import { describe, expect, it } from 'vitest';
import { lognormalScv } from '../../src/engines/queueing/lognormal-scv.ts';
import { mgcWaitPercentile } from '../../src/engines/queueing/mgc-wait-percentile.ts';
import { planInference } from '../../src/tools/plan-inference.ts';
import { realContext } from '../support/read-catalog.ts';

const ask = (input: Record<string, unknown>) => planInference.execute(input, realContext());

describe('planInference', () => {
  it('answers a whole question: people who wait for a detector on T4s', async () => {
    expect((await ask({ ...planInference.examples[0]?.input })).text).toMatchInlineSnapshot(`
      "**A synchronous API, because someone waits for one short answer and nothing forbids it; 5 replicas hold P99 154.7 of 500 ms at 90/s, 72 % busy, $1,920 a month.**

      Binding: P50: 88.06 % of its target; the targets hold up to 87.22 % busy.

      **Rules, the first that holds decides**
      - edge: no; data may leave, and the network carries it in time
      - batch: no; inputs arrive one by one
      - async: no; 1.5 MB and 0.08 s at P99 pass, and someone waits
      - streaming: no; no first part is of use alone
      - serverless: no; $3,126 a month by the second (Modal) against $1,920 always on

      | Hop | P50 ms (target 100) | P95 ms (target 300) | P99 ms (target 500) | Basis |
      |---|---|---|---|---|
      | network | 40 | 40 | 40 | assumed |
      | gateway | 5 | 5 | 5 | assumed |
      | queue | 5.1 | 18.4 | 29.7 | modelled |
      | inference | 38 | 64.3 | 80 | given |
      | total | 88.1 | 127.8 | 154.7 | computed |

      Servers: 5, 72 % busy at the peak, targets hold up to 87.2 %.

      Cost a month: $1,920 always on, $3,126 by the second, equal at 0.0165 requests/s.

      **Parts**
      - replicas: 5 at 90/s, 72 % busy; one more where a zone or a deployment may take one away
      - autoscaler: aim at 87 % busy or less, by requests in flight rather than CPU; a replica takes 30 s to start
      - time-outs: model server 1,000 ms < gateway < client; a client that gave up is cancelled, not worked for
      - overload: bounded queue, 429 with Retry-After beyond it; retries within the deadline, with jitter, at most 10 % of requests
      - gateway: Amazon API Gateway, REST API: 10 MB and 29 s unless raised, whatever the model server allows

      **Platforms that carry it**
      - sagemaker-realtime: 25 MB, 60 s
      - vertex-dedicated-endpoint: 10 MB, 3,600 s

      \`\`\`mermaid
      flowchart LR
        client["callers, 90/s at the peak"]-->|40 ms, 1.5 MB|gateway["gateway: auth, limits"]-->queue["bounded queue"]-->model["5 replicas, 72 % busy, 40 ms each"]
        model-->|answer|client
      \`\`\`

      **Would change it**
      - edge: a way above 500 ms
      - async: above 33.55 MB or 3,600 s on the widest listed platform
      - serverless: below 0.01649 requests/s, where both cost the same (now 30)

      **Warnings**
      - Queue times are modelled (M/G/c): P95 and P99 err by -16 to +9 % at such loads.

      **Assumed**
      - targets P50 100, P95 300, P99 500 ms, those of the founding document (p50Ms, p95Ms, p99Ms)
      - the peak is 3 times the mean (peakFactor)
      - P99 of one inference is 2 times its mean, lognormal (serviceP99Ms)
      - one inference includes pre- and post-processing; one at a time on a server
      - 40 ms of round trip (roundTripMs)
      - 30 s to start a server and load the model (coldStartS)

      **Sources**
      - api-gateway-streaming: [AWS: streamed responses of API Gateway](https://docs.aws.amazon.com/apigateway/latest/developerguide/response-transfer-mode.html), 2026
      - aws-gpu-vantage: [aws-gpu: EC2 prices from instances.vantage.sh](https://github.com/tsaol/aws-gpu/blob/main/data/all_gpu_instances.js), 2026-01-21
      - modal-plans: [Modal's plans and prices by the second, transcribed from its pricing page](https://github.com/api-evangelist/modal-labs/blob/bd58ef0003/plans/modal-labs-plans-pricing.yml), 2026-07-01
      - sagemaker-hosting-faqs: [AWS: Model Hosting FAQs](https://docs.aws.amazon.com/sagemaker/latest/dg/hosting-faqs.html), 2026
      - vertex-dedicated-endpoints: [Google Cloud: dedicated endpoints, creating a public endpoint](https://docs.cloud.google.com/vertex-ai/docs/predictions/create-public-endpoint), 2026

      **Next**
      - planMonitoring: alerts for these targets"
    `);
  });

  it('answers a whole question: video that must not leave the building', async () => {
    expect((await ask({ ...planInference.examples[1]?.input })).text).toMatchInlineSnapshot(`
      "**Edge inference, because the raw data may not leave the site; 11 of 13 measured devices hold the load, the slowest rk3588-npu at 16.67 ms.**

      Binding: the raw data may not leave the site.

      | Hop | P50 ms | P95 ms | P99 ms (target 100) | Basis |
      |---|---|---|---|---|
      | inference | 15.8 | 26.8 | 33.3 | measured |
      | total | 15.8 | 26.8 | 33.3 | computed |

      **Parts**
      - loop: sensor, model, local decision, append to the store; it never waits for the network
      - store: bounded, on disk, 2,592 MB for 24 h of 2 KB results; full: the oldest of the least important class goes, counted
      - uploader: 0.24 Mbit/s live; batches with device id and sequence number as key, deleted when acknowledged; empty 72.61 min after the network is back
      - models: signed, two slots, roll back when the first check fails; CPU fallback, temperature and drops are alerts

      | Device (measured) | ms | Runtime | Precision | Holds | Source |
      |---|---|---|---|---|---|
      | rk3588-npu | 16.67 | RKNN 2.3.2 | int8 | yes | rknn-model-zoo-readme |
      | rk3576-npu | 12.84 | RKNN 2.3.2 | int8 | yes | rknn-model-zoo-readme |
      | Hailo-8L | 7.752 | HailoRT, Dataflow Compiler 3.33.0 | unstated | yes | hailo-model-zoo-hailo8l-detection |

      Devices of this time for the peak: 1.

      | Smaller by | Against | Effect | Source |
      |---|---|---|---|
      | INT8, calibrated after training, YOLO11n | FP16 on Jetson Orin Nano Super, TensorRT | 1.26 x as fast, COCO128 mAP 0.6096 to 0.318 | ultralytics-jetson-guide-yolo11 |
      | 50 to 90 % of weights zero, no pattern, any | dense on GPU | 1 x as fast, quality not stated | nvidia-sparsity-tensorrt |

      \`\`\`mermaid
      flowchart LR
        subgraph site["site"]
          sensor["sensor, 15/s at the peak"]-->model["Rockchip RK3588 NPU, one core of three, 16.67 ms each"]-->decide["local decision"]-->store[("bounded store: 2,592 MB")]
        end
        store-. "0.24 Mbit/s of results" .->cloud["cloud: deduplicates by key"]
        cloud-. "signed models" .->model
      \`\`\`

      **Would change it**
      - no longer edge: mayLeaveSite true

      **Warnings**
      - The time on rk3588-npu is one over a published rate: its latency was not measured.
      - Published times are forward passes on a cool board: add decoding, resizing and NMS, and test for an hour.

      **Assumed**
      - P99 of one inference is 2 times its mean, lognormal (serviceP99Ms)
      - one inference includes pre- and post-processing; one at a time on a server
      - 1 MB of payload (payloadMb)
      - 40 ms of round trip (roundTripMs)
      - 30 s to start a server and load the model (coldStartS)
      - results of 2 KB (resultKb)

      **Sources**
      - rknn-model-zoo-readme: [Rockchip RKNN Model Zoo 2.3.2, performance table](https://github.com/airockchip/rknn_model_zoo/blob/bad6c73/README.md), 2025-04-09
      - hailo-model-zoo-hailo8l-detection: [Hailo Model Zoo, public models on Hailo-8L, object detection](https://github.com/hailo-ai/hailo_model_zoo/blob/c83fc030e8/docs/public_models/HAILO8L/HAILO8L_object_detection.rst), 2026-01-20
      - ultralytics-jetson-guide-yolo11: [Ultralytics documentation, NVIDIA Jetson guide, YOLO11](https://github.com/ultralytics/ultralytics/blob/75231dff8a/docs/en/guides/nvidia-jetson.md), 2025
      - nvidia-sparsity-tensorrt: [NVIDIA: sparsity with the Ampere architecture and TensorRT](https://developer.nvidia.com/blog/accelerating-inference-with-sparsity-using-ampere-and-tensorrt/), 2021-07-20

      **Next**
      - selectModel: a smaller or faster model for the device"
    `);
  });

  it.each([
    [
      'nothing',
      {},
      'requestsPerSecond: is missing. Send the mean rate, or items with deadlineS when all inputs are known beforehand.',
    ],
    [
      'no time',
      { requestsPerSecond: 1 },
      'serviceMs: is missing: nothing says how long one inference takes. Send the mean in milliseconds, or model and device of a measured pair.',
    ],
    [
      'items without a deadline',
      { serviceMs: 9, items: 5 },
      'deadlineS: is missing beside items. Send the seconds within which all results are due.',
    ],
    [
      'items and a rate',
      { serviceMs: 9, items: 5, deadlineS: 60, requestsPerSecond: 1 },
      'requestsPerSecond: is given beside items. Send items with deadlineS for a batch, or the rate for requests that arrive.',
    ],
    [
      'a deadline beside percentiles',
      { serviceMs: 9, requestsPerSecond: 1, deadlineS: 60, p95Ms: 300 },
      'deadlineS: is given beside p95Ms. Send percentiles when someone waits for each answer, or deadlineS when nobody does.',
    ],
    [
      'percentiles out of order',
      { serviceMs: 9, requestsPerSecond: 1, p50Ms: 300, p99Ms: 200 },
      'p50Ms: 300 is above the 200 of p99Ms. A higher percentile takes at least as long: exchange them or leave one out.',
    ],
    [
      'a tail below the mean',
      { serviceMs: 90, serviceP99Ms: 80, requestsPerSecond: 1 },
      'serviceP99Ms: 80 with a mean of 90 is no tail of one kind of request. Allowed: 90 to 1347; plan kinds of requests that differ more apart.',
    ],
    [
      'a tail without a mean',
      { serviceP99Ms: 80, requestsPerSecond: 1 },
      'serviceMs: is missing beside serviceP99Ms. Send the mean too.',
    ],
    [
      'a first part after the whole',
      { serviceMs: 900, firstPartMs: 900, requestsPerSecond: 1 },
      'firstPartMs: 900 is not before the whole, 900 ms. Send when the first useful part comes, or leave it out.',
    ],
    [
      'an input stream without an uplink',
      { serviceMs: 9, requestsPerSecond: 1, inputMbps: 8 },
      'uplinkMbps: is missing beside inputMbps. Send what the uplink of the site carries.',
    ],
    [
      'an unknown platform',
      { serviceMs: 9, requestsPerSecond: 1, platform: 'sagemaker-realtim' },
      'platform: "sagemaker-realtim" is not a known platform. Did you mean "sagemaker-realtime" or "sagemaker-batch".',
    ],
    [
      'an unknown device',
      { serviceMs: 9, requestsPerSecond: 1, device: 'T5' },
      /^device: "T5" is not a known device\. /,
    ],
    [
      'an unknown model',
      { requestsPerSecond: 1, model: 'YOLO11-n', device: 'T4' },
      /^model: "YOLO11-n" is not a known model\. Did you mean "YOLO11n"/,
    ],
    [
      'a pair that was not measured',
      { requestsPerSecond: 1, model: 'YOLO11n', device: 'H200-SXM' },
      /^serviceMs: YOLO11n was not measured on H200-SXM one request at a time\. Send your own serviceMs, or a device that has a figure: /,
    ],
    [
      'an unknown field',
      { serviceMs: 9, requestsPerSecond: 1, payload: 3 },
      'payload: is not a field of this tool. Did you mean "payloadMb".',
    ],
    ['a negative rate', { serviceMs: 9, requestsPerSecond: -1 }, /^requestsPerSecond: /],
  ])('refuses %s with a way out', async (_, input, message) => {
    const answer = ask(input);
    await (typeof message === 'string'
      ? expect(answer).rejects.toThrow(new RegExp(`^${message.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`))
      : expect(answer).rejects.toThrow(message));
  });

  it('adds the hops up to the total, and draws the numbers that it says', async () => {
    const { structured, text } = await ask({
      serviceMs: 40,
      requestsPerSecond: 30,
      payloadMb: 1.5,
      device: 'T4',
    });
    const hops = structured['latency'] as { hop: string; p99Ms: number }[];
    const sum = hops.filter(({ hop }) => hop !== 'total').reduce((all, { p99Ms }) => all + p99Ms, 0);
    expect(sum).toBeCloseTo(hops.at(-1)?.p99Ms ?? 0, 0);
    expect(String(structured['diagram'])).toContain(`${structured['servers']} replicas`);
    expect(text).toContain(String(structured['diagram']));
  });

  it('needs no fewer servers for more requests, a longer service or a tighter target', async () => {
    const servers = async (input: Record<string, unknown>) =>
      Number(
        (await ask({ serviceMs: 40, requestsPerSecond: 30, roundTripMs: 10, p99Ms: 300, ...input }))
          .structured['servers'],
      );
    const base = await servers({});
    for (const harder of [{ requestsPerSecond: 60 }, { serviceMs: 80 }, { p99Ms: 140 }, { peakFactor: 5 }])
      expect(await servers(harder)).toBeGreaterThanOrEqual(base);
  });

  it('says how busy the replicas of a stream are at its own rate, also where no target can hold', async () => {
    const { structured } = await ask({
      serviceMs: 8000,
      firstPartMs: 500,
      requestsPerSecond: 0.5,
      peakFactor: 3,
      p95Ms: 400,
    });
    const servers = Number(structured['servers']);
    expect(structured['utilisation']).toBeCloseTo((1.5 * 8) / servers, 3);
    const queue = (structured['latency'] as { hop: string; p99Ms: number }[]).find(
      ({ hop }) => hop === 'queue',
    );
    const alone = mgcWaitPercentile(
      { arrivalRate: 1.5e-3, serviceTime: 8000, serviceScv: lognormalScv(8000, 16_000), servers },
      0.99,
    );
    expect(queue?.p99Ms).toBeCloseTo(alone, 0);
  });
});
