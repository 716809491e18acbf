import type { TableDefinition } from './define-table.ts';
import { abilities } from './tables/abilities.ts';
import { accelerators } from './tables/accelerators.ts';
import { accuracy } from './tables/accuracy.ts';
import { aliases } from './tables/aliases.ts';
import { apiLifecycle } from './tables/api-lifecycle.ts';
import { apiPrices } from './tables/api-prices.ts';
import { architectures } from './tables/architectures.ts';
import { artefacts } from './tables/artefacts.ts';
import { batchDiscounts } from './tables/batch-discounts.ts';
import { batchingDefaults } from './tables/batching-defaults.ts';
import { benchmarkReadings } from './tables/benchmark-readings.ts';
import { benchmarks } from './tables/benchmarks.ts';
import { burnRateWindows } from './tables/burn-rate-windows.ts';
import { componentExits } from './tables/component-exits.ts';
import { componentIntegrations } from './tables/component-integrations.ts';
import { componentKinds } from './tables/component-kinds.ts';
import { componentPoints } from './tables/component-points.ts';
import { componentPrices } from './tables/component-prices.ts';
import { componentRules } from './tables/component-rules.ts';
import { components } from './tables/components.ts';
import { compressedAttention } from './tables/compressed-attention.ts';
import { compressionEffects } from './tables/compression-effects.ts';
import { computingParameters } from './tables/computing-parameters.ts';
import { decoderGenerations } from './tables/decoder-generations.ts';
import { defaults } from './tables/defaults.ts';
import { devices } from './tables/devices.ts';
import { edgeRuntimes } from './tables/edge-runtimes.ts';
import { embeddingVectors } from './tables/embedding-vectors.ts';
import { encoderThroughput } from './tables/encoder-throughput.ts';
import { feedNames } from './tables/feed-names.ts';
import { fineTuningRuns } from './tables/fine-tuning-runs.ts';
import { frameRateEffects } from './tables/frame-rate-effects.ts';
import { gatewayProviders } from './tables/gateway-providers.ts';
import { gateways } from './tables/gateways.ts';
import { gpuPrices } from './tables/gpu-prices.ts';
import { hostedNames } from './tables/hosted-names.ts';
import { ingestLatencies } from './tables/ingest-latencies.ts';
import { labellingEffort } from './tables/labelling-effort.ts';
import { layerVariants } from './tables/layer-variants.ts';
import { legalDuties } from './tables/legal-duties.ts';
import { licences } from './tables/licences.ts';
import { matmulCeilings } from './tables/matmul-ceilings.ts';
import { memoryTechniques } from './tables/memory-techniques.ts';
import { metricNames } from './tables/metric-names.ts';
import { modelAbilities } from './tables/model-abilities.ts';
import { models } from './tables/models.ts';
import { optimizerStates } from './tables/optimizer-states.ts';
import { pipelineSteps } from './tables/pipeline-steps.ts';
import { pixelDensities } from './tables/pixel-densities.ts';
import { platformLimits } from './tables/platform-limits.ts';
import { promptCacheFloors } from './tables/prompt-cache-floors.ts';
import { purposes } from './tables/purposes.ts';
import { quantizationRecall } from './tables/quantization-recall.ts';
import { rateLimitConventions } from './tables/rate-limit-conventions.ts';
import { rerankLatency } from './tables/rerank-latency.ts';
import { retrievalGains } from './tables/retrieval-gains.ts';
import { routingEvidence } from './tables/routing-evidence.ts';
import { runInterruptions } from './tables/run-interruptions.ts';
import { seedClaims } from './tables/seed-claims.ts';
import { semanticCacheEvidence } from './tables/semantic-cache-evidence.ts';
import { serverlessPrices } from './tables/serverless-prices.ts';
import { servingConstants } from './tables/serving-constants.ts';
import { servingErrors } from './tables/serving-errors.ts';
import { servingPoints } from './tables/serving-points.ts';
import { sources } from './tables/sources.ts';
import { sparseAttention } from './tables/sparse-attention.ts';
import { speed } from './tables/speed.ts';
import { stateLayers } from './tables/state-layers.ts';
import { tabularTraining } from './tables/tabular-training.ts';
import { tasks } from './tables/tasks.ts';
import { trackerScores } from './tables/tracker-scores.ts';
import { trackers } from './tables/trackers.ts';
import { trainingMethods } from './tables/training-methods.ts';
import { trainingRecipes } from './tables/training-recipes.ts';
import { trainingRuns } from './tables/training-runs.ts';
import { transports } from './tables/transports.ts';
import { vectorDatabases } from './tables/vector-databases.ts';
import { vectorPrices } from './tables/vector-prices.ts';
import { vectorSpeed } from './tables/vector-speed.ts';
import { verification } from './tables/verification.ts';
import { videoBitrates } from './tables/video-bitrates.ts';
import { videoDecoders } from './tables/video-decoders.ts';
import { videoDevices } from './tables/video-devices.ts';
import { videoPipelines } from './tables/video-pipelines.ts';
import { videoStageCosts } from './tables/video-stage-costs.ts';
import { visionTraining } from './tables/vision-training.ts';
import { weightFormats } from './tables/weight-formats.ts';

