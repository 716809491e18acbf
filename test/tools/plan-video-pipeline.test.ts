import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { planVideoPipeline } from '../../src/tools/plan-video-pipeline.ts';
import { realContext } from '../support/read-catalog.ts';

const context = realContext();
const ask = async (input: Readonly<Record<string, unknown>>) =>
  (await planVideoPipeline.execute(input, context)).structured;
const ORIN = {
  cameras: 40,
  detector: 'TrafficCamNet',
  classifiers: 2,
  device: 'Jetson-AGX-Orin-64GB',
  bitrateMbps: 4,
};

describe('planVideoPipeline', () => {
  it('answers 40 cameras on AGX Orins with the published capacity first and the model beside it', async () => {
    expect((await planVideoPipeline.execute(ORIN, context)).text).toMatchInlineSnapshot(`
      "**40 cameras (1920x1080 h264 at 30 frames/s, all analysed) need 4 x Jetson-AGX-Orin-64GB: 12 streams each, measured: DeepStream 7.0 reference reached 15; the model without that figure says 19, bound by the video decoder.**

      Binding: decoder: 15 streams; then accelerator: 26.92; the accelerator is 37.15 % busy at the plan.

      | Stage | On | Figure |
      |---|---|---|
      | decode | decoder | 450 frames/s (measured, deepstream-7-0-performance) |
      | infer | accelerator | 0.905 ms (measured, deepstream-7-0-performance) |
      | track | cpu | 0.86 ms (modelled, trackers-code) |
      | classify | accelerator | 0.3333 ms (assumed, 0.06667 to 1) |

      **Published**
      - DeepStream 7.0 reference, TrafficCamNet: 15 streams of this camera (deepstream-7-0-performance)

      Tracking: At 30 analysed frames/s an object 0.5 m wide at 1.4 m/s overlaps itself by 0.8293; ByteTrack-trackers asks 0.2 of a new track, that is 4.2 frames/s or more.

      Latency to the event: 297.7 ms, at worst 2,229. Network 160 Mbit/s; 1,728 GB a day, 51.84 TB kept; ring buffer 5 MB a stream as sent, 933.1 decoded; 1,728,000 events a day of 518,400,000 boxes.

      \`\`\`mermaid
      flowchart LR
        c["40 cameras, 1920x1080 h264 30/s"]-->|rtsp, 160 Mbit/s|s0
        subgraph box["4 x Jetson-AGX-Orin-64GB, 12 streams each"]
        s0["decode: decoder, 450 frames/s"]-->s1["infer: accelerator, 0.905 ms"]-->s2("track: cpu, 0.86 ms")-->s3["classify: accelerator, 0.3333 ms"]
        end
        s3-->|1,728,000 events a day|q[("queue or webhook, one event a track")]
        c-->r[("recorder, 51.84 TB, 30 days")]
      \`\`\`

      **Would change it**
      - H.265 from the cameras: 29 streams a device, 2 x Jetson-AGX-Orin-64GB (measured, DeepStream 7.0 reference)
      - a sub-stream of 1280x720: 21 streams a device, 2 x Jetson-AGX-Orin-64GB (bound by the accelerator, the model)

      **Warnings**
      - TrafficCamNet: NVIDIA-TAO-models, the TAO FAQ says free to use and distribute; the terms are in the EULA on NGC, which we have not read: read it before you ship.

      **Assumed**
      - 80 % of the scarcest resource is planned
      - every frame is analysed (analysedFps)
      - tracker ByteTrack-trackers
      - 5 objects in view (objects), 10 s each, at 1.4 m/s
      - video kept 30 days (retentionDays)
      - CPU stages take 2 x the Xeon thread on which they were measured (1.5 to 4)
      - 1 ms a pass of a secondary network (0.2 to 3)
      - a tracked object classified 1 time a second
      - published for Jetson-AGX-Orin-unspecified, objects of its clip not stated

      **Sources**
      - deepstream-7-0-performance: [NVIDIA DeepStream 7.0, Performance; figures taken from two public research documents that quote this page, its table not read by us](https://archive.docs.nvidia.com/metropolis/deepstream/7.0/dev-guide/text/DS_Performance.html), 2024
      - trackers-code: [Roboflow trackers and supervision: defaults of the code](https://github.com/roboflow/trackers), 2026-06"
    `);
  });

  it('shows the whole plan of a priced shortlist', async () => {
    const { structured } = await planVideoPipeline.execute(
      {
        cameras: 24,
        codec: 'h265',
        analysedFps: 10,
        detector: 'RF-DETR-S',
        mustSee: 'recognise',
        sceneWidthM: 12,
        bitrateMbps: 4,
        detail: 'full',
      },
      context,
    );
    expect(structured).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "80 % of the scarcest resource is planned",
          "tracker ByteTrack-trackers",
          "5 objects in view (objects), 10 s each, at 1.4 m/s",
          "video kept 30 days (retentionDays)",
          "8 CPU cores free for video (cpuCores)",
        ],
        "binding": "accelerator: 21.74 streams; then decoder: 69.58",
        "device": "T4",
        "devices": 2,
        "diagram": "flowchart LR
        c["24 cameras, 1920x1080 h265 30/s"]-->|rtsp, 96 Mbit/s|s0
        subgraph box["2 x T4, 17 streams each"]
        s0["decode: decoder, 2,087 frames/s"]-->|10 of 30 frames/s|s1["pre- and post-process: accelerator, 1.1 ms"]-->s2["infer: accelerator, 3.5 ms"]-->s3("track: cpu, 0.43 ms")
        end
        s3-->|1,036,800 events a day|q[("queue or webhook, one event a track")]
        c-->r[("recorder, 31.1 TB, 30 days")]",
        "flows": {
          "decodedRingMb": 933.1,
          "detectionsPerDay": 103700000,
          "eventsPerDay": 1037000,
          "gigabytesPerDay": 1037,
          "megabitsPerSecond": 96,
          "retainedTerabytes": 31.1,
          "ringBufferMb": 5,
        },
        "latency": {
          "hops": [
            {
              "figure": {
                "asOf": "2025",
                "basis": "measured",
                "high": 2000,
                "low": 100,
                "source": "happytimesoft-latency",
                "unit": "ms",
                "value": 150,
              },
              "hop": "rtsp",
            },
            {
              "figure": {
                "basis": "computed",
                "high": 66.67,
                "low": 0,
                "unit": "ms",
                "value": 33.33,
              },
              "hop": "decode",
            },
            {
              "figure": {
                "basis": "computed",
                "high": 100,
                "low": 0,
                "unit": "ms",
                "value": 50,
              },
              "hop": "next analysed frame",
            },
            {
              "figure": {
                "basis": "computed",
                "high": 93.75,
                "low": 0,
                "unit": "ms",
                "value": 46.88,
              },
              "hop": "batch of 16",
            },
            {
              "figure": {
                "basis": "assumed",
                "high": 147.2,
                "low": 4.6,
                "unit": "ms",
                "value": 73.6,
              },
              "hop": "networks",
            },
            {
              "figure": {
                "basis": "computed",
                "high": 0.86,
                "low": 0.43,
                "unit": "ms",
                "value": 0.43,
              },
              "hop": "CPU stages",
            },
            {
              "figure": {
                "basis": "computed",
                "high": 200,
                "low": 0,
                "unit": "ms",
                "value": 200,
              },
              "hop": "track confirmed (3 frames)",
            },
          ],
          "totalMs": 554.2,
          "worstMs": 2608,
        },
        "modelStreams": 21,
        "next": [
          {
            "tool": "estimateCost",
            "why": "rent against owning",
          },
        ],
        "postProcessing": "RF-DETR-S ends without NMS; boxes from 0.25 (the usual default)",
        "published": [
          {
            "detector": "TrafficCamNet",
            "exact": false,
            "pipeline": "DeepStream 7.0 reference",
            "source": "deepstream-7-0-performance",
            "streams": 45,
          },
        ],
        "resources": [
          {
            "load": 0.552,
            "resource": "accelerator",
            "streams": 21.74,
          },
          {
            "load": 0.1725,
            "resource": "decoder",
            "streams": 69.58,
          },
          {
            "load": 0.07465,
            "resource": "memory",
            "streams": 160.8,
          },
          {
            "load": 0.06857,
            "resource": "link",
            "streams": 175,
          },
          {
            "load": 0.00645,
            "resource": "cpu",
            "streams": 1860,
          },
        ],
        "shortlist": [
          {
            "binding": "accelerator",
            "device": "T4",
            "devices": 2,
            "streams": 17,
            "usdPerMonth": 768,
          },
          {
            "binding": "accelerator",
            "device": "L4",
            "devices": 2,
            "streams": 20,
            "usdPerMonth": 1175,
          },
          {
            "binding": "accelerator",
            "device": "Jetson-AGX-Orin-32GB",
            "devices": 5,
            "streams": 5,
          },
          {
            "binding": "accelerator",
            "device": "Jetson-AGX-Orin-64GB",
            "devices": 5,
            "streams": 5,
          },
          {
            "binding": "accelerator",
            "device": "Jetson-Orin-NX-16GB",
            "devices": 6,
            "streams": 4,
          },
          {
            "binding": "accelerator",
            "device": "Jetson-Orin-Nano-8GB",
            "devices": 6,
            "streams": 4,
          },
          {
            "binding": "accelerator",
            "device": "Jetson-Orin-Nano-Super-8GB",
            "devices": 6,
            "streams": 4,
          },
        ],
        "sight": {
          "enough": true,
          "farthestM": 7.68,
          "neededPxPerM": 125,
          "objectPx": 21.33,
          "purpose": "recognise",
          "pxPerM": 160,
          "widestSceneM": 15.36,
        },
        "sources": [
          {
            "asOf": "2025",
            "id": "nvdec-application-note-13-0",
            "title": "NVIDIA NVDEC application note, Video Codec SDK 13.0",
            "url": "https://docs.nvidia.com/video-technologies/video-codec-sdk/13.0/nvdec-application-note/index.html",
          },
          {
            "asOf": "2026-01-22",
            "id": "rfdetr-benchmarks",
            "title": "RF-DETR documentation, benchmarks: accuracy and T4 latency from one FP16 TensorRT artefact",
            "url": "https://github.com/roboflow/rf-detr/blob/35ac6ab646/docs/learn/benchmarks.md",
          },
          {
            "asOf": "2026-06",
            "id": "trackers-code",
            "title": "Roboflow trackers and supervision: defaults of the code",
            "url": "https://github.com/roboflow/trackers",
          },
          {
            "asOf": "2015",
            "id": "axis-dori",
            "title": "Axis: pixel density based on IEC 62676-4:2014",
            "url": "https://whitepapers.axis.com/en-us/pixel-density-based-on-iec-62676-4-2014",
          },
          {
            "asOf": "2026-01-21",
            "id": "aws-gpu-vantage",
            "title": "aws-gpu: EC2 prices from instances.vantage.sh",
            "url": "https://github.com/tsaol/aws-gpu/blob/main/data/all_gpu_instances.js",
          },
          {
            "asOf": "2023",
            "id": "low-frame-rate-mot",
            "title": "arXiv 2309.02666 and 2304.08152, as a third-party review quotes them",
            "url": "https://arxiv.org/abs/2309.02666",
          },
          {
            "asOf": "2025",
            "id": "happytimesoft-latency",
            "title": "Happytimesoft: latency of streaming protocols, ten screenshots each",
            "url": "https://happytimesoft.com/knowledge/latency-in-mainstream-streaming-protocols.html",
          },
          {
            "asOf": "2024",
            "id": "deepstream-7-0-performance",
            "title": "NVIDIA DeepStream 7.0, Performance; figures taken from two public research documents that quote this page, its table not read by us",
            "url": "https://archive.docs.nvidia.com/metropolis/deepstream/7.0/dev-guide/text/DS_Performance.html",
          },
          {
            "asOf": "2022",
            "id": "bytetrack-readme",
            "title": "ByteTrack README, commit 004c3fd8",
            "url": "https://github.com/ifzhang/ByteTrack/blob/004c3fd87095c1e5217e8f3659941bdaa2b60f3a/README.md",
          },
          {
            "asOf": "2026",
            "id": "boxmot-readme",
            "title": "BoxMOT README, benchmark results",
            "url": "https://github.com/mikel-brostrom/boxmot/blob/00ffe09eed/README.md",
          },
          {
            "asOf": "2026-02-20",
            "id": "trackers-comparison",
            "title": "Roboflow trackers, docs/trackers/comparison.md",
            "url": "https://github.com/roboflow/trackers/blob/ef4e0f842edd6c3fe9b882c9a1d5a0248f56f776/docs/trackers/comparison.md",
          },
        ],
        "stages": [
          {
            "figure": {
              "asOf": "2025",
              "basis": "modelled",
              "high": 2632,
              "low": 1587,
              "source": "nvdec-application-note-13-0",
              "unit": "frames/s",
              "value": 2087,
            },
            "how": "2 turing engines x 1316, x 0.79 that pipelines got of it",
            "on": "decoder",
            "stage": "decode",
          },
          {
            "figure": {
              "basis": "assumed",
              "high": 2.6,
              "low": 0.2,
              "unit": "ms",
              "value": 1.1,
            },
            "how": "resize, normalise and NMS of a frame on a GPU, as on an AGX Orin: 0.2 to 2.6",
            "on": "accelerator",
            "stage": "pre- and post-process",
          },
          {
            "figure": {
              "asOf": "2026-01-22",
              "basis": "measured",
              "source": "rfdetr-benchmarks",
              "unit": "ms",
              "value": 3.5,
            },
            "how": "T4, TensorRT 10.4, CUDA 12.4, fp16, 512px; network",
            "on": "accelerator",
            "stage": "infer",
          },
          {
            "figure": {
              "asOf": "2026-06",
              "basis": "measured",
              "source": "trackers-code",
              "unit": "ms",
              "value": 0.43,
            },
            "how": "0.44 ms at 5 objects, 1.2 at 20, 2.5 at 50: measured with the same makers' supervision 0.27; boxes below 0.5 keep tracks, above 0.25 start them",
            "on": "cpu",
            "stage": "track",
          },
        ],
        "streams": {
          "basis": "modelled",
          "high": 29,
          "low": 11,
          "unit": "streams",
          "value": 17,
        },
        "tracking": {
          "answer": "At 10 analysed frames/s an object 0.5 m wide at 1.4 m/s overlaps itself by 0.5625; ByteTrack-trackers asks 0.2 of a new track, that is 4.2 frames/s or more",
          "bridgedSeconds": 0.8165,
          "gain": 0.5882,
          "leastOverlap": 0.2,
          "lostAfterSeconds": 3,
          "neededFps": 4.2,
          "overlap": 0.5625,
          "scores": [
            {
              "detections": "YOLOX-X, each its own",
              "hota": 63.1,
              "idf1": 77.3,
              "protocol": "mot17-test",
              "source": "bytetrack-readme",
            },
            {
              "detections": "YOLOX-X, shared",
              "hota": 67.68,
              "idf1": 79.16,
              "protocol": "boxmot-mot17-ablation",
              "source": "boxmot-readme",
            },
            {
              "detections": "shared",
              "hota": 67.93,
              "idf1": 76.9,
              "protocol": "boxmot-sportsmot-val",
              "source": "boxmot-readme",
            },
            {
              "detections": "one for all",
              "hota": 60.1,
              "protocol": "roboflow-mot17",
              "source": "trackers-comparison",
            },
            {
              "detections": "one for all",
              "hota": 73,
              "protocol": "roboflow-sportsmot",
              "source": "trackers-comparison",
            },
            {
              "detections": "one for all",
              "hota": 84,
              "protocol": "roboflow-soccernet",
              "source": "trackers-comparison",
            },
          ],
        },
        "usdPerMonth": 768,
        "verdict": "24 cameras (1920x1080 h265 at 30 frames/s, 10 analysed) need 2 x T4, $768 a month: 17 streams each, modelled, 11 to 29 by its error on published pipelines, bound by the networks.",
        "warnings": [
          "Tell ByteTrack-trackers the analysed rate: its buffer of 30 frames is 3 s here.",
        ],
        "wouldChange": [
          "5 analysed frames/s: 34 streams a device, 1 x T4 (bound by the accelerator, the model)",
        ],
      }
    `);
  });

  it('names the same numbers in verdict, diagram and flows', async () => {
    const answer = await ask(ORIN);
    const flows = answer['flows'] as { megabitsPerSecond: number; retainedTerabytes: number };
    const diagram = String(answer['diagram']);
    expect(answer['verdict']).toContain('need 4 x Jetson-AGX-Orin-64GB');
    expect(diagram).toContain('4 x Jetson-AGX-Orin-64GB, 12 streams each');
    expect(diagram).toContain(`rtsp, ${flows.megabitsPerSecond} Mbit/s`);
    expect(diagram).toContain(`${flows.retainedTerabytes} TB`);
  });

  it('stores 43.2 GB a camera and day at 4 Mbit/s', async () => {
    const flows = (await ask({ ...ORIN, cameras: 1, retentionDays: 10 }))['flows'];
    expect(flows).toMatchObject({ gigabytesPerDay: 43.2, retainedTerabytes: 0.432, ringBufferMb: 5 });
  });

  it.each([
    [1, 1],
    [12, 1],
    [13, 2],
    [40, 4],
    [9999, 834],
  ])('gives %i cameras %i devices of 12 streams', async (cameras, devices) => {
    expect((await ask({ ...ORIN, cameras }))['devices']).toBe(devices);
  });

  it('takes the time that the caller gives before a published capacity', async () => {
    const answer = await ask({ ...ORIN, detectorMs: 50 });
    expect(answer['streams']).toMatchObject({ basis: 'modelled' });
    expect(answer['verdict']).toContain('does not bear one stream');
    expect(answer['wouldChange']).toContainEqual(expect.stringMatching(/analysed frames\/s: 1 stream /));
  });

  it('is the same on every run and day of a month without new prices', async () => {
    const input = { cameras: 24, codec: 'h265', analysedFps: 10, detector: 'RF-DETR-S' };
    const later = await planVideoPipeline.execute(input, realContext('2026-11-25'));
    expect(later.structured).toEqual(await ask(input));
  });

  it('leaves out tracking where nothing is tracked', async () => {
    const answer = await ask({ ...ORIN, tracker: 'none' });
    expect(answer).not.toHaveProperty('tracking');
    expect(JSON.stringify(answer['stages'])).not.toContain('"track"');
  });

  it('adds up the hops of the latency', async () => {
    const { latency } = (await ask({ ...ORIN, detail: 'full' })) as {
      latency: { totalMs: number; hops: { figure: { value: number } }[] };
    };
    const sum = latency.hops.reduce((total, { figure }) => total + figure.value, 0);
    expect(sum / latency.totalMs).toBeCloseTo(1, 2);
  });

  it.each([
    [{ ...ORIN, cameras: 0 }, 'cameras: 0 is too small. Allowed: at least 1.'],
    [{ ...ORIN, cameras: 2.5 }, 'cameras: 2.5 is not a whole number. Send a whole number.'],
    [{ ...ORIN, codec: 'h266' }, 'codec: "h266" is not one of the allowed values. Allowed: h264, h265, av1.'],
    [{ ...ORIN, resolution: '1080p' }, 'resolution: "1080p" is not a frame size such as 1920x1080.'],
    [
      { ...ORIN, resolution: '9999x100' },
      'resolution: "9999x100" is no camera\'s. Allowed: from 120 pixels a side, e.g. 1920x1080.',
    ],
    [
      { ...ORIN, analysedFps: 31 },
      'analysedFps: 31 is above the 30 that the camera sends. Send at most fps, or leave it out to analyse every frame.',
    ],
    [{ ...ORIN, fps: 0 }, 'fps: 0 is too small. Allowed: at least 1.'],
    [{ ...ORIN, fps: '30' }, 'fps: "30" is not a finite number. Send the number 30 without quotes.'],
    [
      { ...ORIN, ingest: 'ftp' },
      'ingest: "ftp" is not one of the allowed values. Allowed: rtsp, webrtc, hls, file.',
    ],
    [{ ...ORIN, confidence: 25 }, 'confidence: 25 is too large. Allowed: at most 1.'],
    [{ cameras: 4 }, 'detector: is missing. Send the name of a detector, or detectorMs with device.'],
    [
      { ...ORIN, detector: 'TraficCamNet' },
      'detector: "TraficCamNet" is not a known detector. Did you mean "TrafficCamNet".',
    ],
    [
      { ...ORIN, device: 'Jetson-AGX-Orion-64GB' },
      'device: "Jetson-AGX-Orion-64GB" is not a known device. Did you mean "Jetson-AGX-Orin-64GB" or "Jetson-AGX-Orin-32GB".',
    ],
    [
      { ...ORIN, detector: 'D-FINE-S' },
      'detector: D-FINE-S was not timed on Jetson-AGX-Orin-64GB. Send detectorMs, the time of one frame there; timed on it: RF-DETR-N, RF-DETR-S, RF-DETR-base, YOLOv8n, YOLOv8s, YOLOv8m and 12 more; D-FINE-S was timed on T4.',
    ],
    [
      { cameras: 4, detectorMs: 5 },
      'detectorMs: 5 ms is of no device. Send device too, or a detector of the tables.',
    ],
    [
      { ...ORIN, tracker: 'ByteTrak' },
      'tracker: "ByteTrak" is not a known tracker. Did you mean "ByteTrack".',
    ],
    [
      { ...ORIN, sceneWidthM: 10 },
      'sceneWidthM: is given without mustSee. Send what must be seen: detect, observe, recognise, identify, plate, face.',
    ],
    [
      { ...ORIN, tracker: 'none', speedMps: 3 },
      'speedMps: is given, but nothing is tracked. Leave it out or name a tracker.',
    ],
    [
      { ...ORIN, codec: 'av1', device: 'A30', detector: 'PeopleNet' },
      "codec: A30 has no av1 in its turing video engines. Send decode: 'cpu', another device, or h264 or h265 from the cameras.",
    ],
    [{ ...ORIN, camera: 4 }, 'camera: is not a field of this tool. Did you mean "cameras".'],
  ])('refuses %o', async (input, message) => {
    const said = await ask(input).catch((error: unknown) => error);
    expect(said).toBeInstanceOf(InputError);
    expect(String(said)).toBe(`InputError: ${message}`);
  });
});
