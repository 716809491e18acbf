import { describe, expect, it } from 'vitest';
import { selectModel } from '../../src/tools/select-model.ts';
import { realContext } from '../support/read-catalog.ts';

/**
 * What specialists of each field would answer, as classes of models rather than one name, so that a new row in a table
 * does not break what is still true.
 */
type Case = {
  readonly ask: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly task: string };
  /** What decides, in words: shown as the name of the test. */
  readonly decides: string;
  /** The recommendation is one of these. */
  readonly first: RegExp;
  /** None of these is among the five candidates. */
  readonly never?: RegExp;
  /** These models are ruled out, by the input field (or `status`, `baseline`) that does it. */
  readonly out?: Readonly<Record<string, string>>;
  /** Some warning says this. */
  readonly warns?: RegExp;
  /** The benchmark that decides. */
  readonly by?: RegExp;
  /** What would flip the choice, or the constraint that binds. */
  readonly flips?: RegExp;
};

const AGPL = /^(YOLO(v8|11|26|E-)|FastSAM)/;

const CASES: readonly Case[] = [
  // object detection
  {
    ask: 'A detector inside a closed-source product',
    input: { task: 'object-detection', device: 'T4' },
    decides: 'the licence: AGPL weights need a paid licence',
    first: /^(RF-DETR-(N|S|M|L)|D-FINE-|LW-DETR-|RT-DETR|DEIM|YOLOX)/,
    never: AGPL,
    out: { YOLO26n: 'use', YOLO11n: 'use', YOLOv8n: 'use', 'DETR-R50': 'status' },
    warns: /AGPL/,
  },
  {
    ask: 'A detector under 10 ms on a T4, closed source',
    input: { task: 'object-detection', device: 'T4', maxLatencyMs: 10 },
    decides: 'the latency on that device',
    first: /^(RF-DETR-(N|S|M|L)|D-FINE-(N|S|M|L)|LW-DETR-)/,
    never: /^(RF-DETR-2XL|D-FINE-X|LW-DETR-X)$/,
    out: { 'D-FINE-X': 'maxLatencyMs', 'RF-DETR-2XL': 'maxLatencyMs' },
    flips: /maxLatencyMs = 10: without it (RF-DETR-2XL|D-FINE-X|DEIM)/,
  },
  {
    ask: 'A detector to fine-tune on our own classes',
    input: { task: 'object-detection', purpose: 'own classes, factory parts', device: 'T4' },
    decides: 'the benchmark: 100 real-world sets, not COCO',
    first: /^(RF-DETR|D-FINE|LW-DETR)/,
    never: AGPL,
    by: /RF100-VL/,
    warns: /Roboflow/,
  },
  {
    ask: 'A detector on a phone NPU in an open-source app',
    input: { task: 'object-detection', hardware: 'phone-npu', use: 'open-source' },
    decides: 'the measurement on the phone: transformers are slow there',
    first: /^YOLO/,
    never: /^(D-FINE-X|RF-DETR-2XL|LW-DETR-X)$/,
  },
  {
    ask: 'A detector on a phone NPU in a closed-source app',
    input: { task: 'object-detection', hardware: 'phone-npu' },
    decides: 'licence and phone together',
    first: /^(YOLOX|DEIMv2-(N|Pico|Atto|Femto)|D-FINE-N|NanoDet|PicoDet|MobileNet|SSD|EfficientDet)/,
    never: AGPL,
    out: { YOLO11n: 'use' },
  },
  {
    ask: 'A detector on a Hailo-8 in an open-source product',
    input: { task: 'object-detection', device: 'Hailo-8', use: 'open-source' },
    decides: 'what was measured on the module',
    first: /^YOLO/,
    never: /^(RF-DETR|D-FINE-X)/,
  },
  {
    ask: 'A detector for 12 cameras on a Jetson, closed source',
    input: { task: 'object-detection', hardware: 'jetson' },
    decides: 'the licence, then what was measured on a Jetson',
    first: /^(RF-DETR-(N|S|M)|D-FINE|PeopleNet|TrafficCamNet|RT-DETR|YOLOX)/,
    never: AGPL,
    flips: /use = closed-source: without it YOLO/,
  },
  {
    ask: 'The most accurate detector, research only',
    input: { task: 'object-detection', use: 'research', device: 'T4', prefer: 'accuracy' },
    decides: 'accuracy alone',
    first: /^(RF-DETR-2XL|D-FINE-X|DEIMv2-X|RF-DETR-XL)$/,
    never: /^YOLOv8n$/,
  },
  {
    ask: 'A detector with labels that change at run time, closed source',
    input: { task: 'open-vocabulary-detection' },
    decides: 'the licence: YOLO-World is GPL, YOLOE is AGPL',
    first: /^(MM-Grounding|GroundingDINO|SAM-3|OWL|OWLv2|LLMDet|RF-DETR)/,
    never: /^YOLO(E|-World)/,
    out: { 'YOLOE-11-L': 'use', 'YOLO-World-L': 'use' },
  },
  // segmentation
  {
    ask: 'Instance masks in a closed-source product',
    input: { task: 'instance-segmentation', device: 'T4' },
    decides: 'the licence',
    first: /^(RF-DETR-Seg|EoMT|Mask-R-CNN)/,
    never: /(^YOLO|^Mask2Former)/,
    out: { 'YOLO26n-seg': 'use', 'Mask2Former-R50': 'use' },
  },
  {
    ask: 'Semantic segmentation of street scenes in a closed-source product',
    input: { task: 'semantic-segmentation', purpose: 'road scenes for driving' },
    decides: 'non-commercial weights behind open code',
    first: /^(EoMT|PIDNet|DDRNet|DeepLab)/,
    never: /^(SegFormer|Mask2Former|SAM)/,
    out: { 'SegFormer-B0': 'use', 'Mask2Former-Swin-L': 'use' },
    by: /Cityscapes/,
  },
  {
    ask: 'Semantic segmentation: the founding document said SAM',
    input: { task: 'semantic-segmentation' },
    decides: 'SAM gives masks without classes: it is not in this task',
    first: /^(EoMT|PIDNet|DeepLab|DDRNet|UPerNet|Seg)/,
    never: /^(SAM|MobileSAM|FastSAM)/,
    warns: /masks without classes/,
  },
  {
    ask: 'Click-to-mask annotation tool, closed source',
    input: { task: 'promptable-segmentation', purpose: 'interactive annotation' },
    decides: 'masks from clicks',
    first: /^(SAM-2|MobileSAM|EfficientSAM|EdgeSAM|SAM-ViT)/,
    never: /^FastSAM/,
    out: { 'FastSAM-s': 'use' },
  },
  {
    ask: 'Masks of everything that is called "yellow school bus"',
    input: { task: 'promptable-segmentation', purpose: 'text prompt' },
    decides: 'words as prompts',
    first: /^SAM-3/,
    never: /^(SAM-2|SAM-ViT|MobileSAM)/,
    out: { 'SAM-2.1-large': 'purpose', MobileSAM: 'purpose' },
    warns: /conditions/,
  },
  // image classification and retrieval
  {
    ask: 'An image classifier on CPU only',
    input: { task: 'image-classification', hardware: 'cpu' },
    decides: 'milliseconds on a CPU, not FLOPs',
    first:
      /^(TinyViT|RepViT|MobileNet|EfficientNet|ConvNeXt-(Tiny|Nano|Small)|ViT-(S|B)|ResNet|LeViT|EfficientFormer|MobileViT)/,
    never: /^(ConvNeXt-V2-Huge|FastViT)/,
    out: { 'ConvNeXt-V2-Huge': 'use', 'FastViT-T8': 'use' },
  },
  {
    ask: 'An image classifier under 10 ms on a CPU',
    input: { task: 'image-classification', hardware: 'cpu', maxLatencyMs: 10 },
    decides: 'the latency where it was measured',
    first: /^(MobileNet|EfficientNet-B0|RepViT|ResNet-18|LeViT|GhostNet|EfficientFormer|MobileOne|FastViT-S)/,
    never: /^(EVA|SigLIP|ViT-B|ConvNeXt|Swin)/,
    out: { 'EVA-02-L': 'maxLatencyMs', 'ViT-B/16': 'maxLatencyMs' },
  },
  {
    ask: 'An image classifier in an app, under 20 MB',
    input: { task: 'image-classification', maxSizeMb: 20, hardware: 'phone-npu' },
    decides: 'the size of the file',
    first: /^(MobileNet|EfficientNet-B0|RepViT|GhostNet|ShuffleNet)/,
    never: /^(ViT|EVA|SigLIP|ConvNeXt|ResNet-(50|101)|Swin)/,
    out: { 'ViT-B/16': 'maxSizeMb', 'ResNet-101': 'maxSizeMb' },
  },
  {
    ask: 'A classifier of 100,000 products that change weekly',
    input: { task: 'image-classification', purpose: '100,000 classes' },
    decides: 'a classifier is the wrong task: search features instead',
    first: /./,
    warns: /image-retrieval/,
  },
  {
    ask: 'Retrieval among 100,000 products from a photo',
    input: { task: 'image-retrieval', purpose: '100,000 classes of products' },
    decides: 'frozen features for nearest neighbours, not a text tower',
    first: /^DINO/,
    never: /^(CLIP|SigLIP)/,
    out: { 'SigLIP2-B-224': 'purpose', 'CLIP-ViT-B/16': 'purpose' },
  },
  {
    ask: 'Find photos by a sentence',
    input: { task: 'image-retrieval', purpose: 'search by text' },
    decides: 'a text tower',
    first: /^(SigLIP|CLIP|MetaCLIP|PE-)/,
    never: /^DINO/,
    out: { 'DINOv2-ViT-L': 'purpose' },
  },
  {
    ask: 'Defects on a production line',
    input: { task: 'image-anomaly-detection' },
    decides: 'nothing on a saturated benchmark: the own line',
    first: /^(Dinomaly|EfficientAd|PatchCore|SuperSimpleNet|AnomalyDINO)/,
    never: /^GLASS/,
    warns: /own line|separate methods/,
  },
  {
    ask: 'Defects without a single picture of a good part',
    input: { task: 'image-anomaly-detection', purpose: 'no training images' },
    decides: 'zero-shot',
    first: /^(AnomalyVFM|WinCLIP|AnomalyCLIP)/,
    never: /^(PatchCore|PaDiM|EfficientAd)/,
    out: { 'PatchCore-WRN50': 'purpose' },
  },
  // OCR, documents, faces
  {
    ask: 'OCR of English scans on our own CPUs, closed source',
    input: { task: 'ocr', hardware: 'cpu', offline: true },
    decides: 'self-hosted on CPU',
    first: /^(PaddleOCR|PP-OCR|Tesseract|docTR|RapidOCR)/,
    never: /^(Cloud-Vision|Amazon|Azure)/,
    out: { 'Cloud-Vision-API': 'offline', 'Amazon-Textract': 'offline' },
  },
  {
    ask: 'OCR by a hosted API of forms',
    input: { task: 'ocr', hardware: 'api', purpose: 'forms' },
    decides: 'hosted only, with a price a page',
    first: /^(Azure|Amazon|Google|Cloud-Vision)/,
    never: /^(Tesseract|PP-OCR|PaddleOCR)/,
    out: { Tesseract: 'hardware' },
    by: /FUNSD/,
  },
  {
    ask: 'PDF to Markdown in a closed-source product',
    input: { task: 'document-parsing' },
    decides: 'licence of the weights',
    first: /^(PaddleOCR-VL|MinerU-3|olmOCR|Docling|Granite)/,
    never: /^(MinerU2\.5-2509|Marker)/,
    out: { 'MinerU2.5-2509-1.2B': 'use' },
    warns: /maker’s own|vendors' own/,
  },
  {
    ask: 'Face recognition at a door, in a product',
    input: { task: 'face-recognition' },
    decides: 'the law on biometric data, then non-commercial weights',
    first: /^(SFace|AuraFace)/,
    never: /^(buffalo|antelope)/,
    out: { buffalo_l: 'use', antelopev2: 'use' },
    warns: /GDPR Art. 9/,
    flips: /buffalo_l/,
  },
  {
    ask: 'The same in Illinois and in the EU',
    input: { task: 'face-recognition', use: 'research' },
    decides: 'the law holds for research too',
    first: /^(antelopev2|buffalo_l|AdaFace|ArcFace)/,
    warns: /BIPA/,
  },
  {
    ask: 'Face recognition and the European AI Act',
    input: { task: 'face-recognition', offline: true },
    decides: 'prohibited and high-risk uses',
    first: /^(SFace|AuraFace)/,
    never: /^buffalo/,
    warns: /AI Act Art\. 5/,
  },
  // pose, depth, tracking
  {
    ask: 'Pose of a crowd in one pass, closed source',
    input: { task: 'pose-estimation', purpose: 'crowds' },
    decides: 'one-stage models: cost does not grow with people',
    first: /^RTMO/,
    never: /^(RTMPose|HRNet|ViTPose|YOLO)/,
    out: { 'RTMPose-m': 'purpose', 'YOLO26n-pose': 'use' },
  },
  {
    ask: 'Hands and face beside the body',
    input: { task: 'pose-estimation', purpose: 'hands and fingers' },
    decides: 'whole-body keypoints',
    first: /(whole-?body|DWPose|Sapiens)/i,
    never: /^(HRNet-W32|RTMPose-t)$/,
    out: { 'RTMPose-m': 'purpose' },
  },
  {
    ask: 'Distance in metres from one camera, closed source',
    input: { task: 'depth-estimation', purpose: 'distance in metres' },
    decides: 'metric depth: relative depth is not metres',
    first: /^(MoGe|DA3METRIC|Metric3D|Depth-Pro|UniK3D)/,
    never: /^(Depth-Anything-V[12]|MiDaS|UniDepth)/,
    out: { 'Depth-Anything-V2-Small': 'purpose', 'UniDepth-V1-ViT-L': 'use' },
    warns: /lidar|tape/,
  },
  {
    ask: 'Relative depth for a photo effect in a closed-source app',
    input: { task: 'depth-estimation', purpose: 'blur' },
    decides: 'the larger sizes are non-commercial',
    first: /^(Depth-Anything-V[12]-Small|Depth-Anything-V1|DA3-(SMALL|BASE)|DA3MONO|MiDaS|MoGe)/,
    never: /^(Depth-Anything-V2-(Base|Large)|DA3-(LARGE|GIANT)|YOLO)/,
    out: { 'Depth-Anything-V2-Large': 'use', 'DA3-LARGE-1.1': 'use', 'YOLO26n-depth': 'use' },
  },
  {
    ask: 'Tracking people in a closed-source product',
    input: { task: 'object-tracking' },
    decides: 'a maintained, permissive implementation',
    first: /(trackers|supervision|OC-SORT)/i,
    never: /^(SORT|Deep-SORT)$/,
    out: { 'Deep-SORT': 'use', SORT: 'use' },
  },
  // vision-language, images, video
  {
    ask: 'A vision-language model on one 24 GB card, offline',
    input: { task: 'vision-language', offline: true, maxMemoryGb: 24 },
    decides: 'memory for the weights',
    first: /^(Qwen3-VL-(8B|4B)|InternVL3\.5-(8B|4B)|MiniCPM-V|Gemma|Qwen3\.5)/,
    never: /(235B|241B|30B-A3B|32B|38B)/,
    out: { 'Qwen3-VL-32B-Instruct': 'maxMemoryGb', 'InternVL3.5-38B': 'maxMemoryGb' },
  },
  {
    ask: 'Image generation inside a product',
    input: { task: 'image-generation', offline: true },
    decides: 'FLUX dev weights are non-commercial',
    first: /^(Z-Image|Qwen-Image|FLUX\.1-schnell|FLUX\.2-klein|HiDream)/,
    never: /^FLUX\.[12]-dev$/,
    out: { 'FLUX.2-dev': 'use', 'FLUX.1-dev': 'use' },
    warns: /Art\. 50/,
  },
  {
    ask: 'Questions about videos',
    input: { task: 'video-understanding', purpose: 'question answering', offline: true },
    decides: 'a vision-language model, not a classifier',
    first: /^(Qwen|InternVL|MiniCPM|SmolVLM|Gemma)/,
    never: /^(S3D|R3D|MViT|Swin3D|VideoMAE|V-JEPA)/,
    out: { 'MViT-v2-S': 'purpose' },
  },
  {
    ask: 'Action recognition in a product',
    input: { task: 'video-understanding', purpose: 'action recognition' },
    decides: 'VideoMAE weights are non-commercial',
    first: /^(MViT|Swin3D|S3D|R2Plus1D|V-JEPA)/,
    never: /^VideoMAE/,
    out: { 'VideoMAE-B': 'use' },
    by: /Kinetics/,
  },
  // speech
  {
    ask: 'Transcripts of meetings, hosted allowed',
    input: { task: 'speech-to-text', purpose: 'meetings' },
    decides: 'the error on long recordings, not on short clips',
    first: /^(scribe|universal|speechmatics|revai|cohere|parakeet)/,
    never: /^(whisper-1|gpt-4o-transcribe|wav2vec2|DeepSpeech)/,
    by: /long-form/,
    out: { DeepSpeech: 'status' },
  },
  {
    ask: 'Transcripts of meetings that may not leave the site',
    input: { task: 'speech-to-text', purpose: 'meetings', offline: true },
    decides: 'offline, then long-form error and speed',
    first: /^(parakeet-tdt-0\.6b|cohere-transcribe|canary|whisper-large-v3|Qwen3-ASR)/,
    never: /^(scribe|universal|whisper-tiny|wav2vec2)/,
    by: /long-form/,
    out: { scribe_v2: 'offline' },
    flips: /offline: without it scribe|Without offline: /,
  },
  {
    ask: 'Dictation in 40 languages, offline',
    input: { task: 'speech-to-text', minLanguages: 40, offline: true },
    decides: 'the number of languages',
    first: /^whisper-(large|medium|small)/,
    never: /^(parakeet|canary|cohere|Qwen3-ASR|moonshine|.*\.en$)/,
    out: { 'parakeet-tdt-0.6b-v3': 'minLanguages', 'canary-1b-v2': 'minLanguages' },
  },
  {
    ask: 'Captions while the speaker speaks, on our own hardware',
    input: { task: 'speech-to-text', purpose: 'live captions', offline: true },
    decides: 'streaming',
    first: /(streaming|nemotron|kyutai|voxtral)/i,
    never: /^whisper/,
    out: { 'whisper-large-v3': 'purpose' },
  },
  {
    ask: 'Speech to text in German on our servers',
    input: { task: 'speech-to-text', languages: ['de'], offline: true },
    decides: 'a multilingual benchmark and models that speak German',
    first: /^(parakeet-tdt-0\.6b-v3|cohere-transcribe|canary-1b|whisper-large|granite)/,
    never: /(\.en$|^parakeet-tdt-0\.6b-v2|^canary-qwen|^moonshine)/,
    by: /German/,
    out: { 'parakeet-tdt-0.6b-v2': 'languages', 'canary-qwen-2.5b': 'languages' },
  },
  {
    ask: 'A voice in a closed-source product, cloned, offline',
    input: { task: 'text-to-speech', purpose: 'voice clone', offline: true },
    decides: 'the best-known cloning weights are non-commercial',
    first: /^(Chatterbox|CosyVoice|Qwen3-TTS|VoxCPM|Higgs)/,
    never: /^(F5-TTS|XTTS|Coqui|Piper|ElevenLabs)/,
    out: { 'F5-TTS': 'use', 'XTTS-v2': 'use', Piper: 'use' },
    warns: /consent/,
  },
  {
    ask: 'Who spoke when, in a product, on our servers',
    input: { task: 'speaker-diarization', offline: true },
    decides: 'non-commercial research weights',
    first: /^pyannote/,
    never: /^(DiariZen|Sortformer-4spk-v1|pyannote-precision)/,
    out: { 'DiariZen-Large-s80-v2': 'use', 'pyannote-precision-2': 'offline' },
    warns: /voiceprint/,
  },
  {
    ask: 'Sound tagging on a phone',
    input: { task: 'audio-classification', hardware: 'phone-npu' },
    decides: 'a million parameters are enough',
    first: /^(YAMNet|EfficientAT)/,
    never: /^(PANNs|AST|BEATs)/,
  },
  // text
  {
    ask: 'Embeddings for search in English, offline',
    input: { task: 'embeddings', purpose: 'rag', offline: true },
    decides: 'the retrieval score, not the mean',
    first: /^(Qwen3-Embedding|snowflake|embeddinggemma|granite-embedding|Octen)/,
    never: /^(jina-embeddings-v5|text-embedding|gemini|voyage|all-MiniLM)/,
    by: /retrieval/,
    out: { 'jina-embeddings-v5-text-small': 'use', 'voyage-4': 'offline' },
  },
  {
    ask: 'An embedder under 100 MB',
    input: { task: 'embeddings', maxSizeMb: 100 },
    decides: 'the size of the file',
    first:
      /^(bge-small|granite-embedding-small|all-MiniLM|potion|multilingual-e5-small|gte-small|snowflake-arctic-embed-(xs|s))/,
    never: /^(Qwen3|bge-m3|bge-(base|large)|e5-base|text-embedding|gemini)/,
    out: { 'bge-m3': 'maxSizeMb', 'Qwen3-Embedding-0.6B': 'maxSizeMb', 'gemini-embedding-001': 'maxSizeMb' },
    flips: /maxSizeMb = 100/,
  },
  {
    ask: 'An embedder for German documents of 8,000 tokens, offline',
    input: { task: 'embeddings', purpose: 'long documents', languages: ['de'], offline: true },
    decides: 'context length and languages',
    first: /^(Qwen3-Embedding|bge-m3|harrier|snowflake|granite-embedding-.*multilingual)/,
    never: /^(all-|bge-(small|base|large)-en|multilingual-e5|granite-embedding-english)/,
    out: { 'all-MiniLM-L6-v2': 'purpose', 'multilingual-e5-small': 'purpose' },
    by: /Multilingual/,
  },
  {
    ask: 'A reranker over a strong retriever',
    input: { task: 'reranking' },
    decides: 'a weak reranker is worse than none',
    first: /^Qwen3-Reranker/,
    never: /^(bge-reranker-v2-m3|gte-multilingual-reranker|jina)/,
    out: { 'bge-reranker-v2-m3': 'baseline', 'gte-multilingual-reranker-base': 'baseline' },
    warns: /Qwen, the maker/,
  },
  {
    ask: 'A language model for a product in German on one 80 GB card, offline',
    input: { task: 'text-generation', languages: ['de'], offline: true, maxMemoryGb: 80 },
    decides: 'memory and languages',
    first: /^(Gemma-(3|4)|Qwen3(\.5|\.6)?-|gpt-oss|Mistral-Small|Llama-3)/,
    never: /^(Kimi|DeepSeek|GLM-5|gpt-[3-6]|claude|gemini|Qwen2\.5-3B|MiniMax-M2\.7)/,
    out: { 'Llama-3.3-70B': 'maxMemoryGb', 'Kimi-K2': 'maxMemoryGb', 'Qwen2.5-3B': 'use' },
  },
  {
    ask: 'A language model in our app on a phone',
    input: { task: 'text-generation', hardware: 'phone-npu' },
    decides: 'what a phone holds',
    first: /^(Llama-3\.2-1B|Qwen3-(0\.6B|1\.7B)|Gemma-(3-1B|4-E2B)|SmolLM|LFM)/,
    never: /(27B|30B|31B|70B|8B|^gpt|^claude|^Kimi)/,
    out: { 'Qwen3-8B': 'hardware', 'gpt-5.5': 'hardware' },
  },
  {
    ask: 'GPT-4 for text generation',
    input: { task: 'text-generation' },
    decides: 'it is shut down',
    first: /./,
    never: /^(gpt-4|gpt-3\.5-turbo|claude-3-)/,
    out: { 'gpt-4': 'status', 'gpt-3.5-turbo': 'status' },
  },
  {
    ask: 'Translation to German in a product',
    input: { task: 'translation' },
    decides: 'NLLB weights are non-commercial',
    first: /^(opus-mt|M2M100|MADLAD)/,
    never: /^NLLB/,
    out: { 'NLLB-200-3.3B': 'use' },
  },
  {
    ask: 'Entity types that our users name at run time',
    input: { task: 'named-entity-recognition', purpose: 'custom entities' },
    decides: 'open types',
    first: /^GLiNER/,
    never: /^(spaCy|UniNER)/,
    out: { 'spaCy-en_core_web_trf': 'purpose', 'UniNER-7B': 'use' },
  },
  {
    ask: 'Twenty labelled texts a class',
    input: { task: 'text-classification', purpose: 'few examples' },
    decides: 'few-shot learning',
    first: /^SetFit/,
    never: /^(BERT-base|DistilBERT)/,
    out: { 'BERT-base-uncased': 'purpose' },
    warns: /some hundred labels/,
  },
  // structured data
  {
    ask: 'A table of any size, closed source',
    input: { task: 'tabular' },
    decides: 'boosted trees unless the data are small',
    first: /^(LightGBM|CatBoost|XGBoost)$/,
    never: /^(TabPFN|RealTabPFN|TabFM)/,
    out: { 'TabPFN-3': 'use', TabFM: 'use' },
    warns: /IID/,
    flips: /small-data/,
  },
  {
    ask: 'A table of 3,000 rows in a product',
    input: { task: 'tabular', purpose: 'small data: 3000 rows' },
    decides: 'in-context models, of which the newer TabPFNs are non-commercial',
    first: /^(TabICLv2|TabPFN-2)$/,
    never: /^(TabPFN-(2\.5|2\.6|3)|RealTabPFN|TabFM)/,
    out: { 'TabPFN-3': 'use', LightGBM: 'purpose' },
  },
  {
    ask: 'Credit data, tested on the following year',
    input: { task: 'tabular', purpose: 'data split by time, tested on later data' },
    decides: 'a benchmark with temporal splits: TabArena does not apply',
    first: /^(RealMLP|TabICLv2|TabM|CatBoost|LightGBM|XGBoost)/,
    never: /^TabPFN/,
    by: /BeyondArena/,
    warns: /split by time/i,
  },
  {
    ask: 'A model whose effects a regulator can read',
    input: { task: 'tabular', purpose: 'explainable to the regulator' },
    decides: 'explainability',
    first: /^(EBM|Linear-model)$/,
    never: /^(LightGBM|CatBoost|TabICL|RealMLP)/,
    out: { LightGBM: 'purpose' },
  },
  {
    ask: 'Demand forecasts with promotions and holidays',
    input: { task: 'time-series-forecasting', purpose: 'promotions and holidays' },
    decides: 'covariates',
    first: /^(Chronos-2|TiRex-2|TimesFM-2\.5)/,
    never: /^(TimesFM-3|Moirai|Toto|TiRex$|AutoARIMA)/,
    by: /fev-bench/,
    out: { 'TimesFM-3.0': 'use', 'Toto-2.0-22m': 'purpose' },
  },
  {
    ask: 'Forecasts of many series in a product',
    input: { task: 'time-series-forecasting' },
    decides: 'entries with test-data leakage and those worse than naive do not rank',
    first: /^(TiRex-2|Chronos-2|Toto-2|TimesFM-2\.5|FlowState)/,
    never: /^(Chronos-Bolt|Moirai|AutoETS|AutoTheta|Prophet|TimesFM-3)/,
    out: { AutoETS: 'baseline', 'Moirai-2.0-R-small': 'use' },
    warns: /leak/,
  },
  {
    ask: 'Recommendations for items that are new every day',
    input: { task: 'recommendation', purpose: 'cold start' },
    decides: 'content features: what learns from interactions alone cannot score the new',
    first: /^(Two-tower|DLRM|DCN|HSTU|LightFM)/,
    never: /^(ItemCF|EASE|SLIM|iALS|MF-BPR|LightGCN|SASRec|BERT4Rec|GRU4Rec|SimpleX|MultVAE)/,
    out: { EASE: 'purpose', iALS: 'purpose', SASRec: 'purpose' },
    warns: /popularity/,
  },
  {
    ask: 'Top-n recommendations, first version',
    input: { task: 'recommendation' },
    decides: 'simple, tuned baselines under full ranking',
    first: /^(SLIM|ItemCF|EASE|iALS|UltraGCN|SimpleX)/,
    warns: /tuned baselines/,
    by: /full ranking/,
  },
  {
    ask: 'Anomalies in one sensor series',
    input: { task: 'time-series-anomaly-detection', purpose: 'univariate' },
    decides: 'classical methods before transformers',
    first: /^(Sub-PCA|KShapeAD|POLY)/,
    never: /^(AnomalyTransformer|USAD|LSTMAD)/,
    by: /TSB-AD-U/,
  },
  {
    ask: 'Anomalies over many sensors at once',
    input: { task: 'time-series-anomaly-detection', purpose: 'multivariate' },
    decides: 'another set of series',
    first: /^(CNN-TSAD|OmniAnomaly|PCA-TS)/,
    never: /^AnomalyTransformer/,
    by: /TSB-AD-M/,
  },
  {
    ask: 'Odd rows in a table without labels',
    input: { task: 'tabular-anomaly-detection' },
    decides: 'differences between methods are smaller than between data sets',
    first: /^(IForest|MCD|KNN-OD|ECOD|COPOD|HBOS|OCSVM)/,
    warns: /labels decide/,
  },
];