/** Every table there is, by id. The order is the order of listings. */
export const TABLES = {
  sources,
  tasks,
  benchmarks,
  licences,
  models,
  accuracy,
  speed,
  purposes,
  abilities,
  'model-abilities': modelAbilities,
  'benchmark-readings': benchmarkReadings,
  'legal-duties': legalDuties,
  'hosted-names': hostedNames,
  artefacts,
  components,
  'component-kinds': componentKinds,
  'component-rules': componentRules,
  'component-points': componentPoints,
  'component-integrations': componentIntegrations,
  'component-exits': componentExits,
  'component-prices': componentPrices,
  accelerators,
  devices,
  architectures,
  aliases,
  'layer-variants': layerVariants,
  'state-layers': stateLayers,
  'sparse-attention': sparseAttention,
  'compressed-attention': compressedAttention,
  'weight-formats': weightFormats,
  'serving-points': servingPoints,
  'serving-constants': servingConstants,
  'serving-errors': servingErrors,
  'memory-techniques': memoryTechniques,
  'training-runs': trainingRuns,
  'fine-tuning-runs': fineTuningRuns,
  'vision-training': visionTraining,
  'tabular-training': tabularTraining,
  'training-methods': trainingMethods,
  'optimizer-states': optimizerStates,
  'training-recipes': trainingRecipes,
  'matmul-ceilings': matmulCeilings,
  'labelling-effort': labellingEffort,
  'run-interruptions': runInterruptions,
  'pipeline-steps': pipelineSteps,
  'gpu-prices': gpuPrices,
  'api-prices': apiPrices,
  'batch-discounts': batchDiscounts,
  'api-lifecycle': apiLifecycle,
  'serverless-prices': serverlessPrices,
  'platform-limits': platformLimits,
  'batching-defaults': batchingDefaults,
  'video-pipelines': videoPipelines,
  'video-decoders': videoDecoders,
  'decoder-generations': decoderGenerations,
  'video-devices': videoDevices,
  'video-stage-costs': videoStageCosts,
  trackers,
  'tracker-scores': trackerScores,
  'frame-rate-effects': frameRateEffects,
  'video-bitrates': videoBitrates,
  'pixel-densities': pixelDensities,
  'ingest-latencies': ingestLatencies,
  'routing-evidence': routingEvidence,
  gateways,
  'gateway-providers': gatewayProviders,
  'prompt-cache-floors': promptCacheFloors,
  'rate-limit-conventions': rateLimitConventions,
  'semantic-cache-evidence': semanticCacheEvidence,
  transports,
  'compression-effects': compressionEffects,
  'edge-runtimes': edgeRuntimes,
  'metric-names': metricNames,
  'burn-rate-windows': burnRateWindows,
  'embedding-vectors': embeddingVectors,
  'vector-databases': vectorDatabases,
  'vector-prices': vectorPrices,
  'vector-speed': vectorSpeed,
  'quantization-recall': quantizationRecall,
  'computing-parameters': computingParameters,
  'encoder-throughput': encoderThroughput,
  'rerank-latency': rerankLatency,
  'retrieval-gains': retrievalGains,
  defaults,
  'seed-claims': seedClaims,
  verification,
  'feed-names': feedNames,
} as const;

/** The same, for code that walks all tables and does not care which. */
export const ALL_TABLES: readonly TableDefinition[] = Object.values(TABLES);
