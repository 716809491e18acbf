import { formatNumber } from '../../contract/markdown.ts';
import type { Pattern } from './inference-rules.ts';

export type DiagramFacts = {
  readonly way: string;
  readonly rate: string;
  /** Who does the work, with count and load: `3 replicas, 62 % busy`. */
  readonly servers: string;
  readonly serviceMs: number;
  readonly result: string;
};

/** The architecture as a Mermaid chart, with the numbers of the answer. */
export function inferenceDiagram(pattern: Pattern, facts: DiagramFacts): string {
  const { way, rate, servers, serviceMs, result } = facts;
  const work = `${servers}, ${formatNumber(serviceMs)} ms each`;
  const lines: Record<Pattern, readonly string[]> = {
    sync: [
      `client["callers, ${rate}"]-->|${way}|gateway["gateway: auth, limits"]-->queue["bounded queue"]-->model["${work}"]`,
      `model-->|${result}|client`,
    ],
    streaming: [
      `client["callers, ${rate}"]-->|${way}|gateway["gateway, buffering off"]-->model["${work}"]`,
      `model-. "${result}" .->client`,
    ],
    async: [
      `client["callers, ${rate}"]-->|${way}|api["API: 202, job id"]-->queue[("queue")]-->model["${work}"]`,
      'client-->input[("object storage: inputs")]',
      'input-->model',
      `model-->store[("results")]-->|${result}|client`,
      'queue-.->dead[("dead letters")]',
    ],
    batch: [
      `inputs[("inputs: ${rate}")]-->shards["shards"]-->model["${work}"]-->outputs[("outputs: ${result}")]`,
      'model-.->failed["failed shards, again"]-.->shards',
    ],
    serverless: [
      `client["callers, ${rate}"]-->|${way}|router["platform router"]-->model["${work}"]`,
      `model-->|${result}|client`,
      'router-.->none["none at rest"]',
    ],
    edge: [
      `subgraph site["site"]`,
      `  sensor["sensor, ${rate}"]-->model["${work}"]-->decide["local decision"]-->store[("bounded store: ${result}")]`,
      'end',
      `store-. "${way}" .->cloud["cloud: deduplicates by key"]`,
      'cloud-. "signed models" .->model',
    ],
  };
  return ['flowchart LR', ...lines[pattern].map((line) => `  ${line}`)].join('\n');
}
