import { type ChildProcess, spawn } from 'node:child_process';
import { request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TOOLS } from '../../src/registry.ts';

const program = fileURLToPath(new URL('../../dist/ml-cv-specialist.mjs', import.meta.url));
let child: ChildProcess;
let address: URL;

beforeAll(async () => {
  child = spawn(process.execPath, [program, 'serve', '--http', '--port', '0'], { cwd: '/' });
  address = await new Promise<URL>((resolve) => {
    child.stderr?.on('data', (chunk: Buffer) => {
      const found = /http:\/\/\S+/.exec(chunk.toString());
      if (found !== null) resolve(new URL(found[0]));
    });
  });
});
afterAll(() => {
  child.kill();
});

/** Posts `body`; `declared` states another length than it has, and then no more is sent. */
function post(
  headers: Record<string, string>,
  path = '/mcp',
  declared?: number,
): Promise<number | undefined> {
  const body = '{}';
  const length = { 'content-length': String(declared ?? body.length) };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: address.port,
        path,
        method: 'POST',
        headers: { 'content-type': 'application/json', ...length, ...headers },
      },
      (response) => {
        resolve(response.statusCode);
        response.destroy();
      },
    );
    sent.on('error', reject);
    sent.write(body);
    if (declared === undefined) sent.end();
  });
}

describe('the HTTP server', () => {
  it('binds to loopback', () => {
    expect(address.hostname).toBe('127.0.0.1');
  });

  it('answers a 2.x client and a v1 client', async () => {
    const modern = new Client({ name: 'test', version: '1.0.0' });
    await modern.connect(new StreamableHTTPClientTransport(address));
    const legacy = new LegacyClient({ name: 'test', version: '1.0.0' });
    await legacy.connect(new LegacyTransport(address) as Parameters<LegacyClient['connect']>[0]);
    for (const client of [modern, legacy]) {
      expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(Object.keys(TOOLS));
      const answer = await client.callTool({ name: 'selectModel', arguments: { task: 'ocr' } });
      expect(answer.isError ?? false).toBe(false);
      await client.close();
    }
  });

  it('refuses a foreign Host and a foreign Origin', async () => {
    expect(await post({ host: 'evil.example' })).toBe(403);
    expect(await post({ origin: 'https://evil.example' })).toBe(403);
  });

  it('refuses a body beyond the limit and a path that is not the endpoint', async () => {
    expect(await post({}, '/mcp', 5 * 1024 * 1024)).toBe(413);
    expect(await post({}, '/other')).toBe(404);
  });
});
