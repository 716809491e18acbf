import type { RoutedModel } from './routed-models.ts';

const LONGEST_NAME = 50;

/** Names of lower-case letters, digits and hyphens, one a model: what Kubernetes takes, and what variables are made of. */
export function modelSlugs(models: readonly RoutedModel[]): ReadonlyMap<RoutedModel, string> {
  const taken = new Set<string>();
  const names = new Map<RoutedModel, string>();
  for (const model of models) {
    const slug =
      model.name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .slice(0, LONGEST_NAME)
        .replace(/^-+|-+$/g, '') || 'model';
    let name = slug;
    for (let again = 2; taken.has(name); again++) name = `${slug}-${again}`;
    taken.add(name);
    names.set(model, name);
  }
  return names;
}
