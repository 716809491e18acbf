/** A weight matrix that an adapter sits on. */
export type Matrix = { readonly inputs: number; readonly outputs: number };

export const ADAPTER_TARGETS = ['query-value', 'attention', 'all-linear'] as const;
export type AdapterTargets = (typeof ADAPTER_TARGETS)[number];

/**
 * Parameters of a low-rank adapter: `r (inputs + outputs)` a matrix. Hu et al., 2021 (LoRA, arXiv:2106.09685).
 * @throws RangeError for a rank that is not a whole number of at least 1.
 */
export function adapterParameters(rank: number, matrices: readonly Matrix[]): number {
  if (!(Number.isInteger(rank) && rank >= 1)) throw new RangeError('the rank must be whole, at least 1');
  return matrices.reduce((sum, { inputs, outputs }) => sum + rank * (inputs + outputs), 0);
}

/** The matrices of one layer that adapters are put on by custom; `all-linear` of the feed-forward block counts one expert. */
export function adaptedMatrices(
  targets: AdapterTargets,
  widths: {
    readonly hiddenSize: number;
    readonly queryWidth: number;
    readonly keyValueWidth: number;
    readonly feedForwardWidth: number;
    readonly gated: boolean;
  },
): Matrix[] {
  const { hiddenSize, queryWidth, keyValueWidth, feedForwardWidth, gated } = widths;
  const query = { inputs: hiddenSize, outputs: queryWidth };
  const keyOrValue = { inputs: hiddenSize, outputs: keyValueWidth };
  if (targets === 'query-value') return [query, keyOrValue];
  const attention = [query, keyOrValue, keyOrValue, { inputs: queryWidth, outputs: hiddenSize }];
  if (targets === 'attention') return attention;
  const up = { inputs: hiddenSize, outputs: feedForwardWidth };
  return [...attention, ...(gated ? [up, up] : [up]), { inputs: feedForwardWidth, outputs: hiddenSize }];
}
