import type { ModelShape } from '../memory/model-shape.ts';
import { isLatent, layerCounts } from './layer-counts.ts';
import type { ServingConstants } from './serving-constants.ts';
import type { ActivationScaling, Workload } from './workload.ts';

/**
 * Kernels that one decode step launches, in units of a plain one, counted from the configuration: so many for each kind
 * of attention and feed-forward block, and for each product whose activations are quantised first (two inputs in a
 * grouped or linear attention layer, four in a latent one, two in every feed-forward part). The counts are those of
 * the engines' fused graphs; what a launch costs is fitted.
 */
export function kernelLaunches({ shape, ...workload }: Workload, constants: ServingConstants): number {
  const layers = layerCounts(shape);
  const latent = isLatent(shape);
  const shared = (shape.sharedExperts ?? 0) > 0 ? layers.routedFfn : 0;
  const recurrent = shape.stateSpace === undefined ? 'launches-linear-attention' : 'launches-state-space';
  const plain =
    layers.attention * constants[latent ? 'launches-latent-attention' : 'launches-grouped-attention'] +
    indexerLayers(shape) * constants['launches-indexer'] +
    (shape.queryKeyNorm === true && !latent ? layers.attention * constants['launches-key-norm'] : 0) +
    layers.recurrent * constants[recurrent] +
    layers.denseFfn * constants['launches-dense-ffn'] +
    layers.routedFfn * constants['launches-routed-ffn'] +
    shared * constants['launches-shared-expert'];
  return plain + quantisations(shape, workload) * quantiseCost(workload.activationScaling, constants);
}

/** Products of one step whose input is quantised first; attention only where it is stored as the rest is. */
function quantisations(shape: ModelShape, { arithmetic }: Pick<Workload, 'arithmetic'>): number {
  const layers = layerCounts(shape);
  const latent = isLatent(shape);
  const inAttention =
    arithmetic.attention === arithmetic.feedForward
      ? layers.attention * (latent ? 4 : 2) + layers.recurrent * 2
      : 0;
  const shared = (shape.sharedExperts ?? 0) > 0 ? layers.routedFfn : 0;
  return inAttention + 2 * (layers.denseFfn + layers.routedFfn + shared);
}

function quantiseCost(scaling: ActivationScaling, constants: ServingConstants): number {
  return scaling === 'none' ? 0 : constants[`quantise-${scaling}`];
}

function indexerLayers({ sparseAttention, fullLayers }: ModelShape): number {
  if (sparseAttention === undefined) return 0;
  return sparseAttention.indexerLayers ?? sparseAttention.sparseLayers ?? fullLayers;
}
