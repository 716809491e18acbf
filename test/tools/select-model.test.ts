import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/contract/input-error.ts';
import { selectModel } from '../../src/tools/select-model.ts';
import { realContext } from '../support/read-catalog.ts';

type Answer = {
  verdict: string;
  candidates: {
    model: string;
    speed?: { value: number; conditions: string };
    accuracy?: { value: number };
    licence: { code: string; weights?: string; trap?: string; shipping: string };
    task: string;
  }[];
  ruledOut: { by: string; reason: string; models: string[] }[];
  bindingConstraint: string[];
};
const ask = async (input: Record<string, unknown>): Promise<Answer> =>
  (await selectModel.execute(input, realContext())).structured as unknown as Answer;
const namesOf = ({ candidates }: Answer): string[] => candidates.map(({ model }) => model);

async function errorOf(input: unknown): Promise<string> {
  try {
    await selectModel.execute(input, realContext());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('selectModel', () => {
  it('answers which detector for cameras on a Jetson in a closed-source product', async () => {
    const { text } = await selectModel.execute(selectModel.examples[0]?.input, realContext());
    expect(text).toMatchInlineSnapshot(`
      "**object-detection: RF-DETR-N (48.4 AP (%) on COCO val2017, box AP at IoU 0.50 to 0.95, 95 items/s on Jetson-AGX-Orin-unspecified; Apache-2.0).**

      **Binding constraint**
      - use = closed-source: without it YOLO26m, 52.5 AP (%), 4.72 ms on Jetson-AGX-Orin-64GB

      **Runner-up**
      - RF-DETR-S: 4.6 AP (%) better, 23 % slower

      Path: use case > vision > Object detection. Compared on object-detection: COCO val2017, box AP at IoU 0.50 to 0.95 (AP, higher is better), speed: Jetson-AGX-Orin-unspecified (throughput).

      | Model | Accuracy | Speed | Parameters (M) | Licence | Why |
      |---|---|---|---|---|---|
      | RF-DETR-N | 48.4 AP (%) (measured, rfdetr-benchmarks) | 95 items/s (measured, roboflow-inference-pr-1730) on Jetson-AGX-Orin-unspecified, Roboflow Inference server, TensorRT, JetPack 6.2, fp16 | 30.5 | Apache-2.0 | Pareto front of accuracy and speed |
      | RF-DETR-S | 53 AP (%) (measured, rfdetr-benchmarks) | 73.6 items/s (measured, roboflow-inference-pr-1730) on Jetson-AGX-Orin-unspecified, Roboflow Inference server, TensorRT, JetPack 6.2, fp16 | 32.1 | Apache-2.0 | Pareto front of accuracy and speed |
      | RF-DETR-M | 54.7 AP (%) (measured, rfdetr-benchmarks) | 44 items/s (measured, roboflow-inference-benchmarks) on Jetson-Orin-NX-unspecified, Roboflow Inference, TensorRT, unstated, 576px | 33.7 | Apache-2.0 | measured on another device of the class: after those on the compared one |

      **Ruled out (18)**
      - YOLO26n, YOLO26s, YOLO26m and 14 more by use: GNU Affero General Public License 3.0: a closed-source product, even one served over a network, needs a paid licence from the owner
      - DETR-R50 by status: archived, succeeded by RF-DETR-S

      **Would change it**
      - With prefer = accuracy: RF-DETR-S, 53 AP (%), 13.6 ms on Jetson-AGX-Orin-unspecified
      - With purpose custom-classes: RF-DETR-S, 60.2 AP (%) on RF100-VL, mean box AP over 100 real-world data sets after fine-tuning, 13.6 ms on Jetson-AGX-Orin-unspecified

      **Warnings**
      - COCO is 80 everyday classes and the order on your own classes can differ: name the purpose custom-classes to rank by RF100-VL.
      - Object detection: Ultralytics models are AGPL-3.0; vendor AP exceeds the AP of the exported artefact.
      - Accuracy is its maker’s own figure: RF-DETR-N, RF-DETR-S, RF-DETR-M.

      **Assumed**
      - use = closed-source: copyleft and non-commercial licences are out
      - no purpose stated: the general benchmark of the task decides
      - prefer = balance: small differences of accuracy give way to licence, then speed

      **Sources**
      - rfdetr-benchmarks: [RF-DETR documentation, benchmarks: accuracy and T4 latency from one FP16 TensorRT artefact](https://github.com/roboflow/rf-detr/blob/35ac6ab646/docs/learn/benchmarks.md), 2026-01-22
      - roboflow-inference-pr-1730: [roboflow/inference pull request 1730: JetPack 6.2, measured on Jetson AGX Orin](https://github.com/roboflow/inference/pull/1730), 2025-11-18
      - roboflow-inference-benchmarks: [Roboflow documentation, Inference benchmarks on L4 and Jetson Orin NX](https://docs.roboflow.com/reference/inference/inference-python/benchmarks), 2026

      **Next**
      - estimateCost: monthly cost, hosted against self-hosted"
    `);
  });

  it('gives an embedder, a reranker and a generator for a search system', async () => {
    const answer = await ask({ task: 'rag', languages: ['de'], offline: true, maxMemoryGb: 80 });
    expect(answer.candidates.map(({ task }) => task)).toEqual(['embeddings', 'reranking', 'text-generation']);
    expect(answer.candidates.every(({ licence }) => licence.code !== 'proprietary-api')).toBe(true);
  });

  it('never offers AGPL or non-commercial weights for a closed-source product, at any task', async () => {
    for (const task of [
      'object-detection',
      'instance-segmentation',
      'face-recognition',
      'embeddings',
      'tabular',
      'text-to-speech',
      'depth-estimation',
    ]) {
      const { candidates } = await ask({ task, count: 20 });
      for (const { model, licence } of candidates)
        expect(`${licence.code} ${licence.weights}`, model).not.toMatch(/AGPL|-NC-|InsightFace|PL-NC/i);
    }
  });

  it('offers YOLO where AGPL is acceptable, and names the trap', async () => {
    const { candidates } = await ask({
      task: 'object-detection',
      use: 'open-source',
      device: 'T4',
      prefer: 'speed',
      count: 5,
    });
    const yolo = candidates.find(
      ({ model }) => /yolo/i.test(model) && /AGPL/.test(candidates[0]?.licence.code ?? ''),
    );
    expect(yolo?.licence.trap).toMatch(/closed-source/);
  });

  it('under a latency limit lists what was not measured on the device last', async () => {
    const { candidates } = await ask({ task: 'object-detection', device: 'T4', maxLatencyMs: 5, count: 20 });
    const measured = candidates.map(({ speed }) => speed !== undefined);
    expect(measured).toContain(true);
    expect(measured.lastIndexOf(true)).toBeLessThan(
      measured.indexOf(false) === -1 ? measured.length : measured.indexOf(false),
    );
    for (const { speed } of candidates) if (speed !== undefined) expect(speed.value).toBeLessThanOrEqual(5);
  });

  it('does not carry a data-centre latency to a phone', async () => {
    const { candidates } = await ask({ task: 'object-detection', hardware: 'phone-npu', count: 20 });
    for (const { speed } of candidates)
      if (speed !== undefined) expect(speed.conditions).toMatch(/galaxy|snapdragon|phone|pixel|iphone/i);
  });

  it('rules out what does not speak the language', async () => {
    const answer = await ask({ task: 'embeddings', languages: ['de'], detail: 'full' });
    expect(answer.ruledOut.find(({ by }) => by === 'languages')?.models).toContain('all-MiniLM-L6-v2');
    expect(namesOf(answer)).not.toContain('all-MiniLM-L6-v2');
  });

  it('names the successor of what is dead', async () => {
    const answer = await ask({ task: 'speech-to-text', detail: 'full' });
    const dead = answer.ruledOut.find(({ models }) => models.includes('DeepSpeech'));
    expect(dead?.by).toBe('status');
  });

  it('says what each constraint costs', async () => {
    const { bindingConstraint } = await ask({ task: 'object-detection', device: 'T4', maxLatencyMs: 3 });
    expect(bindingConstraint.join(' ')).toMatch(/^maxLatencyMs = 3: without it \S+, [\d.]+ AP/);
  });

  it('obeys the preference', async () => {
    const fast = await ask({ task: 'object-detection', device: 'T4', prefer: 'speed', count: 1 });
    const accurate = await ask({ task: 'object-detection', device: 'T4', prefer: 'accuracy', count: 1 });
    expect(fast.candidates[0]?.speed?.value ?? 0).toBeLessThan(accurate.candidates[0]?.speed?.value ?? 0);
    expect(fast.candidates[0]?.accuracy?.value ?? 0).toBeLessThan(
      accurate.candidates[0]?.accuracy?.value ?? 0,
    );
  });

  it('says when no benchmark stands for the purpose, and which purposes there are', async () => {
    const { structured } = await selectModel.execute(
      { task: 'speech-to-text', purpose: 'bird song' },
      realContext(),
    );
    expect(String(structured['warnings'])).toMatch(
      /No benchmark in the tables stands for the purpose "bird song".*Known for speech-to-text: meetings, long-recordings, live\./,
    );
  });

  it('gives price a unit of work and shutdown date of hosted models', async () => {
    const { structured } = await selectModel.execute(
      { task: 'speech-to-text', hardware: 'api', count: 20 },
      realContext(),
    );
    const candidates = structured['candidates'] as {
      model: string;
      prices?: { value: number; unit: string; basis: string }[];
      shutdown?: string;
    }[];
    const priced = candidates.find(({ model }) => model === 'scribe_v2')?.prices;
    expect(priced).toMatchObject([{ unit: 'USD per 1,000 audio minutes', basis: 'listed' }]);
    expect(candidates.find(({ model }) => model === 'whisper-1')?.shutdown).toBe('2027-02-26');
    expect(String(structured['warnings'])).toContain('whisper-1 will be shut down on 2027-02-26');
  });

  it('says so when nothing meets the constraints', async () => {
    const context = realContext();
    const catalog: typeof context.catalog = {
      rows: (table) => (table.id === 'models' ? [] : context.catalog.rows(table)),
    };
    const { structured } = await selectModel.execute({ task: 'ocr' }, { ...context, catalog });
    expect(structured['candidates']).toEqual([]);
    expect(structured['verdict']).toMatch(/no model in the tables meets the constraints/);
  });

  it.each<[string, unknown, string]>([
    ['no task', {}, 'task: is missing. Allowed: text-classification'],
    [
      'an unknown task',
      { task: 'object-detektion' },
      'task: "object-detektion" is not one of the allowed values. Did you mean "object-detection".',
    ],
    [
      'an unknown key',
      { task: 'ocr', latencyMs: 10 },
      'latencyMs: is not a field of this tool. Did you mean "maxLatencyMs".',
    ],
    [
      'a wrong type',
      { task: 'ocr', offline: 'yes' },
      'offline: "yes" is not true or false. Send true or false.',
    ],
    [
      'NaN as text',
      { task: 'ocr', maxMemoryGb: 'NaN' },
      'maxMemoryGb: "NaN" is not a finite number. Send a finite number, without quotes and without a unit.',
    ],
    ['a negative', { task: 'ocr', maxMemoryGb: -4 }, 'maxMemoryGb: -4 is too small. Allowed: above 0.'],
    ['a huge count', { task: 'ocr', count: 1e6 }, 'count: 1000000 is too large. Allowed: at most 20.'],
    [
      'an empty device',
      { task: 'ocr', device: '' },
      'device: "" is too short. Allowed: at least 1 characters.',
    ],
    [
      'an unknown device',
      { task: 'ocr', device: 'Jetson-AGX-Orin-64' },
      'device: "Jetson-AGX-Orin-64" is not a known device. Did you mean "Jetson-AGX-Orin-64GB"',
    ],
    [
      'a device of another class',
      { task: 'ocr', device: 'T4', hardware: 'jetson' },
      'hardware: "jetson" contradicts device T4, which is datacenter-gpu. Send one of the two.',
    ],
    [
      'a latency without hardware',
      { task: 'ocr', maxLatencyMs: 10 },
      'maxLatencyMs: a latency means nothing without the hardware. Add "hardware" or "device".',
    ],
    [
      'a language that is none',
      { task: 'ocr', languages: ['German'] },
      'languages.0: "German" is not a language code such as "de".',
    ],
    [
      'a fraction of a language',
      { task: 'ocr', minLanguages: 1.5 },
      'minLanguages: 1.5 is not a whole number. Send a whole number.',
    ],
    [
      'a prototype key',
      JSON.parse('{"task":"ocr","__proto__":{}}'),
      '__proto__: is a reserved key and never part of the input.',
    ],
    [
      'a control character',
      { task: 'ocr', device: 'T4\n' },
      'device: holds the invisible or control character U+000A. Send plain printable text.',
    ],
    ['a list', [], 'input: a list of 0 is not an object. Send an object.'],
  ])('refuses %s and says why', async (_, input, message) => {
    expect((await errorOf(input)).startsWith(message)).toBe(true);
    expect(await errorOf({ task: 'ocr' })).toBe('no error');
  });
});
