import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { cardOf, type Manifest } from '../src/contract/tool-card.ts';
import { TOOLS } from '../src/registry.ts';

/**
 * Compiles the tables to `dist/catalog.json`, what lists show to `dist/manifest.json`, and bundles the executable to
 * `dist/ml-cv-specialist.mjs`. What a start does not need (the tools themselves, the protocol, HTTP, list prices) goes
 * into chunks beside it that load when first used.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { version: string };

const { tables, faults } = readTables(`${root}references`, ALL_TABLES);
if (faults.length > 0) {
  for (const { file, line, column, message } of faults)
    console.error(`references/${file}:${line}: ${column === undefined ? '' : `${column}: `}${message}`);
  process.exit(1);
}
rmSync(`${root}dist`, { recursive: true, force: true });
mkdirSync(`${root}dist`);
const compiled = Object.fromEntries([...tables].map(([id, rows]) => [id, rows.map(({ row }) => row)]));
writeFileSync(`${root}dist/catalog.json`, JSON.stringify(compiled));
const manifest: Manifest = {
  tools: Object.values(TOOLS).map(cardOf),
  tables: ALL_TABLES.map(({ id, title }) => ({ id, title })),
};
writeFileSync(`${root}dist/manifest.json`, JSON.stringify(manifest));

const outfile = `${root}dist/ml-cv-specialist.mjs`;
await build({
  entryPoints: [`${root}src/bin/ml-cv-specialist.ts`],
  outdir: `${root}dist`,
  outExtension: { '.js': '.mjs' },
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  minify: true,
  legalComments: 'linked',
  // native and driver packages are loaded from node_modules when first needed
  external: ['@duckdb/node-api', '@duckdb/node-bindings', 'pg', '@clickhouse/client'],
  // the SDK's Node shim pulls in a JSON Schema validator (150 kB) that only elicitation needs; this server never elicits
  alias: {
    '@modelcontextprotocol/server/_shims': `${root}src/adapters/mcp/sdk-shims.ts`,
    // its build for Node is CommonJS that requires node:process and node:buffer: not to be bundled into a module
    yaml: `${root}node_modules/yaml/browser/index.js`,
  },
  define: { VERSION: JSON.stringify(version) },
  banner: {
    js: [
      '#!/usr/bin/env node',
      'const [nodeMajor, nodeMinor] = process.versions.node.split(".").map(Number);',
      'if (nodeMajor < 20 || (nodeMajor === 20 && nodeMinor < 19)) { process.stderr.write("ml-cv-specialist needs Node 20.19 or newer; this is " + process.version + ".\\n"); process.exit(1); }',
    ].join('\n'),
  },
  logLevel: 'warning',
});
chmodSync(outfile, 0o755);
