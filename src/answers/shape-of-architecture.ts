import type { architectures } from '../catalog/tables/architectures.ts';
import { compressedAttention } from '../catalog/tables/compressed-attention.ts';
import { layerVariants } from '../catalog/tables/layer-variants.ts';
import { sparseAttention } from '../catalog/tables/sparse-attention.ts';
import { stateLayers } from '../catalog/tables/state-layers.ts';
import type { Catalog, RowOf, TableOf } from '../contract/catalog.ts';
import type { CompressedAttention, ModelShape } from '../engines/memory/model-shape.ts';

export type Architecture = RowOf<typeof architectures>;

/** The shape that the engines work on: a row of the architectures table with the rows of the same model elsewhere. */
export function shapeOfArchitecture(row: Architecture, catalog: Catalog): ModelShape {
  const of = <Row extends { readonly model: string }>(table: TableOf<Row>): Row | undefined =>
    catalog.rows(table).find(({ model }) => model === row.model);
  const { model: _, ...variants } = of(layerVariants) ?? { model: row.model };
  const state = of(stateLayers);
  const compressed = of(compressedAttention);
  return {
    ...row,
    ...variants,
    ...(state === undefined ? {} : stateOf(state)),
    sparseAttention: of(sparseAttention),
    compressedAttention: compressed === undefined ? undefined : compressorsOf(compressed),
  };
}

function stateOf(row: RowOf<typeof stateLayers>): Partial<ModelShape> {
  const { layers, stateElementBytes } = row;
  if (row.kind !== 'mamba-2') return { stateLayers: layers, stateElementBytes, linearAttention: row };
  const stateSpace = {
    heads: row.valueHeads,
    headDim: row.valueHeadDim,
    groups: row.keyHeads,
    stateSize: row.keyHeadDim,
    convKernel: row.convKernel,
  };
  return { stateLayers: layers, stateElementBytes, stateSpace };
}

function compressorsOf(row: RowOf<typeof compressedAttention>): CompressedAttention {
  return {
    outputGroups: row.outputGroups,
    outputRank: row.outputRank,
    compressors: [
      { ratio: row.overlappingRatio, layers: row.overlappingLayers, overlapping: true },
      { ratio: row.ratio, layers: row.layers, overlapping: false },
    ],
  };
}
