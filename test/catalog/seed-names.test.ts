import { describe, expect, it } from 'vitest';
import { references } from '../support/read-catalog.ts';

/** Every model, library and service that the founding document names, as a pattern over ids, names and notes. */
const NAMES: readonly (readonly [string, RegExp])[] = [
  ['BERT', /^BERT-base/i],
  ['DistilBERT', /^DistilBERT/i],
  ['GPT-4', /^gpt-4$/i],
  ['GPT-3.5', /^gpt-3\.5/i],
  ['Claude', /^claude-/i],
  ['Haiku', /haiku/i],
  ['Opus', /opus/i],
  ['Llama', /^Llama-3/],
  ['Mistral', /^Mistral-/],
  ['OpenAI Ada', /^text-embedding-ada-002$/],
  ['sentence-transformers', /^all-MiniLM-L6-v2$/],
  ['ResNet', /^ResNet-50/i],
  ['EfficientNet', /^EfficientNet-B0/i],
  ['ViT', /^ViT-B/i],
  ['YOLOv8', /^YOLOv8n$/i],
  ['DETR', /^DETR-R50/i],
  ['Faster R-CNN', /^Faster-R-CNN/i],
  ['SAM', /^SAM(-|$)/],
  ['Mask R-CNN', /^Mask-R-CNN/i],
  ['U-Net', /^U-?Net/i],
  ['Tesseract', /^Tesseract/],
  ['PaddleOCR', /^PaddleOCR$/],
  ['Cloud Vision API', /Cloud-Vision/i],
  ['InsightFace', /buffalo_l|InsightFace/i],
  ['DeepFace', /^DeepFace/],
  ['Whisper', /^whisper-base$/],
  ['DeepSpeech', /^DeepSpeech/],
  ['ElevenLabs', /eleven/i],
  ['Coqui TTS', /coqui|XTTS/i],
  ['PANNs', /PANNs|CNN14/i],
  ['XGBoost', /^XGBoost/i],
  ['LightGBM', /^LightGBM/i],
  ['CatBoost', /^CatBoost/i],
  ['Prophet', /^Prophet/i],
  ['ARIMA', /ARIMA/i],
  ['Two-tower', /two-?tower|DSSM|YoutubeDNN/i],
  ['Matrix factorization', /iALS|^MF|matrix/i],
  ['Feast', /^Feast/],
  ['Tecton', /^Tecton/],
  ['SageMaker', /SageMaker/],
  ['MLflow', /^MLflow/],
  ['Weights & Biases', /^Weights-and-Biases/],
  ['Neptune', /^Neptune/],
  ['Kubeflow', /^Kubeflow/],
  ['Vertex AI', /^Vertex-AI/],
  ['TorchServe', /^TorchServe/],
  ['TFServing', /^TensorFlow-Serving/],
  ['Triton', /^Triton/],
  ['Airflow', /^Airflow/],
  ['Pinecone', /^Pinecone/],
  ['Weaviate', /^Weaviate/],
  ['Chroma', /^Chroma/],
  ['pgvector', /^pgvector/],
  ['Qdrant', /^Qdrant/],
  ['NVIDIA DALI', /DALI/],
  ['FFmpeg', /^FFmpeg/],
  ['OpenCV', /^OpenCV/],
  ['ONNX', /^ONNX/],
  ['TFLite', /^LiteRT/],
  ['SORT', /^SORT/],
  ['DeepSORT', /^Deep-?SORT/i],
  ['ByteTrack', /^ByteTrack/],
];

const rows = ['models', 'components'].flatMap((id) =>
  (references().tables.get(id) ?? []).map(({ row }) => row),
);

describe('the names of the founding document', () => {
  it.each(NAMES)('%s has a row', (_, pattern) => {
    expect(rows.filter((row) => pattern.test(String(row['id']))).length).toBeGreaterThan(0);
  });

  it.each(['gpt-4', 'DeepSpeech'])('%s is marked dead, with a successor', (name) => {
    const row = rows.find(({ id }) => id === name);
    expect(['archived', 'shut-down']).toContain(row?.['status']);
    expect(row?.['successor']).toBeDefined();
  });

  it.each(['TorchServe', 'Neptune'])('%s is marked as no longer kept up', (name) => {
    expect(['archived', 'shut-down', 'unmaintained', 'maintenance']).toContain(
      rows.find(({ id }) => id === name)?.['status'],
    );
  });
});
