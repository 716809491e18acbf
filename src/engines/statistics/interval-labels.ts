/** Names of the right-closed bins between inner edges, to six significant digits: `(-inf, 1.5]`, `(1.5, inf)`. */
export function intervalLabels(edges: readonly number[]): string[] {
  const names = edges.map((edge) => String(Number(edge.toPrecision(6))));
  return [...names, undefined].map(
    (name, bin) => `(${names[bin - 1] ?? '-inf'}, ${name === undefined ? 'inf)' : `${name}]`}`,
  );
}
