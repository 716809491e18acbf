import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Client as ModernClient } from '@modelcontextprotocol/client';
import { StdioClientTransport as ModernTransport } from '@modelcontextprotocol/client/stdio';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { INSTRUCTIONS } from '../../src/adapters/mcp/instructions.ts';
import { TOOLS } from '../../src/registry.ts';
import { realContext, TODAY } from '../support/read-catalog.ts';

const server = fileURLToPath(new URL('../../dist/ml-cv-specialist.mjs', import.meta.url));
const launch = { command: process.execPath, args: [server, 'serve', '--today', TODAY], cwd: '/' };

/** What both generations of client do, under one shape. */
type AnyClient = {
  connect(): Promise<void>;
  close(): Promise<void>;
  list(): Promise<string[]>;
  call(name: string, input: Record<string, unknown>): Promise<Record<string, unknown>>;
  resources(): Promise<string[]>;
  read(uri: string): Promise<string>;
  templates(): Promise<string[]>;
  complete(uri: string, argument: string, value: string): Promise<string[]>;
  prompts(): Promise<string[]>;
  prompt(name: string, topic: string): Promise<string>;
  instructions(): string | undefined;
};

function wrap(client: ModernClient | LegacyClient, connect: () => Promise<void>): AnyClient {
  const c = client as LegacyClient;
  return {
    connect,
    close: () => c.close(),
    list: async () => (await c.listTools()).tools.map(({ name }) => name),
    call: async (name, input) => ({ ...(await c.callTool({ name, arguments: input })) }),
    resources: async () => (await c.listResources()).resources.map(({ uri }) => uri),
    read: async (uri) => {
      const [content] = (await c.readResource({ uri })).contents;
      return content !== undefined && 'text' in content ? content.text : '';
    },
    templates: async () =>
      (await c.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate),
    complete: async (uri, argument, value) =>
      (await c.complete({ ref: { type: 'ref/resource', uri }, argument: { name: argument, value } }))
        .completion.values,
    prompts: async () => (await c.listPrompts()).prompts.map(({ name }) => name),
    prompt: async (name, topic) =>
      JSON.stringify((await c.getPrompt({ name, arguments: { topic } })).messages),
    instructions: () => c.getInstructions(),
  };
}

const clients: readonly (readonly [string, () => AnyClient])[] = [
  [
    '2.x, era 2026-07-28',
    () => {
      const client = new ModernClient({ name: 'test', version: '1.0.0' });
      return wrap(client, () => client.connect(new ModernTransport(launch)));
    },
  ],
  [
    'v1 SDK, era 2025-11-25',
    () => {
      const client = new LegacyClient({ name: 'test', version: '1.0.0' });
      return wrap(client, () => client.connect(new LegacyTransport(launch)));
    },
  ],
];

describe.each(clients)('the built server with a %s client over stdio', (_, make) => {
  const client = make();
  beforeAll(() => client.connect());
  afterAll(() => client.close());

  it('lists every tool of the registry', async () => {
    expect((await client.list()).toSorted()).toEqual(Object.keys(TOOLS).toSorted());
  });

  it.each(Object.values(TOOLS))('gives the answer of $name that the code gives', async (tool) => {
    for (const { input } of tool.examples) {
      const result = await client.call(tool.name, input);
      const expected = await tool.execute(input, realContext());
      expect(result['isError'] ?? false).toBe(false);
      expect(result['structuredContent']).toEqual(JSON.parse(JSON.stringify(expected.structured)));
      expect(result['content']).toEqual([{ type: 'text', text: expected.text }]);
    }
  });

  it.each(Object.values(TOOLS))(
    'names the unknown field to $name and then answers normally',
    async (tool) => {
      const bad = await client.call(tool.name, { ...tool.examples[0]?.input, nonsense: 1 });
      expect(bad['isError']).toBe(true);
      expect(JSON.stringify(bad['content'])).toContain('nonsense: is not a field of this tool');
      const good = await client.call(tool.name, { ...tool.examples[0]?.input });
      expect(good['isError'] ?? false).toBe(false);
    },
  );

  it('serves every reference and table, with completion', async () => {
    const uris = await client.resources();
    expect(uris).toContain('mlcv://references/model-catalog');
    expect(uris).toContain('mlcv://tables/models');
    expect(await client.read('mlcv://references/model-catalog')).toContain('# ');
    expect(JSON.parse(await client.read('mlcv://tables/tasks'))).toHaveLength(37);
    expect((await client.templates()).toSorted()).toEqual([
      'mlcv://references/{+path}',
      'mlcv://tables/{table}',
    ]);
    expect(await client.complete('mlcv://tables/{table}', 'table', 'gpu')).toEqual(['gpu-prices']);
    await expect(client.read('mlcv://references/../package')).rejects.toThrow();
  });

  it('offers prompts that begin a conversation, and instructions', async () => {
    expect((await client.prompts()).toSorted()).toEqual([
      'choose-model',
      'cut-serving-cost',
      'design-system',
      'review-design',
      'set-up-monitoring',
    ]);
    expect(await client.prompt('design-system', 'count cars at night')).toContain('count cars at night');
    expect(client.instructions()).toBe(INSTRUCTIONS);
    expect(INSTRUCTIONS.length).toBeLessThanOrEqual(1_500);
  });
});

describe('the built server that was told which tools to serve', () => {
  it('lists and calls those alone', async () => {
    const client = new ModernClient({ name: 'test', version: '1.0.0' });
    await client.connect(
      new ModernTransport({ ...launch, args: [...launch.args, '--tools', 'lookup, computePSI'] }),
    );
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(['computePSI', 'lookup']);
    await expect(client.callTool({ name: 'selectModel', arguments: { task: 'ocr' } })).rejects.toThrow(
      /selectModel/,
    );
    await client.close();
  });
});

describe('stdout of the built server', () => {
  it('holds protocol messages alone, even after bad calls', async () => {
    const child = spawn(process.execPath, [server, 'serve'], { cwd: '/' });
    let stdout = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    const send = (message: object): boolean =>
      child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
    send({
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    });
    send({ method: 'notifications/initialized' });
    send({ id: 2, method: 'tools/call', params: { name: 'selectModel', arguments: { task: 'nonsense' } } });
    send({ id: 3, method: 'tools/call', params: { name: 'nonsense', arguments: {} } });
    child.stdin.write('this is not JSON\n');
    send({ id: 4, method: 'tools/list' });
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`not every request was answered: ${stdout.slice(0, 500)}`)),
        10_000,
      );
      child.stdout.on('data', () => {
        if (![1, 2, 3, 4].every((id) => stdout.includes(`"id":${id}`))) return;
        clearTimeout(timer);
        resolve();
      });
    });
    child.stdin.end();
    await new Promise((resolve) => child.once('close', resolve));
    const lines = stdout.split('\n').filter((line) => line !== '');
    expect(lines.length).toBeGreaterThanOrEqual(4);
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('jsonrpc', '2.0');
  });
});
