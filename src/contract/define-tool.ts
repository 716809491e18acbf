import * as z from 'zod/v4';
import type { Catalog } from './catalog.ts';
import { parseStrictly } from './strict-input.ts';
import type { Ports, Work } from './table-port.ts';

/** All that a tool may see of the world. */
export type ToolContext = Work & {
  readonly catalog: Catalog;
  /** `YYYY-MM-DD`: the day on which prices are looked up and staleness is judged. */
  readonly today: string;
  readonly ports: Ports;
};

/** A call that documentation, tests and the installer show, with the question that a person would ask. */
export type ToolExample = { readonly ask: string; readonly input: Readonly<Record<string, unknown>> };

export type ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject> = {
  readonly name: string;
  readonly title: string;
  /** What it computes, what it returns, what it does not do and which sibling does: at most 500 characters. */
  readonly description: string;
  readonly input: Input;
  readonly output: Output;
  /** True when the tool reaches beyond the tables (files, databases). */
  readonly openWorld?: boolean;
  readonly examples: readonly [ToolExample, ...ToolExample[]];
  run(input: z.output<Input>, context: ToolContext): z.input<Output> | Promise<z.input<Output>>;
  /** Markdown of the structured answer; it cannot hold a number that the structure lacks. */
  render(answer: z.output<Output>): string;
  /** Cuts a complete answer to what the caller's `detail` asks; where absent, `run` does so itself. */
  condense?(complete: z.output<Output>, input: z.output<Input>): z.input<Output>;
  /** A self-contained HTML page of the complete answer, where the tool has one. */
  renderHtml?(complete: z.output<Output>): string | Promise<string>;
  /** Prometheus text of the complete answer, where the tool has any. */
  renderMetrics?(complete: z.output<Output>, run: MetricsRun): string;
  /** What a CI job may fail on, by name; whether this answer is a case of it. */
  readonly failOn?: Readonly<Record<string, (complete: z.output<Output>) => boolean>>;
};

/** What Prometheus text says about the run beside the answer. */
export type MetricsRun = { readonly service: string; readonly nowSeconds: number };

export type ToolAnswer = {
  readonly structured: Record<string, unknown>;
  readonly text: string;
  /** All that was computed, however long: for files and reports. */
  readonly complete: Record<string, unknown>;
  /** Absent where the tool has no page. */
  readonly html?: () => string | Promise<string>;
  /** Absent where the tool has none. */
  readonly metrics?: (run: MetricsRun) => string;
  /** The names of `failLevels` that this answer is a case of. */
  readonly failures: readonly string[];
};

/** A tool with its types erased: what the registry and the adapters handle. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly openWorld: boolean;
  readonly examples: readonly ToolExample[];
  /** What `--fail-on` may name; empty for most tools. */
  readonly failLevels: readonly string[];
  /** JSON Schema as served: 2020-12, which is what the protocol assumes where `$schema` is left out. */
  inputJsonSchema(): Record<string, unknown>;
  outputJsonSchema(): Record<string, unknown>;
  /** @throws InputError when the caller can mend the input; anything else is a defect. */
  execute(raw: unknown, context: ToolContext): Promise<ToolAnswer>;
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, input, output, examples, openWorld = false, failOn = {} } = definition;
  return {
    name,
    title,
    description,
    openWorld,
    examples,
    failLevels: Object.keys(failOn),
    inputJsonSchema: () => served(input, 'input'),
    outputJsonSchema: () => served(output, 'output'),
    async execute(raw, context) {
      const given = parseStrictly(input, raw ?? {});
      const complete = output.parse(await definition.run(given, context));
      const structured =
        definition.condense === undefined ? complete : output.parse(definition.condense(complete, given));
      return {
        structured,
        text: definition.render(structured),
        complete,
        ...(definition.renderHtml === undefined
          ? {}
          : { html: () => definition.renderHtml?.(complete) ?? '' }),
        ...(definition.renderMetrics === undefined
          ? {}
          : { metrics: (run: MetricsRun) => definition.renderMetrics?.(complete, run) ?? '' }),
        failures: Object.keys(failOn).filter((level) => failOn[level]?.(complete)),
      };
    },
  };
}

function served(schema: z.ZodObject, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return json;
}