type Answer = {
  readonly verdict: string;
  readonly bindingConstraint: readonly string[];
  readonly candidates: readonly { readonly model: string }[];
  readonly ruledOut: readonly { readonly by: string; readonly models: readonly string[] }[];
  readonly ranking: readonly { readonly benchmark: string }[];
  readonly wouldChange: readonly string[];
  readonly warnings: readonly string[];
};

describe('selectModel answers as a specialist would', () => {
  const context = realContext();
  const known = new Set(context.catalog.rows<{ id: string }>({ id: 'models' }).map(({ id }) => id));

  it('in at least 60 cases, of which each has models that must not be recommended or a warning', () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    const idle = CASES.filter(({ never, out, warns }) => !never && !out && !warns);
    expect(idle.map(({ ask }) => ask)).toEqual([]);
  });

  it('in cases whose ruled-out models are in the tables', () => {
    expect(CASES.flatMap(({ out = {} }) => Object.keys(out)).filter((name) => !known.has(name))).toEqual([]);
  });

  it.each(CASES)('$ask: decided by $decides', async (expected) => {
    const { structured } = await selectModel.execute(
      { count: 5, detail: 'full', ...expected.input },
      context,
    );
    const answer = structured as unknown as Answer;
    const [first] = answer.candidates;
    expect(first?.model).toMatch(expected.first);
    expect(answer.verdict).toContain(first?.model);
    const { never, out = {}, warns, by, flips } = expected;
    if (never)
      expect(answer.candidates.map(({ model }) => model).filter((name) => never.test(name))).toEqual([]);
    const outBy = new Map(
      answer.ruledOut.flatMap((group) => group.models.map((name) => [name, group.by] as const)),
    );
    for (const [name, field] of Object.entries(out)) expect(outBy.get(name), name).toBe(field);
    if (warns) expect(answer.warnings.join('\n')).toMatch(warns);
    if (by) expect(answer.ranking[0]?.benchmark).toMatch(by);
    if (flips) expect([...answer.bindingConstraint, ...answer.wouldChange].join('\n')).toMatch(flips);
  });
});
