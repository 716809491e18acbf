import { describe, expect, it } from 'vitest';
import { type FeedContext, FeedError } from '../../scripts/feeds/feed.ts';
import { genaiPrices } from '../../scripts/feeds/genai-prices.ts';
import { hailoModelZoo } from '../../scripts/feeds/hailo-model-zoo.ts';
import { mteb } from '../../scripts/feeds/mteb.ts';
import { openAsr } from '../../scripts/feeds/open-asr.ts';
import { qualcommAiHub } from '../../scripts/feeds/qualcomm-ai-hub.ts';
import { timm } from '../../scripts/feeds/timm.ts';
import { ultralytics } from '../../scripts/feeds/ultralytics.ts';

// excerpts of the published files: single figures, cited by file and date
const TIMM_ACCURACY = `model,img_size,top1,top1_err,top5,top5_err,param_count,crop_pct,interpolation
resnet50.a1_in1k,288,81.240,18.760,95.120,4.880,25.56,1.000,bicubic
test_vit.r160_in1k,160,40.986,59.014,66.080,33.920,0.37,0.950,bicubic
`; // results/results-imagenet.csv, 2025-10-30
const TIMM_GPU = `model,infer_img_size,infer_samples_per_sec,infer_step_time,infer_batch_size,param_count,infer_gmacs,infer_macts
resnet50,288,2631.02,389.192,1024,25.56,6.8,18.37
`; // results/benchmark-infer-amp-nchw-pt291-cu128-4090.csv, 2026-01-06
const TIMM_CPU = `model,infer_img_size,infer_samples_per_sec,infer_step_time,infer_batch_size,param_count,infer_gmacs,infer_macts
resnet50,288,55.91,17.869,1,25.56,6.8,18.37
`; // results/benchmark-infer-fp32-nchw-pt240-cpu-i9_10940x-dynamo.csv, 2024-09-04
const ASR_SHORT = `model,Avg. WER,RTFx,Model size (B),License,AMI WER,Earnings22 WER,Gigaspeech WER,LS Clean WER,LS Other WER,SPGISpeech WER,Tedlium WER,Voxpopuli WER\r
CohereLabs/cohere-transcribe-03-2026,5.42,524.88,2,Open,8.13,10.86,9.34,1.25,2.37,3.08,2.49,5.87
zoom/scribe_v1,5.47,-1,-1,Proprietary,10.03,9.53,9.61,1.63,2.81,1.59,3.22,5.37\r
`; // scripts/data/en_shortform.csv, 2026-05-22: its line ends are mixed
const ASR_LONG = `model_id,Average,RTFx,Model size (B),earnings21,earnings22,tedlium,coraal_avg,Avg (without CORAAL)
elevenlabs/scribe_v1,5.896666667,-1,,6.35,9.03,2.31,,5.896666667
elevenlabs/scribe_v2,7.315,-1,,6.48,9.99,2.12,10.67,6.196666667
`; // scripts/data/en_longform.csv, 2026-05-22
const YOLO26 = `| Model | size<br><sup>(pixels)</sup> | mAP<sup>val<br>50-95</sup> | Speed<br><sup>CPU ONNX<br>(ms)</sup> | Speed<br><sup>T4 TensorRT10<br>(ms)</sup> | params<br><sup>(M)</sup> | FLOPs<br><sup>(B)</sup> |
| --- | --- | --- | --- | --- | --- | --- |
| [YOLO26n](https://github.com/ultralytics/assets/releases/download/v8.3.0/yolo26n.pt) | 640 | 40.9 | 38.9 ± 0.7 | 1.7 ± 0.0 | 2.4 | 5.4 |
`; // docs/macros/yolo-det-perf.md, revision 10d9c6d
const AI_HUB_PERF = `precisions:
  float:
    components:
      YOLOv8-Detection:
        performance_metrics:
          Samsung Galaxy S24:
            tflite:
              inference_time_milliseconds: 2.407
              primary_compute_unit: NPU
            onnx:
              inference_time_milliseconds: 9.9
              primary_compute_unit: CPU
          Xiaomi 12:
            tflite:
              inference_time_milliseconds: 3.1
              primary_compute_unit: NPU
  w8a16:
    components:
      YOLOv8-Detection:
        performance_metrics:
          Samsung Galaxy S24:
            tflite:
              inference_time_milliseconds: 1.5
              primary_compute_unit: NPU
`; // qai_hub_models/models/yolov8_det/perf.yaml, v0.46.1: two devices of many
const AI_HUB_INFO = `technical_details:
  Input resolution: 640x640
  Model size (float): 12.2 MB
`;
const HAILO = `* All models were compiled using Hailo Dataflow Compiler v3.33.0

.. list-table::
   :header-rows: 1

   * - Network Name
     - float
     - Hardware Degradation
     - FPS (Batch Size=1)
     - FPS (Batch Size=8)
     - Links
     - Input Resolution (HxWxC)
     - Params (M)
     - OPS (G)
   * - yolov8s  |rocket|
     - 44.01
     - 0.57
     - 110
     - 208
     - \`S <https://github.com/ultralytics/ultralytics>\`_
     - 640x640x3
     - 11.2
     - 28.6
`; // docs/public_models/HAILO8L/HAILO8L_object_detection.rst, 2026-01-20

