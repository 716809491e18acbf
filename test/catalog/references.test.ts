import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { TableDefinition } from '../../src/catalog/define-table.ts';
import { type PlacedRow, readFile, type TableFault } from '../../src/catalog/read-tables.ts';
import { ALL_TABLES } from '../../src/catalog/table-list.ts';
import { TASKS } from '../../src/tools/select-model.ts';
import { realContext, references } from '../support/read-catalog.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const rowsOf = (id: string) => (references().tables.get(id) ?? []).map(({ row }) => row);

function faultsOf(markdown: string): TableFault[] {
  const definitions = new Map<string, TableDefinition>(ALL_TABLES.map((table) => [table.id, table]));
  const tables = new Map<string, PlacedRow[]>(ALL_TABLES.map(({ id }) => [id, []]));
  const faults: TableFault[] = [];
  readFile(markdown, 'a.md', definitions, tables, faults);
  return faults;
}

const SOURCES = (rows: string, listed = 'tables: [sources]'): string =>
  `---\n${listed}\n---\n# A\n\n<!-- table: sources -->\n\n| Source | Title | URL | As of | Read |\n|---|---|---|---|---|\n${rows}\n`;

describe('the references', () => {
  it('hold no fault, and hold something', () => {
    expect(references().faults).toEqual([]);
    expect(references().files.length).toBeGreaterThan(10);
    expect(rowsOf('models').length).toBeGreaterThan(100);
  });

  it('compile to what the Markdown says', () => {
    const compiled = JSON.parse(readFileSync(`${root}dist/catalog.json`, 'utf8'));
    const { catalog } = realContext();
    for (const { id } of ALL_TABLES)
      expect(compiled[id], id).toEqual(JSON.parse(JSON.stringify(catalog.rows({ id }))));
  });

  it('name the same tasks as selectModel', () => {
    expect(rowsOf('tasks').map((row) => row['id'])).toEqual([...TASKS]);
  });

  it('fill every leaf with eight models or more', () => {
    const count = (task: string): number =>
      rowsOf('models').filter((row) => (row['tasks'] as string[]).includes(task)).length;
    expect(TASKS.filter((task) => task !== 'rag' && count(task) < 8)).toEqual([]);
  });

  it('say where a licence is stated: a file of results or a list of sizes does not', () => {
    const addresses = new Map(rowsOf('sources').map((row) => [row['id'], String(row['url'])]));
    const unstated = rowsOf('models').filter(
      (row) =>
        row['access'] === 'weights' &&
        row['weightsLicence'] !== 'unstated' &&
        row['weightsLicenceSource'] === undefined &&
        /\.csv$|\.generated\.json$|\/MODELS\.md$|inference_model_cards$|vllm-project/.test(
          addresses.get(row['source']) ?? '',
        ) &&
        // these two files have a licence column
        !['open-llm-leaderboard-parameters', 'openclip-retrieval-csv'].includes(String(row['source'])),
    );
    expect(unstated.map((row) => row['id'])).toEqual([]);
  });

  it('give every source an address but what the project itself judged', () => {
    const without = rowsOf('sources').filter((row) => row['url'] === undefined);
    expect(without.map((row) => row['id'])).toEqual(['stack-components-judgement']);
  });

  it('link only to files that exist', () => {
    const broken = [
      ...references().files.map((file) => `references/${file}`),
      'README.md',
      'SKILL.md',
      'AGENTS.md',
    ].flatMap((file) => {
      const links = [
        ...readFileSync(join(root, file), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g),
      ];
      return links
        .map(([, target]) => target ?? '')
        .filter((target) => !existsSync(join(root, dirname(file), target)))
        .map((target) => `${file} -> ${target}`);
    });
    expect(broken).toEqual([]);
  });
});

describe('the table reader', () => {
  it('accepts a sound table', () => {
    expect(faultsOf(SOURCES('| a | A | https://a.example/x | 2026-11 | 2026-11-23 |'))).toEqual([]);
  });

  it.each([
    [
      'a blank cell',
      SOURCES('| a |  | https://a.example | 2026 | 2026-11-23 |'),
      10,
      'Title',
      '"" is blank: write "-" for unknown',
    ],
    [
      'an unknown where a value is required',
      SOURCES('| a | - | https://a.example | 2026 | 2026-11-23 |'),
      10,
      'Title',
      '"-" may not be "-" here: the value is required',
    ],
    [
      'a date that is none',
      SOURCES('| a | A | https://a.example | 2026-02-30 | 2026-11-23 |'),
      10,
      'As of',
      '"2026-02-30" is not a day of the calendar',
    ],
    [
      'an address that is none',
      SOURCES('| a | A | nowhere | 2026 | 2026-11-23 |'),
      10,
      'URL',
      '"nowhere" is not a web address',
    ],
    ['a missing cell', SOURCES('| a | A |'), 10, undefined, 'has 2 cells where the header has 5'],
    [
      'a table that the front matter lacks',
      SOURCES('| a | A | https://a.example | 2026 | 2026 |', 'title: x'),
      6,
      undefined,
      'the front matter does not list table "sources", or lists it once for two',
    ],
    [
      'a table that is announced and not there',
      '---\ntables: [speed]\n---\n# A\n',
      1,
      undefined,
      'table "speed" is announced but not there',
    ],
  ])('names file, line and column of %s', (_, markdown, line, column, message) => {
    expect(faultsOf(markdown)).toEqual([
      { file: 'a.md', line, ...(column === undefined ? {} : { column }), message },
    ]);
  });

  it('names an unknown table and an unknown column', () => {
    expect(faultsOf('<!-- table: nonsense -->\n')[0]?.message).toMatch(
      /^no table is called "nonsense"; known: sources, tasks/,
    );
    const headers = SOURCES('| a | A | https://a.example | 2026 | 2026 |').replace('| URL |', '| Link |');
    expect(faultsOf(headers).map(({ column, message }) => `${column}: ${message}`)).toEqual([
      'Link: table "sources" has no such column',
      'URL: table "sources" lacks this column',
    ]);
  });

  it('does not run JavaScript in front matter', () => {
    expect(() => faultsOf('---js\n{ title: process.exit(3) }\n---\n# A\n')).toThrow(
      'front matter in JavaScript is not read',
    );
  });
});
