import { afterAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../scripts/database-servers.ts';
import { openConnected } from '../../../src/adapters/data/named-connections.ts';
import type { TableReader } from '../../../src/contract/table-port.ts';
import { quantileType7 } from '../../../src/engines/statistics/quantile-type7.ts';
import { seededUniform } from '../../engines/statistics/histograms.ts';
import { createTable, type TestDatabase, testClickHouse } from '../../support/database-admin.ts';

// two servers that know each other as the shards of the cluster `both`
const tcpPorts = [await freePort(), await freePort()];
const secret = 'a secret between shards';
const shards: TestDatabase[] = [];
for (const tcpPort of tcpPorts) {
  const shard = await testClickHouse({ tcpPort, shards: { tcpPorts, secret } });
  if (shard !== undefined) shards.push(shard);
}
const [first, second] = shards;
afterAll(async () => {
  for (const shard of shards) await shard.stop();
});

const open = (table: string): Promise<TableReader> =>
  openConnected('reference', `lake:${table}`, new Map([['lake', first?.server.url ?? '']]), {});

describe.skipIf(second === undefined)('two servers behind one distributed table', () => {
  const uniform = seededUniform(11);
  const values = Array.from({ length: 4000 }, (_, row) =>
    row % 97 === 0 ? null : Math.round(uniform() ** 2 * 1e6) / 1e3,
  );
  const words = values.map((value) =>
    value === null ? null : value > 500 ? 'high' : `low ${Math.floor(value / 100)}`,
  );
  const times = values.map((_, row) => 1_767_225_600 + row * 60);

  test('answer every question as one server with all the rows does', async () => {
    if (first === undefined || second === undefined) return;
    const columns = (from: number, to: number) =>
      [
        { name: 'value', type: 'double', cells: values.slice(from, to) },
        { name: 'word', type: 'text', cells: words.slice(from, to) },
        { name: 'at', type: 'time', cells: times.slice(from, to) },
      ] as const;
    await createTable(first, 'whole', columns(0, 4000));
    // unequal parts, and the second server holds the later rows
    await createTable(first, 'part', columns(0, 900));
    await createTable(second, 'part', columns(900, 4000));
    await first.execute('CREATE TABLE everywhere AS part ENGINE = Distributed(both, default, part)');
    const ask = async (name: string) => {
      const table = await open(`default.${name}`);
      const [summary] = await table.summarise(['value']);
      const valid = summary?.valid ?? 0;
      const ranks = [
        ...new Set(
          [1, 2, 3, 4].flatMap((k) => [
            Math.floor(((valid - 1) * k) / 5),
            Math.floor(((valid - 1) * k) / 5) + 1,
          ]),
        ),
      ];
      const [elements = []] = await table.orderStatistics([{ column: 'value', ranks, valid }]);
      const edges = [...new Set(elements)];
      const boundaries = ['2026-01-01', '2026-01-02', '2026-01-03', '2026-01-05'].map(
        (day) => `${day}T00:00:00Z`,
      );
      const answer = {
        rows: await table.rowCount(),
        summary,
        elements,
        bins: await table.countBins([{ column: 'value', edges }]),
        windows: await table.countBins([{ column: 'value', edges }], { column: 'at', boundaries }),
        levels: await table.countLevels([{ column: 'word', most: 4 }]),
        span: await table.timeSpan('at'),
      };
      await table.close();
      return answer;
    };
    const whole = await ask('whole');
    const everywhere = await ask('everywhere');
    const { mean = 0, populationStandardDeviation = 0, ...exact } = everywhere.summary ?? { mean: 0 };
    expect(mean).toBeCloseTo(whole.summary?.mean ?? Number.NaN, 9);
    expect(populationStandardDeviation).toBeCloseTo(
      whole.summary?.populationStandardDeviation ?? Number.NaN,
      9,
    );
    expect({ ...everywhere, summary: exact }).toEqual({ ...whole, summary: expect.objectContaining(exact) });
    expect(whole.rows).toBe(4000);
    const sorted = Float64Array.from(values.filter((value) => value !== null)).sort();
    expect(whole.elements).toContain(sorted[Math.floor((sorted.length - 1) / 5)]);
    expect(quantileType7(sorted, 1, 5)).toBeGreaterThan(0);
  });
});

describe.skipIf(first === undefined)("ClickHouse's types", () => {
  test('decimals, wide integers, enums, identifiers, days and arrays are what they mean', async () => {
    if (first === undefined) return;
    await first.execute(
      `CREATE TABLE types (d Decimal(18, 4), big Int64, huge UInt64, small Float32, e Enum8('a' = 1, 'b' = 2), u UUID, f FixedString(3), day Date, moment DateTime, list Array(UInt8)) ENGINE = Memory`,
    );
    await first.execute(
      `INSERT INTO types VALUES (12345678901.2345, -9007199254740993, 18446744073709551615, 0.1, 'a', '61f0c404-5cb3-11e7-907b-a6006ad3dba0', 'abc', '2026-01-02', 1767323045, [1]), (-0.0001, 5, 6, 0.2, 'b', '61f0c404-5cb3-11e7-907b-a6006ad3dba1', 'xy', '2026-01-03', 1767323046, [])`,
    );
    const table = await open('types');
    expect(table.columns.map(({ name, kind }) => `${name} ${kind}`).join(', ')).toBe(
      'd numeric, big numeric, huge numeric, small numeric, e text, u text, f text, day time, moment time, list other',
    );
    const sums = await table.summarise(['d', 'big', 'huge', 'small', 'day', 'moment']);
    expect(sums.map(({ minimum, maximum }) => [minimum, maximum])).toEqual([
      [-0.0001, 12345678901.2345],
      [-9007199254740992, 5],
      [6, 2 ** 64],
      [Math.fround(0.1), Math.fround(0.2)],
      // midnight in UTC, though the server lives in another zone
      [Date.UTC(2026, 0, 2) / 1000, Date.UTC(2026, 0, 3) / 1000],
      [1767323045, 1767323046],
    ]);
    const levels = await table.countLevels(['e', 'u', 'f', 'day'].map((column) => ({ column, most: 2 })));
    expect(levels.map(([whole]) => whole?.levels.map(({ level }) => level))).toEqual([
      ['a', 'b'],
      ['61f0c404-5cb3-11e7-907b-a6006ad3dba0', '61f0c404-5cb3-11e7-907b-a6006ad3dba1'],
      ['abc', expect.stringMatching(/^xy/)],
      ['2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'],
    ]);
    const from = '2026-01-03T00:00:00Z';
    expect(await table.rowCount({ column: 'day', from })).toBe(1);
    expect(await table.rowCount({ column: 'day', to: '2026-01-02T00:00:00.001Z' })).toBe(1);
    expect(await table.rowCount({ column: 'moment', from: '2026-01-02T03:04:05.5Z' })).toBe(1);
    expect(await table.timeSpan('day')).toEqual({
      from: '2026-01-02T00:00:00.000Z',
      to: '2026-01-03T00:00:00.000Z',
    });
    await table.close();
  });
});