function contextOf(names: Record<string, string>): FeedContext {
  return {
    modelsOf: (name) => (names[name] === undefined ? [] : [names[name]]),
    models: new Set(['gpt-4', ...Object.values(names)]),
  };
}

describe('the timm feed', () => {
  it('reads accuracy at its input size and names what it does not know', async () => {
    const reading = await timm.read(
      [{ path: 'x/results-imagenet.csv', text: TIMM_ACCURACY }],
      contextOf({ 'resnet50.a1_in1k': 'ResNet-50' }),
    );
    expect(reading.observed).toEqual([
      {
        table: 'accuracy',
        cells: {
          model: 'ResNet-50',
          benchmark: 'imagenet-1k-val-top1',
          value: '81.240',
          input: '288px',
          measuredBy: 'independent',
          source: 'timm-results-imagenet',
        },
      },
    ]);
    expect(reading.unknown).toEqual(['test_vit.r160_in1k']);
  });

  it('takes hardware, runtime and precision from the name of a benchmark file', async () => {
    const { observed } = await timm.read(
      [
        { path: 'benchmark-infer-amp-nchw-pt291-cu128-4090.csv', text: TIMM_GPU },
        { path: 'benchmark-infer-fp32-nchw-pt240-cpu-i9_10940x-dynamo.csv', text: TIMM_CPU },
      ],
      contextOf({ resnet50: 'ResNet-50' }),
    );
    expect(observed.filter(({ table }) => table === 'speed').map(({ cells }) => cells)).toEqual([
      {
        model: 'ResNet-50',
        hardware: 'RTX-4090',
        runtime: 'PyTorch 2.9.1, CUDA 12.8, NCHW',
        precision: 'amp',
        batch: '1024',
        input: '288px',
        throughputPerSecond: '2631.02',
        measuredBy: 'independent',
        source: 'timm-benchmark-rtx-4090',
      },
      {
        model: 'ResNet-50',
        hardware: 'cpu-i9-10940X',
        runtime: 'PyTorch 2.4 dynamo, NCHW',
        precision: 'fp32',
        batch: '1',
        input: '288px',
        latencyMs: '17.869',
        measuredBy: 'independent',
        source: 'timm-benchmark-cpu-i9',
      },
    ]);
    expect(observed.filter(({ table }) => table === 'artefacts')[0]?.cells['computeGmacs']).toBe('6.8');
  });
});

describe('the Open ASR feed', () => {
  it('reads files with mixed line ends and leaves out what was not measured', async () => {
    const { observed } = await openAsr.read(
      [{ path: 'en_shortform.csv', text: ASR_SHORT }],
      contextOf({
        'CohereLabs/cohere-transcribe-03-2026': 'cohere-transcribe-03-2026',
        'zoom/scribe_v1': 'zoom-scribe_v1',
      }),
    );
    expect(observed.map(({ cells }) => `${cells['model']} ${cells['benchmark']} ${cells['value']}`)).toEqual([
      'cohere-transcribe-03-2026 open-asr-en-shortform 5.42',
      'cohere-transcribe-03-2026 open-asr-en-ami 8.13',
      'cohere-transcribe-03-2026 open-asr-rtfx 524.88',
      'zoom-scribe_v1 open-asr-en-shortform 5.47',
      'zoom-scribe_v1 open-asr-en-ami 10.03',
    ]);
  });

  it('does not take a long-form mean over fewer sets for the benchmark', async () => {
    const { observed } = await openAsr.read(
      [{ path: 'en_longform.csv', text: ASR_LONG }],
      contextOf({ 'elevenlabs/scribe_v1': 'scribe_v1', 'elevenlabs/scribe_v2': 'scribe_v2' }),
    );
    expect(observed.map(({ cells }) => cells['model'])).toEqual(['scribe_v2']);
  });
});

describe('the MTEB feed', () => {
  // all-MiniLM-L6-v2, revision 8b3219a9, 2026-08-20: main scores of the ten tasks
  const scores = {
    ArguAna: 0.50167,
    CQADupstackGamingRetrieval: 0.56923,
    CQADupstackUnixRetrieval: 0.4131,
    ClimateFEVERHardNegatives: 0.20658,
    FEVERHardNegatives: 0.54766,
    FiQA2018: 0.36867,
    HotpotQAHardNegatives: 0.49886,
    SCIDOCS: 0.21641,
    'Touche2020Retrieval.v3': 0.49713,
    TRECCOVID: 0.47232,
  };
  const files = Object.entries(scores).map(([task, score]) => ({
    path: `results/sentence-transformers__all-MiniLM-L6-v2/8b3219a9/${task}.json`,
    text: JSON.stringify({
      scores: { test: [{ hf_subset: 'default', main_score: score }], dev: [{ main_score: 0 }] },
    }),
  }));
  const names = contextOf({ 'sentence-transformers/all-MiniLM-L6-v2': 'all-MiniLM-L6-v2' });

  it('averages the ten retrieval tasks on their test split', async () => {
    const { observed } = await mteb.read(files, names);
    expect(observed[0]?.cells['value']).toBe('42.92');
  });

  it('gives no mean over nine', async () => {
    const { observed, remarks } = await mteb.read(files.slice(1), names);
    expect(observed).toEqual([]);
    expect(remarks).toEqual(['sentence-transformers/all-MiniLM-L6-v2: no mean, the folder lacks ArguAna']);
  });
});

