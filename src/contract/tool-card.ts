import type { Tool, ToolExample } from './define-tool.ts';

/** What lists show of a tool, as data: enough to serve it without loading its code. */
export type ToolCard = {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly openWorld: boolean;
  readonly examples: readonly ToolExample[];
  readonly failLevels: readonly string[];
  readonly inputSchema: Record<string, unknown>;
  readonly outputSchema: Record<string, unknown>;
};

/** What the build writes beside the executable and the server reads at its start. */
export type Manifest = {
  readonly tools: readonly ToolCard[];
  readonly tables: readonly { readonly id: string; readonly title: string }[];
};

export function cardOf(tool: Tool): ToolCard {
  const { name, title, description, openWorld, examples, failLevels } = tool;
  const [inputSchema, outputSchema] = [tool.inputJsonSchema(), tool.outputJsonSchema()];
  return { name, title, description, openWorld, examples, failLevels, inputSchema, outputSchema };
}

/**
 * Tools that list themselves from their cards and load their code with the first call: a server starts without
 * building a single schema, however many tools there are.
 * @param load gives the registry by name; called once.
 */
export function toolsFromCards(
  cards: readonly ToolCard[],
  load: () => Promise<Readonly<Record<string, Tool>>>,
): Readonly<Record<string, Tool>> {
  let loaded: ReturnType<typeof load> | undefined;
  const tools = cards.map(
    ({ inputSchema, outputSchema, ...card }): Tool => ({
      ...card,
      inputJsonSchema: () => inputSchema,
      outputJsonSchema: () => outputSchema,
      async execute(raw, context) {
        loaded ??= load();
        const tool = (await loaded)[card.name];
        if (tool === undefined) throw new Error(`the registry lacks "${card.name}": build again`);
        return tool.execute(raw, context);
      },
    }),
  );
  return Object.fromEntries(tools.map((tool) => [tool.name, tool]));
}
