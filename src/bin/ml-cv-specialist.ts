import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examine } from '../adapters/cli/examine.ts';
import { runCli } from '../adapters/cli/run-cli.ts';
import { openLibrary } from '../catalog/open-library.ts';
import { closedTables } from '../contract/table-port.ts';
import { TOOLS } from '../registry.ts';

declare const VERSION: string;

const library = openLibrary(dirname(dirname(fileURLToPath(import.meta.url))));
const systemToday = (): string => new Date().toISOString().slice(0, 10);
const out = (text: string): void => void process.stdout.write(text);
const err = (text: string): void => void process.stderr.write(text);

const openPorts = (_directories: readonly string[]) => ({ tables: closedTables('not yet') });
const HTTP_WITHOUT_DIRECTORIES = {
  tables: closedTables('a server over HTTP reads no files unless it was started with --allow-dir'),
};

process.exitCode = await runCli(process.argv.slice(2), {
  tools: TOOLS,
  library,
  version: VERSION,
  systemToday,
  out,
  err,
  openPorts,
  doctor: (ports) =>
    examine({ tools: TOOLS, library, today: systemToday(), ports }, (line) => out(`${line}\n`)),
  async serve({ http, host, port, today, directories }) {
    const ports = http && directories.length === 0 ? HTTP_WITHOUT_DIRECTORIES : openPorts(directories);
    const parts = { version: VERSION, tools: TOOLS, library, today, ports };
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
