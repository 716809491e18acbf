import { McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import * as z from 'zod/v4';
import type { Tool, ToolContext } from '../../contract/define-tool.ts';
import { InputError } from '../../contract/input-error.ts';
import type { Library } from '../../contract/library.ts';
import type { Ports } from '../../contract/table-port.ts';
import { INSTRUCTIONS } from './instructions.ts';
import { PROMPTS } from './prompts.ts';

const STATIC = { ttlMs: 3_600_000, cacheScope: 'public' } as const;
const MAX_TOPIC = 4_000;
const MAX_COMPLETIONS = 100;

export type ServerParts = {
  readonly version: string;
  readonly tools: Readonly<Record<string, Tool>>;
  readonly library: Library;
  readonly today: () => string;
  readonly ports: Ports;
  /** Aborts what is under way when the program is told to stop. */
  readonly signal?: AbortSignal;
};

/** One server instance: serves both protocol eras, keeps nothing between calls. */
export function createServer({ version, tools, library, today, ports, signal }: ServerParts): McpServer {
  const server = new McpServer(
    { name: 'ml-cv-specialist', title: 'ML/CV specialist', version },
    {
      instructions: INSTRUCTIONS,
      capabilities: { tools: {}, resources: {}, prompts: {}, completions: {} },
      cacheHints: {
        'server/discover': STATIC,
        'tools/list': STATIC,
        'prompts/list': STATIC,
        'resources/list': STATIC,
        'resources/templates/list': STATIC,
        'resources/read': STATIC,
      },
    },
  );
  for (const tool of Object.values(tools))
    registerTool(server, tool, { catalog: library.catalog, today: today(), ports, signal });
  registerResources(server, library);
  for (const prompt of PROMPTS)
    server.registerPrompt(
      prompt.name,
      {
        title: prompt.title,
        description: prompt.description,
        argsSchema: z.object({ topic: z.string().min(1).max(MAX_TOPIC).describe(prompt.argument) }),
      },
      ({ topic }) => ({ messages: [{ role: 'user', content: { type: 'text', text: prompt.text(topic) } }] }),
    );
  return server;
}

function registerTool(server: McpServer, tool: Tool, context: ToolContext): void {
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.description,
      inputSchema: served(tool.inputJsonSchema),
      outputSchema: served(tool.outputJsonSchema),
      annotations: {
        title: tool.title,
        readOnlyHint: true,
        destructiveHint: false,
        idempotentHint: true,
        openWorldHint: tool.openWorld,
      },
    },
    async (raw, { mcpReq }) => {
      const token = mcpReq._meta?.progressToken;
      let steps = 0;
      const signal =
        context.signal === undefined ? mcpReq.signal : AbortSignal.any([mcpReq.signal, context.signal]);
      const progress = (done: number, total: number, what: string): void => {
        if (token === undefined) return;
        // each phase counts anew, and progress must only grow: so steps are counted, and the phase is told in words
        steps += 1;
        const params = { progressToken: token, progress: steps, message: `${what}: ${done} of ${total}` };
        void mcpReq.notify({ method: 'notifications/progress', params });
      };
      try {
        const { structured, text } = await tool.execute(raw, { ...context, signal, progress });
        return { content: [{ type: 'text', text }], structuredContent: structured };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return {
          isError: true,
          content: [{ type: 'text', text: `${tool.name} cannot answer:\n${error.message}` }],
        };
      }
    },
  );
}

/**
 * A Standard Schema that serves JSON Schema and lets every value through: the tool itself validates, so that the
 * same words meet a caller over MCP and on the command line.
 */
function served(jsonSchema: () => Record<string, unknown>) {
  return {
    '~standard': {
      version: 1 as const,
      vendor: 'ml-cv-specialist',
      validate: (value: unknown) => ({ value }),
      jsonSchema: { input: jsonSchema, output: jsonSchema },
    },
  };
}

function registerResources(server: McpServer, library: Library): void {
  const matching = (names: readonly string[], begun: string): string[] =>
    names.filter((name) => name.toLowerCase().includes(begun.toLowerCase())).slice(0, MAX_COMPLETIONS);

  server.registerResource(
    'reference',
    new ResourceTemplate('mlcv://references/{+path}', {
      list: () => ({
        resources: library.references().map(({ path, title }) => ({
          uri: `mlcv://references/${path}`,
          name: path,
          title,
          mimeType: 'text/markdown',
        })),
      }),
      complete: {
        path: (begun) =>
          matching(
            library.references().map(({ path }) => path),
            begun,
          ),
      },
    }),
    {
      title: 'Reference guides',
      description: 'Guides with the tables they rest on',
      mimeType: 'text/markdown',
    },
    (uri, { path }) => {
      const markdown = library.readReference(String(path));
      if (markdown === undefined) throw new ResourceNotFoundError(uri.href);
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: markdown }] };
    },
  );

  server.registerResource(
    'table',
    new ResourceTemplate('mlcv://tables/{table}', {
      list: () => ({
        resources: library.tables().map(({ id, title }) => ({
          uri: `mlcv://tables/${id}`,
          name: id,
          title,
          mimeType: 'application/json',
        })),
      }),
      complete: {
        table: (begun) =>
          matching(
            library.tables().map(({ id }) => id),
            begun,
          ),
      },
    }),
    { title: 'Tables', description: 'Rows of one table as JSON', mimeType: 'application/json' },
    (uri, { table }) => {
      const rows = library.readTable(String(table));
      if (rows === undefined) throw new ResourceNotFoundError(uri.href);
      return { contents: [{ uri: uri.href, mimeType: 'application/json', text: JSON.stringify(rows) }] };
    },
  );
}
