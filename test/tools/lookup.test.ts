import { describe, expect, it } from 'vitest';
import { ALL_TABLES } from '../../src/catalog/table-list.ts';
import { InputError } from '../../src/contract/input-error.ts';
import { lookup } from '../../src/tools/lookup.ts';
import { realContext, references } from '../support/read-catalog.ts';

type Answer = {
  verdict: string;
  rows: {
    table: string;
    key: string;
    numbers: Record<string, number>;
    words: Record<string, string>;
    source?: string;
    asOf?: string;
  }[];
  more: number;
  warnings: string[];
  sources: { id: string; url: string }[];
};
const ask = async (input: Record<string, unknown>, today?: string): Promise<Answer> =>
  (await lookup.execute(input, realContext(today))).structured as unknown as Answer;

async function errorOf(input: unknown): Promise<string> {
  try {
    await lookup.execute(input, realContext());
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return 'no error';
}

describe('lookup', () => {
  it('answers what the memory bandwidth of a T4 is', async () => {
    const { text } = await lookup.execute({ query: 'T4 memory bandwidth', count: 1 }, realContext());
    expect(text).toMatchInlineSnapshot(`
      "**accelerators, T4: Memory kind gddr, Memory (GB) 16, Bandwidth (GB/s) 320.**

      accelerators: T4 (chimeraforge-hardware, 2026-08-22)

      | Column | Value |
      |---|---|
      | Memory (GB) | 16 |
      | Reported (MiB) | 15,360 |
      | Bandwidth (GB/s) | 320 |
      | FP16 (TFLOP/s) | 65 |
      | INT8 (TOPS) | 130 |
      | Link (GB/s) | 16 |
      | Power (W) | 70 |
      | Accelerator | T4 |
      | Class | datacenter-gpu |
      | Name | NVIDIA T4 |
      | Generation | turing |
      | Memory kind | gddr |
      | Link | PCIe 3.0 x16 |
      | Basis | relayed |
      | Note | Turing: no BF16, no FP8; INT8 130 widely published, not re-read; link is bus arithmetic; reported MiB from modal-gpu-memory |

      **Sources**
      - chimeraforge-hardware: [Chimeraforge: GPU table](https://github.com/Sahil170595/Chimeraforge/blob/main/src/chimeraforge/planner/hardware.py), 2026-08-22"
    `);
  });

  it('says what an id means: metric and unit of a benchmark, terms of a licence', async () => {
    const {
      rows: [row],
    } = await ask({ query: 'whisper-large-v3 open-asr-en-shortform' });
    expect(row?.numbers['Value']).toBe(7.44);
    expect(row?.words['Benchmark means']).toMatch(/mean WER; %/);
    const licence = await ask({ table: 'models', key: 'YOLO11n' });
    expect(licence.rows[0]?.words['Weights licence means']).toMatch(/Affero.*conditional/);
  });

  it('filters and sorts the rows of a table, and counts those it does not show', async () => {
    const input = { table: 'gpu-prices', where: ['Accelerator ~ H100', 'Tier = on-demand'], count: 20 };
    const answer = await ask({ ...input, sort: 'USD per accelerator-hour' });
    const prices = answer.rows.map(({ numbers }) => numbers['USD per accelerator-hour'] ?? Number.NaN);
    expect(prices).toHaveLength(20);
    expect(prices).toEqual(prices.toSorted((a, b) => a - b));
    const all = (references().tables.get('gpu-prices') ?? []).filter(
      ({ row }) => String(row['accelerator']).includes('H100') && row['tier'] === 'on-demand',
    );
    expect(answer.more).toBe(all.length - 20);
  });

  it('gives all rows of one name over all tables', async () => {
    const { rows } = await ask({ key: 'RF-DETR-M', count: 20 });
    expect(new Set(rows.map(({ table }) => table))).toEqual(new Set(['models', 'accuracy', 'speed']));
  });

  it('searches inside a table and inside what a filter leaves', async () => {
    const { rows } = await ask({ query: 'orin', table: 'accelerators', where: ['Memory (GB) > 16'] });
    expect(rows.map(({ key }) => key)).toEqual(expect.arrayContaining(['Jetson-AGX-Orin-64GB']));
    for (const { table, numbers } of rows) {
      expect(table).toBe('accelerators');
      expect(numbers['Memory (GB)']).toBeGreaterThan(16);
    }
  });

  it('cites source and date of every row, and warns of a stale one', async () => {
    const fresh = await ask({ query: 'price H100 lambda' });
    expect(fresh.rows.every(({ source, asOf }) => source !== undefined && asOf !== undefined)).toBe(true);
    expect(fresh.sources.map(({ id }) => id)).toContain(fresh.rows[0]?.source);
    const late = await ask({ query: 'price H100 lambda' }, '2028-01-01');
    expect(late.warnings.join(' ')).toMatch(/days old/);
  });

  it('says so when the first row lacks what is asked', async () => {
    const { verdict } = await ask({ query: 'T4 FP8', table: 'accelerators' });
    expect(verdict).toMatch(/^accelerators, T4: .*what you ask is not in it/);
  });

  it('says so when no row answers', async () => {
    const answer = await ask({ query: 'xyzzyplugh' });
    expect(answer).toMatchObject({ rows: [], more: 0 });
    expect(answer.verdict).toMatch(/^No row of the tables answers this/);
  });

  it('reads every table', async () => {
    for (const { id } of ALL_TABLES) {
      const { rows, more } = await ask({ table: id, count: 1 });
      expect(rows.length + more, id).toBe((references().tables.get(id) ?? []).length);
    }
  });

  it.each<[string, unknown, string]>([
    ['nothing', {}, 'input: names neither words, a key nor a table. Send "query", "key" or "table".'],
    [
      'an unknown table',
      { table: 'acelerators' },
      'table: "acelerators" is not a table. Did you mean "accelerators".',
    ],
    [
      'an unknown key',
      { table: 'models', key: 'YOL11n' },
      'key: "YOL11n" is in no key of models. Did you mean "YOLO11n"',
    ],
    [
      'a key that is near to none',
      { key: 'xyzzyplugh' },
      'key: "xyzzyplugh" is in no key of any table. Send it as "query" to search all words, or leave it out to list rows.',
    ],
    [
      'an unknown column',
      { table: 'models', where: ['Parametrs > 3'] },
      'where.0: "Parametrs" is not a column of models. Did you mean "Parameters (M)".',
    ],
    [
      'a word where the column holds numbers',
      { table: 'accelerators', where: ['Memory > 80 GB'] },
      'where.0: "80 GB" is not a number, and Memory (GB) holds numbers. Write the number without a unit, such as "Memory (GB) > 80".',
    ],
    [
      'no condition',
      { table: 'models', where: ['nonsense'] },
      'where.0: "nonsense" is not a condition. Write a column, one of >= <= != = > < ~ and a value, such as "Class = jetson".',
    ],
    [
      'a condition without a table',
      { query: 'T4', where: ['Class = jetson'] },
      'where: needs the table whose columns it names. Add "table".',
    ],
    [
      'a sort without a table',
      { query: 'T4', sort: 'Memory' },
      'sort: needs the table whose columns it names. Add "table".',
    ],
    [
      'an unknown column to sort by',
      { table: 'accelerators', sort: '-Memry (GB)' },
      'sort: "Memry (GB)" is not a column of accelerators. Did you mean "Memory (GB)".',
    ],
    ['too many rows', { table: 'models', count: 21 }, 'count: 21 is too large. Allowed: at most 20.'],
    [
      'a fraction of a row',
      { table: 'models', count: 1.5 },
      'count: 1.5 is not a whole number. Send a whole number.',
    ],
    ['an empty query', { query: '' }, 'query: "" is too short. Allowed: at least 2 characters.'],
    [
      'an unknown key of the input',
      { qery: 'T4' },
      'qery: is not a field of this tool. Did you mean "query" or "key".',
    ],
    ['a condition that is no text', { table: 'models', where: [3] }, 'where.0: 3 is not text. Send text.'],
    [
      'a control character',
      { query: 'T4\n' },
      'query: holds the invisible or control character U+000A. Send plain printable text.',
    ],
  ])('refuses %s and says why', async (_, input, message) => {
    expect((await errorOf(input)).startsWith(message), await errorOf(input)).toBe(true);
    expect(await errorOf({ query: 'T4' })).toBe('no error');
  });
});
