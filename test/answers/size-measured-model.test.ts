import { describe, expect, it } from 'vitest';
import {
  type AskedModel,
  type MeasuredModelTables,
  sizeMeasuredModel,
} from '../../src/answers/size-measured-model.ts';
import { accelerators } from '../../src/catalog/tables/accelerators.ts';
import { devices } from '../../src/catalog/tables/devices.ts';
import { models } from '../../src/catalog/tables/models.ts';
import { sources } from '../../src/catalog/tables/sources.ts';
import { speed } from '../../src/catalog/tables/speed.ts';
import { tasks } from '../../src/catalog/tables/tasks.ts';
import { realContext } from '../support/read-catalog.ts';

const { catalog } = realContext();
const tables: MeasuredModelTables = {
  speed: catalog.rows(speed),
  models: catalog.rows(models),
  tasks: catalog.rows(tasks),
  accelerators: catalog.rows(accelerators),
  devices: catalog.rows(devices),
};
const known = new Set(catalog.rows(sources).map(({ id }) => id));
const size = (asked: Partial<AskedModel>) =>
  sizeMeasuredModel(
    { model: 'EfficientNet-B0', itemsPerSecond: 2000, targetLoad: 0.7, setting: {}, ...asked },
    tables,
  );

describe('sizeMeasuredModel', () => {
  it('answers how many T4s for EfficientNet-B0 at 2,000 images a second, from a measurement', () => {
    expect(size({ hardware: 'T4' })).toMatchInlineSnapshot(`
      {
        "assumptions": [
          "The peak takes at most 70 % of what was measured.",
          "Devices share the load evenly and do not slow one another.",
          "Decoding of inputs and other work around the model keeps up: inputs are ready in memory.",
        ],
        "item": "image",
        "measuredOn": [
          "A100-80GB-SXM",
          "A100-unspecified",
          "Metis-M2",
          "Metis-PCIe",
          "RTX-3090",
          "RTX-4090",
          "RTX-5090",
          "RTX-PRO-6000-Max-Q",
          "T4",
          "V100-SXM-16GB",
          "V100-unspecified",
          "cpu-i7-12700H",
          "cpu-i9-10940X",
          "dragonwing-iq-9075",
          "galaxy-s24-npu",
          "galaxy-s25-npu",
        ],
        "options": [
          {
            "batch": 8,
            "callMs": 9.10801,
            "count": 4,
            "hardware": "T4",
            "input": "224px",
            "itemsPerSecond": {
              "asOf": "2024-10-18",
              "basis": "measured",
              "source": "paddleclas-speed",
              "unit": "items/s",
              "value": 878.3477400661616,
            },
            "load": 0.569250625,
            "measuredBy": "author",
            "name": "NVIDIA T4",
            "others": {
              "fastest": 857.4123295892996,
              "rows": 5,
              "slowest": 290.52876234747237,
            },
            "precision": "fp16",
            "runtime": "Paddle Inference, TensorRT 8.0.3.4",
            "sources": [
              "paddleclas-speed",
            ],
          },
        ],
        "sources": [
          "paddleclas-speed",
        ],
        "verdict": "4 x T4 for EfficientNet-B0 at 2,000 images a second: one does 878.3 (fp16, batch 8, Paddle Inference, TensorRT 8.0.3.4; measured), so they run at 57 % of that.",
        "warnings": [
          "A batch of 8 takes 9.11 ms and must fill first: name latencyMs if that is too long.",
          "5 other settings measured on T4 give 291 to 857 a second: the runtime and the batch decide.",
        ],
      }
    `);
  });

  it('takes more where each call must be short', () => {
    const answer = size({ hardware: 'T4', setting: { latencyMs: 5 } });
    expect(answer.options[0]).toMatchObject({ count: 10, batch: 1, precision: 'fp16' });
  });

  it('counts seconds of audio, one recording a call whatever the batch', () => {
    const answer = size({
      model: 'whisper-large-v2',
      hardware: 'RTX-3070-Ti',
      itemsPerSecond: 30,
      setting: { runtime: 'faster-whisper', batch: 8, precision: 'fp16' },
    });
    // 13 minutes in 17 s (faster-whisper README)
    expect(answer.options[0]?.itemsPerSecond.value).toBeCloseTo((13 * 60) / 17, 9);
    expect(answer.verdict).toContain('30 seconds of audio a second (as many live streams)');
  });

  it('sizes sentence encoders, detectors and whisper from their rows', () => {
    expect(size({ model: 'all-MiniLM-L6-v2', itemsPerSecond: 20_000 }).options[0]).toMatchObject({
      hardware: 'V100-unspecified',
      count: 3,
    });
    expect(size({ model: 'YOLO11n', hardware: 'T4', itemsPerSecond: 360 }).options[0]?.count).toBe(1);
    expect(size({ model: 'whisper-large-v3', hardware: 'L4', itemsPerSecond: 1000 }).options[0]?.count).toBe(
      9,
    );
  });

  it('carries a figure within a family only, marked, with the error of doing so', () => {
    const [option] = size({ model: 'ViT-B/16', hardware: 'T4', itemsPerSecond: 500 }).options;
    expect(option?.itemsPerSecond.basis).toBe('modelled');
    expect(option?.itemsPerSecond.low).toBeLessThan(option?.itemsPerSecond.value ?? 0);
    expect(option?.scaled).toMatch(/on V100-unspecified times .*, the median of \d+ models measured on both/);
    // Apple and Hailo devices hold EfficientNet-B0's kin, and none of them answers for a TPU
    expect(size({ hardware: 'TPU-v5e' }).options).toEqual([]);
  });

  it('says not measured, and where it was, rather than guess', () => {
    expect(size({ hardware: 'L4' }).verdict).toMatch(
      /^Not measured: EfficientNet-B0 on NVIDIA L4; it was measured on A100/,
    );
    expect(size({ model: 'XGBoost' }).verdict).toBe(
      'Not measured: no throughput of XGBoost is in the tables; time it on your own device.',
    );
    expect(size({ hardware: 'T4', setting: { precision: 'int8' } }).verdict).toMatch(
      /^Not measured: EfficientNet-B0 on NVIDIA T4 at precision int8;/,
    );
  });

  it('does not size from a part of a model', () => {
    expect(size({ model: 'whisper-tiny' }).options).toEqual([]);
  });

  it('cites sources that exist', () => {
    for (const { sources: cited } of size({}).options)
      for (const id of cited) expect(known.has(id)).toBe(true);
  });

  it.each([
    [
      { model: 'EficientNet-B0' },
      /^model: "EficientNet-B0" is not in the catalogue\. Did you mean "EfficientNet-B0"/,
    ],
    [{ hardware: 'T5' }, /^accelerator: "T5" is not in the catalogue\./],
  ])('names the fault of %j', (asked, message) => {
    expect(() => size(asked)).toThrow(message);
  });
});
