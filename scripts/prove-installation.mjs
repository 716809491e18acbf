// Starts an installed server over stdio as a client would, calls each tool once and prints the verdicts.

import process from 'node:process';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const [server] = process.argv.slice(2);
if (server === undefined) {
  process.stderr.write('usage: prove-installation.mjs PATH_OF_SERVER\n');
  process.exit(2);
}
const client = new Client({ name: 'install', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({ command: process.execPath, args: [server, 'serve'], cwd: '/' }),
);
const { tools } = await client.listTools();
const { execFileSync } = await import('node:child_process');
const examples = new Map(
  JSON.parse(execFileSync(process.execPath, [server, 'tools', '--json'], { encoding: 'utf8' })).map(
    (tool) => [tool.name, tool.examples[0]],
  ),
);
let failed = 0;
for (const { name } of tools) {
  const { ask, input } = examples.get(name);
  const result = await client.callTool({ name, arguments: input });
  if (result.isError) failed += 1;
  process.stdout.write(
    `\n${name}: ${ask}\n  ${result.isError ? result.content[0].text : result.structuredContent.verdict}\n`,
  );
}
await client.close();
process.stdout.write(`\n${tools.length - failed} of ${tools.length} tools answered.\n`);
process.exit(failed === 0 && tools.length > 0 ? 0 : 1);
