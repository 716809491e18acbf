import { percent } from '../figures.ts';
import type { RoutedModel } from './routed-models.ts';
import { type RoutingPlan, totalRequests } from './routing-plan.ts';

/** The plan as a Mermaid flowchart: shares of all requests to classes, of a class to models; dashes are fallbacks. */
export function routingDiagram({ classes, question }: RoutingPlan): string {
  const whole = totalRequests(question);
  const ids = new Map<RoutedModel, string>();
  const idOf = (model: RoutedModel): string => {
    const id = ids.get(model) ?? `m${ids.size}`;
    ids.set(model, id);
    return id;
  };
  const edges = classes.flatMap(({ asked, chosen, fallbacks }, at) => {
    const entry = `gateway -->|"${percent(asked.perMonth / whole)}"| c${at}["${asked.name} (${asked.data}): ${chosen?.strategy ?? 'refused'}"]`;
    const calls = (chosen?.models ?? []).map(
      (model, which) => `c${at} -->|"${percent(chosen?.calls[which] ?? 0)}"| ${idOf(model)}`,
    );
    const spare = fallbacks
      .filter((model) => !chosen?.models.includes(model))
      .map((model) => `c${at} -.->|"fallback"| ${idOf(model)}`);
    return [entry, ...calls, ...spare];
  });
  const nodes = [...ids].map(([model, id]) => `${id}["${model.name} (${model.provider})"]`);
  return ['flowchart LR', 'gateway["LLM gateway"]', ...nodes, ...edges].join('\n');
}
