import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examine } from '../adapters/cli/examine.ts';
import { EXIT, runCli } from '../adapters/cli/run-cli.ts';
import { lazyTables } from '../adapters/data/lazy-tables.ts';
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

const openPorts = (directories: readonly string[]) => ({
  tables: lazyTables({
    directories:
      directories.length === 0 ? [process.cwd()] : directories.map((directory) => resolve(directory)),
    environment: process.env,
  }),
});
const PORTS_OVER_HTTP = {
  tables: lazyTables({
    directories: [],
    noFiles: 'a server over HTTP reads no files unless it was started with --allow-dir',
    environment: process.env,
  }),
};
const interruption = new AbortController();
/** Milliseconds that work under way has to clear up after a signal. */
const GRACE_MS = 2_000;
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    interruption.abort(new Error(`stopped by ${signal}`));
    setTimeout(() => process.exit(EXIT.interrupted), GRACE_MS).unref();
  });

process.exitCode = await runCli(process.argv.slice(2), {
  tools,
  library,
  version: VERSION,
  systemToday,
  out,
  err,
  openPorts,
  signal: interruption.signal,
  doctor: (ports) => examine({ tools, library, today: systemToday(), ports }, (line) => out(`${line}\n`)),
  async serve({ http, host, port, today, directories, tools: served }) {
    const ports = http && directories.length === 0 ? PORTS_OVER_HTTP : openPorts(directories);
    const { signal } = interruption;
    const parts = { version: VERSION, tools: served, library, today, ports, signal };
    if (!http) {
      const { serveOverStdio } = await import('../adapters/mcp/serve-over-stdio.ts');
      serveOverStdio(parts);
      signal.addEventListener('abort', () => process.stdin.destroy());
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
    signal.addEventListener('abort', () => server.close());
  },
});
