import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { openCompiledCatalog } from '../src/catalog/compiled-catalog.ts';
import { closedTables } from '../src/contract/table-port.ts';
import { TOOLS } from '../src/registry.ts';
import { TASKS } from '../src/tools/select-model.ts';

/** Prints how long the built server takes to its first response and to each tool's answer, and what its list costs. */
const RUNS = 10;
const server = fileURLToPath(new URL('../dist/ml-cv-specialist.mjs', import.meta.url));

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function firstResponseMs(opening: object): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const child = spawn(process.execPath, [server, 'serve'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.once('error', reject);
    child.stdout.once('data', () => {
      resolve(performance.now() - began);
      child.kill();
    });
    child.stdin.write(`${JSON.stringify(opening)}\n`);
  });
}

const clientInfo = { name: 'bench', version: '1.0.0' };
const openings = {
  '2025-11-25 initialize': {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo },
  },
  '2026-07-28 server/discover': {
    jsonrpc: '2.0',
    id: 1,
    method: 'server/discover',
    params: {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': '2026-07-28',
        'io.modelcontextprotocol/clientInfo': clientInfo,
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    },
  },
};
for (const [era, opening] of Object.entries(openings)) {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) times.push(await firstResponseMs(opening));
  console.log(
    `start to first response, ${era}: median ${median(times).toFixed(0)} ms of ${RUNS} (${Math.min(...times).toFixed(0)} to ${Math.max(...times).toFixed(0)})`,
  );
}

const tables = fileURLToPath(new URL('../dist/catalog.json', import.meta.url));
const loads = Array.from({ length: RUNS }, () => {
  const began = performance.now();
  openCompiledCatalog(() => readFileSync(tables, 'utf8')).rows({ id: 'sources' });
  return performance.now() - began;
});
console.log(
  `compiled tables: first load ${loads[0]?.toFixed(1)} ms, median ${median(loads).toFixed(1)} ms of ${RUNS}`,
);

const inProcess: { task: string; ms: number }[] = [];
const ports = { tables: closedTables('a benchmark') };
const catalog = openCompiledCatalog(() => readFileSync(tables, 'utf8'));
for (let round = 0; round < RUNS; round++)
  for (const task of TASKS) {
    const began = performance.now();
    await TOOLS.selectModel.execute({ task }, { catalog, today: '2026-11-25', ports });
    if (round > 0) inProcess.push({ task, ms: performance.now() - began });
  }
const slowest = inProcess.toSorted((a, b) => b.ms - a.ms)[0];
console.log(
  `selectModel, all ${TASKS.length} tasks in process: median ${median(inProcess.map(({ ms }) => ms)).toFixed(1)} ms, slowest ${slowest?.ms.toFixed(1)} ms (${slowest?.task})`,
);

const client = new Client(clientInfo);
await client.connect(new StdioClientTransport({ command: process.execPath, args: [server, 'serve'] }));
const { tools } = await client.listTools();
for (const tool of tools) {
  const example = TOOLS[tool.name as keyof typeof TOOLS].examples[0];
  if (example === undefined) throw new Error(`${tool.name} has no example`);
  const times: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    const began = performance.now();
    await client.callTool({ name: tool.name, arguments: example.input });
    times.push(performance.now() - began);
  }
  const tokens = encode(`${tool.name}\n${tool.description}\n${JSON.stringify(tool.inputSchema)}`).length;
  console.log(
    `${tool.name}: first call ${times[0]?.toFixed(1)} ms, median ${median(times).toFixed(1)} ms; ${tokens} tokens in the list`,
  );
}
await client.close();