describe('the Ultralytics feed', () => {
  it('reads means without their spread, and halves FLOPs to multiply-accumulates', async () => {
    const { observed } = await ultralytics.read(
      [{ path: 'docs/macros/yolo-det-perf.md', text: YOLO26 }],
      contextOf({ yolo26n: 'YOLO26n' }),
    );
    expect(
      observed.map(({ table, cells }) => [
        table,
        cells['hardware'] ?? cells['benchmark'] ?? cells['format'],
        cells['latencyMs'] ?? cells['value'] ?? cells['computeGmacs'],
        cells['source'],
      ]),
    ).toEqual([
      ['accuracy', 'coco-val2017-ap', '40.9', 'ultralytics-yolo26-det'],
      ['speed', 'cpu-aws-p4d', '38.9', 'ultralytics-yolo26-det'],
      ['speed', 'T4', '1.7', 'ultralytics-yolo26-det'],
      ['artefacts', 'PyTorch', '2.7', 'ultralytics-yolo26-det'],
    ]);
  });
});

describe('the Qualcomm feed', () => {
  it('keeps NPU runs on listed devices and says which fell back', async () => {
    const { observed, remarks } = await qualcommAiHub.read(
      [
        { path: 'models/yolov8_det/perf.yaml', text: AI_HUB_PERF },
        { path: 'models/yolov8_det/info.yaml', text: AI_HUB_INFO },
      ],
      contextOf({ yolov8_det: 'YOLOv8n' }),
    );
    expect(observed.map(({ cells }) => cells)).toEqual([
      {
        model: 'YOLOv8n',
        hardware: 'galaxy-s24-npu',
        runtime: 'TFLite',
        precision: 'unstated',
        batch: '1',
        input: '640px',
        latencyMs: '2.407',
        measuredBy: 'vendor',
        source: 'qualcomm-ai-hub-models',
      },
      {
        model: 'YOLOv8n',
        format: 'Qualcomm AI Hub export, float',
        input: '640px',
        sizeMb: '12.2',
        source: 'qualcomm-ai-hub-models',
      },
    ]);
    expect(remarks).toEqual(['yolov8_det on Samsung Galaxy S24, ONNX Runtime: ran on the CPU, left out']);
  });
});

describe('the Hailo feed', () => {
  it('reads both batches and strips the marks of a name', async () => {
    const { observed, sources } = await hailoModelZoo.read(
      [{ path: 'HAILO8L/HAILO8L_object_detection.rst', text: HAILO }],
      contextOf({ yolov8s: 'YOLOv8s' }),
    );
    expect(observed.map(({ cells }) => cells['throughputPerSecond'] ?? cells['computeGmacs'])).toEqual([
      '110',
      '208',
      '14.3',
    ]);
    expect(observed[0]?.cells['runtime']).toBe('HailoRT, Dataflow Compiler 3.33.0');
    expect(sources[0]?.id).toBe('hailo-model-zoo-hailo8l-detection');
  });
});

describe('the genai-prices feed', () => {
  it('says what an update would change for models that the tables list', async () => {
    const published = [
      { id: 'openai', name: 'OpenAI', models: [{ id: 'gpt-4', prices: { input_mtok: 1, output_mtok: 2 } }] },
    ];
    const { observed, remarks } = await genaiPrices.read(
      [{ path: 'prices/data.json', text: JSON.stringify(published) }],
      contextOf({}),
    );
    expect(observed).toEqual([]);
    expect(remarks.find((remark) => remark.startsWith('openai:gpt-4:'))).toBe(
      'openai:gpt-4: {"input_mtok":30,"output_mtok":60} becomes {"input_mtok":1,"output_mtok":2}',
    );
  });
});

describe('a file under a foreign name', () => {
  it.each([
    [timm, 'results.csv', '"results.csv" is neither results-imagenet.csv nor benchmark-infer-*.csv'],
    [
      timm,
      'benchmark-infer-amp-nchw-pt291-cu130-h900.csv',
      'does not name precision, layout, PyTorch and known',
    ],
    [openAsr, 'asr.csv', '"asr.csv" is none of en_shortform.csv, en_longform.csv, multilingual.csv'],
    [mteb, 'ArguAna.json', 'does not lie under ORG__MODEL/REVISION'],
    [ultralytics, 'yolo-det-perf.md', 'holds no table with a model and a speed'],
    [hailoModelZoo, 'HAILO99_detection.rst', 'names no known device in its file name'],
  ] as const)('is refused by %o with a reason (%s)', async (feed, path, message) => {
    const read = async () => feed.read([{ path, text: '' }], contextOf({}));
    await expect(read()).rejects.toThrow(FeedError);
    await expect(read()).rejects.toThrow(message);
  });
});
