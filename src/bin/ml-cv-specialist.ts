import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examine } from '../adapters/cli/examine.ts';
import { runCli } from '../adapters/cli/run-cli.ts';
import { openLibrary } from '../catalog/open-library.ts';
import { type Manifest, toolsFromCards } from '../contract/tool-card.ts';

declare const VERSION: string;

const directory = dirname(dirname(fileURLToPath(import.meta.url)));
const manifest = JSON.parse(readFileSync(join(directory, 'dist', 'manifest.json'), 'utf8')) as Manifest;
const library = openLibrary(directory, manifest.tables);
const tools = toolsFromCards(manifest.tools, async () => (await import('../registry.ts')).TOOLS);
const systemToday = (): string => new Date().toISOString().slice(0, 10);
const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);

process.exitCode = await runCli(process.argv.slice(2), {
  tools,
  library,
  version: VERSION,
  systemToday,
  out,
  err,
  doctor: () => examine({ tools, library, today: systemToday() }, (line) => out(`${line}\n`)),
  async serve({ http, host, port, today }) {
    const parts = { version: VERSION, tools, library, today };
    if (!http) {
      const { serveOverStdio } = await import('../adapters/mcp/serve-over-stdio.ts');
      serveOverStdio(parts);
      return;
    }
    const { createServer } = await import('../adapters/mcp/create-server.ts');
    const { serveOverHttp } = await import('../adapters/http/serve-over-http.ts');
    const server = await serveOverHttp(() => createServer(parts), { host, port });
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    err(
      `ml-cv-specialist ${VERSION} serves MCP at http://${host.includes(':') ? `[${host}]` : host}:${bound}/mcp\n`,
    );
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => server.close());
  },
});
