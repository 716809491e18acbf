import type { Stack, StackPick } from './choose-stack.ts';
import { byProduct } from './stack-words.ts';

const LAYER_NAMES: Readonly<Record<StackPick['kind']['layer'], string>> = {
  data: 'Data',
  training: 'Training',
  serving: 'Serving',
  operations: 'Operations',
  foundation: 'Foundation',
};

/** The stack as a Mermaid flowchart: products by layer, with the parts they fill where `named`; plain edges are native joins, dotted ones own code. */
export function stackDiagram(stack: Stack, named: boolean): string {
  const products = byProduct(stack.picks);
  const ids = new Map(products.map(({ product }, at) => [product, `p${at}`]));
  const layerOf = new Map<string, StackPick['kind']['layer']>();
  for (const { kind, candidate } of stack.picks)
    if (!layerOf.has(candidate.component.id)) layerOf.set(candidate.component.id, kind.layer);
  const layers = [...new Set(layerOf.values())].map((layer) =>
    [
      `subgraph ${LAYER_NAMES[layer]}`,
      ...products
        .filter(({ product }) => layerOf.get(product) === layer)
        .map(
          ({ product, parts }) => `${ids.get(product)}["${product}${named ? `: ${parts.join(', ')}` : ''}"]`,
        ),
      'end',
    ].join('\n'),
  );
  const ends = new Map<string, string[]>();
  for (const { from, to, how } of stack.joins) {
    const arrow = how === 'native' ? '---' : how === 'unknown' || how === 'none' ? '-.-' : `---|${how}|`;
    const start = `${ids.get(from.candidate.component.id)} ${arrow}`;
    ends.set(start, [...(ends.get(start) ?? []), ids.get(to.candidate.component.id) ?? '']);
  }
  const edges = [...ends].map(([start, found]) => `${start} ${found.join(' & ')}`);
  const below =
    stack.foundations.length === 0
      ? []
      : [
          'subgraph Foundation',
          ...stack.foundations.map(({ component }, at) => `f${at}["${component.id}"]`),
          'end',
          ...stack.foundations.flatMap(({ component }, at) =>
            stack.picks
              .filter(({ candidate }) => candidate.component.needs?.includes(component.id))
              .map(({ candidate }) => `${ids.get(candidate.component.id)} -->|runs on| f${at}`),
          ),
        ];
  return ['flowchart LR', ...layers, ...edges, ...new Set(below)].join('\n');
}
