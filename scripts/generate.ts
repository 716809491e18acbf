import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { throughputRows } from '../src/answers/throughput-rows.ts';
import { catalogOf, readTables } from '../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../src/catalog/table-list.ts';
import { accelerators } from '../src/catalog/tables/accelerators.ts';
import { devices } from '../src/catalog/tables/devices.ts';
import { memoryTechniques } from '../src/catalog/tables/memory-techniques.ts';
import { models } from '../src/catalog/tables/models.ts';
import { servingPoints } from '../src/catalog/tables/serving-points.ts';
import { speed } from '../src/catalog/tables/speed.ts';
import type { Tool } from '../src/contract/define-tool.ts';
import { markdownTable } from '../src/contract/markdown.ts';
import { closedTables } from '../src/contract/table-port.ts';
import { TOOLS } from '../src/registry.ts';
import { coverageTable } from './coverage-table.ts';
import { interpolationTable, scalingTable, techniquesTable } from './measured-regions.ts';
import { scaleTable } from './scale-region.ts';
import { accuracyTable } from './serving/accuracy-table.ts';

/**
 * Rewrites the generated regions and files: the tool table of SKILL.md, the worked examples and the accuracy of README.md, the
 * measured and coverage regions under references/, all of references/tools.md. With `--check` writes nothing and fails where
 * something would change.
 */
const root = fileURLToPath(new URL('../', import.meta.url));
/** The day of the worked examples: fixed, so that they change with the tables and the code alone. */
const EXAMPLE_DAY = '2026-11-23';
/** The founding document's four classes first, then today's cards. */
const SCALE_CARDS = [
  'T4',
  'A10G',
  'A100-40GB-SXM',
  'A100-80GB-SXM',
  'L4',
  'L40S',
  'RTX-4090',
  'RTX-5090',
  'RTX-PRO-6000',
  'H100-SXM',
  'H200-SXM',
  'B200',
  'MI300X',
  'MI355X',
  'Jetson-Thor-T5000',
  'Apple-M3-Max',
];
const checking = process.argv.includes('--check');

const catalog = catalogOf(readTables(`${root}references`, ALL_TABLES));
const tools: readonly Tool[] = Object.values(TOOLS);
const ports = { tables: closedTables('examples hold their values') };
const stale: string[] = [];

function put(file: string, text: string): void {
  let before = '';
  try {
    before = readFileSync(root + file, 'utf8');
  } catch (error) {
    if (checking) throw error;
  }
  if (before === text) return;
  if (checking) stale.push(file);
  else writeFileSync(root + file, text);
}

function region(file: string, name: string, body: string): void {
  const text = readFileSync(root + file, 'utf8');
  const [begin, end] = [`<!-- generated: ${name} -->`, `<!-- end: ${name} -->`];
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(`${file} has no region "${name}"`);
  put(file, `${text.slice(0, from + begin.length)}\n${body}\n${text.slice(to)}`);
}

function firstSentence(text: string): string {
  return /^.*?\.(?= |$)/.exec(text)?.[0] ?? text;
}

region(
  'SKILL.md',
  'tools',
  markdownTable(
    ['Tool', 'What it computes', 'Ask it for example'],
    tools.map(({ name, description, examples }) => [
      `\`${name}\``,
      firstSentence(description),
      examples[0]?.ask ?? '',
    ]),
  ),
);

const shown = ['selectModel', 'estimateCost', 'computePSI'];
const worked: string[] = [];
for (const tool of tools.filter(({ name }) => shown.includes(name))) {
  const [example] = tool.examples;
  if (example === undefined) continue;
  const { text } = await tool.execute(example.input, { catalog, today: EXAMPLE_DAY, ports });
  worked.push(
    `### ${example.ask}\n\n\`\`\`sh\nml-cv-specialist call ${tool.name} '${JSON.stringify(example.input)}' --text\n\`\`\`\n\n${text
      .split('\n')
      .map((line) => `> ${line}`.trimEnd())
      .join('\n')}`,
  );
}
region('README.md', 'examples', worked.join('\n\n'));
region('README.md', 'accuracy', accuracyTable());

region(
  'references/benchmarks/llm-serving.md',
  'interpolation',
  interpolationTable(catalog.rows(servingPoints)),
);

region('references/gpu-sizing.md', 'memory-techniques', techniquesTable(catalog.rows(memoryTechniques)));
const parameters = new Map(catalog.rows(models).map(({ id, parametersM }) => [id, parametersM]));
region(
  'references/gpu-sizing.md',
  'scale',
  scaleTable(catalog.rows(servingPoints), SCALE_CARDS, (model) => parameters.get(model)),
);

const hardwareNames = new Map(
  [...catalog.rows(accelerators), ...catalog.rows(devices)].map(({ id, name }) => [id, name]),
);
region(
  'references/benchmarks/vision-and-speech-throughput.md',
  'scaling',
  scalingTable(throughputRows(catalog.rows(speed)), (id) => hardwareNames.get(id) ?? id),
);

region('references/model-catalog.md', 'coverage', `\n${coverageTable(catalog)}\n`);

type Property = {
  description?: string;
  type?: string;
  enum?: unknown[];
  default?: unknown;
  items?: Property;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
};
const fieldRows = (schema: Record<string, unknown>): string[][] => {
  const required = new Set((schema['required'] as string[] | undefined) ?? []);
  return Object.entries((schema['properties'] ?? {}) as Record<string, Property>).map(([field, property]) => [
    `\`${field}\``,
    property.enum === undefined
      ? (property.type ?? 'object')
      : property.enum.map((value) => `\`${value}\``).join(' '),
    required.has(field)
      ? 'required'
      : property.default === undefined
        ? '-'
        : `\`${JSON.stringify(property.default)}\``,
    property.description ?? '-',
  ]);
};
const toolSections = tools.map(({ name, title, description, examples, inputJsonSchema }) =>
  [
    `## ${name}: ${title}`,
    description,
    markdownTable(['Field', 'Value', 'Default', 'Meaning'], fieldRows(inputJsonSchema())),
    ...examples.map(({ ask, input }) => `${ask}\n\n\`\`\`json\n${JSON.stringify(input)}\n\`\`\``),
  ].join('\n\n'),
);
const toolsHead =
  '# Tools\n\nGenerated from the registry by `npm run generate`. Each is called over MCP, or with `ml-cv-specialist call TOOL JSON`.';
put('references/tools.md', `${[toolsHead, ...toolSections].join('\n\n')}\n`);

if (stale.length > 0) {
  console.error(`out of date: ${[...new Set(stale)].join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
}
