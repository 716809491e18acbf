import * as z from 'zod/v4';
import type { Catalog } from './catalog.ts';
import { parseStrictly } from './strict-input.ts';

/** All that a tool may see of the world. */
export type ToolContext = {
  readonly catalog: Catalog;
  /** `YYYY-MM-DD`: the day on which prices are looked up and staleness is judged. */
  readonly today: string;
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
};

export type ToolAnswer = { readonly structured: Record<string, unknown>; readonly text: string };

/** A tool with its types erased: what the registry and the adapters handle. */
export type Tool = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly openWorld: boolean;
  readonly examples: readonly ToolExample[];
  /** JSON Schema (2020-12) as served. */
  inputJsonSchema(): Record<string, unknown>;
  outputJsonSchema(): Record<string, unknown>;
  /** @throws InputError when the caller can mend the input; anything else is a defect. */
  execute(raw: unknown, context: ToolContext): Promise<ToolAnswer>;
};

export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Input, Output>,
): Tool {
  const { name, title, description, input, output, examples, openWorld = false } = definition;
  return {
    name,
    title,
    description,
    openWorld,
    examples,
    inputJsonSchema: () => z.toJSONSchema(input, { io: 'input', target: 'draft-2020-12' }),
    outputJsonSchema: () => z.toJSONSchema(output, { io: 'output', target: 'draft-2020-12' }),
    async execute(raw, context) {
      const answer = await definition.run(parseStrictly(input, raw ?? {}), context);
      const structured = output.parse(answer);
      return { structured, text: definition.render(structured) };
    },
  };
}
