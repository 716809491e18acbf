import { components } from '../../catalog/tables/components.ts';
import { PIPELINE_LAYERS, pipelineSteps, type TRAINING_KINDS } from '../../catalog/tables/pipeline-steps.ts';
import type { Catalog } from '../../contract/catalog.ts';

export type TrainingKind = (typeof TRAINING_KINDS)[number];

export type PipelineNeeds = {
  readonly kind: TrainingKind;
  readonly freshHours?: number | undefined;
  readonly labels: boolean;
  readonly accelerators: number;
};

export type PipelineStep = {
  readonly step: string;
  readonly layer: (typeof PIPELINE_LAYERS)[number];
  readonly component: string;
  readonly does: string;
  readonly why: string;
};

/** Features younger than this when served need a stream and an online store. */
const STREAM_BELOW_HOURS = 1;
const NODE = 8;

/** The steps that this training needs, in order, each with the best listed component that is still maintained. */
export function trainingPipeline(needs: PipelineNeeds, catalog: Catalog): PipelineStep[] {
  const listed = new Map(catalog.rows(components).map((row) => [row.id, row]));
  const fresh = needs.freshHours !== undefined && needs.freshHours < STREAM_BELOW_HOURS;
  const holds = {
    always: true,
    fresh,
    online: fresh,
    labels: needs.labels,
    distributed: needs.accelerators > NODE,
  };
  return catalog
    .rows(pipelineSteps)
    .filter((row) => row.for.includes(needs.kind) && holds[row.when])
    .sort((a, b) => PIPELINE_LAYERS.indexOf(a.layer) - PIPELINE_LAYERS.indexOf(b.layer) || a.order - b.order)
    .map((row) => ({
      step: row.id,
      layer: row.layer,
      component: (row.prefer ?? []).find((id) => listed.get(id)?.status === 'active') ?? row.else,
      does: row.does,
      why: row.why,
    }));
}

/** What a node of the diagram says beside its step. */
export type NodeFacts = Readonly<Record<string, string>>;

/** The three layers as a Mermaid flow chart, with the figures of the answer. */
export function pipelineDiagram(steps: readonly PipelineStep[], facts: NodeFacts): string {
  const ids = new Map(steps.map(({ step }) => [step, step.replaceAll('-', '_')]));
  const groups = PIPELINE_LAYERS.flatMap((layer) => [
    `  subgraph ${layer}`,
    ...steps
      .filter((step) => step.layer === layer)
      .map(({ step, component }) => {
        const fact = facts[step];
        return `    ${ids.get(step)}["${step}: ${mermaidLabel(component)}${fact === undefined ? '' : `<br/>${mermaidLabel(fact)}`}"]`;
      }),
    '  end',
  ]);
  const chain = steps.map(({ step }) => ids.get(step)).join(' --> ');
  const back = ids.has('log') ? [`  ${ids.get('log')} -.-> ${ids.get('sources') ?? ids.get('etl')}`] : [];
  return ['flowchart LR', ...groups, `  ${chain}`, ...back].join('\n');
}

/** Quotes and brackets end a Mermaid label. */
function mermaidLabel(label: string): string {
  return label.replaceAll('"', "'").replaceAll(/[[\]{}<>|]/g, ' ');
}
