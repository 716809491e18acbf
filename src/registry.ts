import type { Tool } from './contract/define-tool.ts';
import { computePSI } from './tools/compute-psi.ts';
import { detectDrift } from './tools/detect-drift.ts';
import { estimateCost } from './tools/estimate-cost.ts';
import { lookup } from './tools/lookup.ts';
import { planInference } from './tools/plan-inference.ts';
import { planMonitoring } from './tools/plan-monitoring.ts';
import { planRag } from './tools/plan-rag.ts';
import { planRouting } from './tools/plan-routing.ts';
import { planTraining } from './tools/plan-training.ts';
import { planVideoPipeline } from './tools/plan-video-pipeline.ts';
import { selectComponents } from './tools/select-components.ts';
import { selectModel } from './tools/select-model.ts';
import { simulateServing } from './tools/simulate-serving.ts';
import { sizeInfrastructure } from './tools/size-infrastructure.ts';

/** Every tool there is. The key equals the tool's name and its file's name; tests hold all three together. */
export const TOOLS = {
  computePSI,
  detectDrift,
  estimateCost,
  lookup,
  planInference,
  planMonitoring,
  planVideoPipeline,
  planRouting,
  planTraining,
  selectComponents,
  planRag,
  selectModel,
  simulateServing,
  sizeInfrastructure,
} as const satisfies Readonly<Record<string, Tool>>;
