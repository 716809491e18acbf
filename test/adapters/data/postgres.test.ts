import { afterAll, describe, expect, test } from 'vitest';
import { openConnected } from '../../../src/adapters/data/named-connections.ts';
import { postgres } from '../../../src/adapters/data/postgres.ts';
import type { TableReader } from '../../../src/contract/table-port.ts';
import { testPostgres } from '../../support/database-admin.ts';

const database = await testPostgres();
afterAll(async () => database?.stop());
const open = (table: string): Promise<TableReader> =>
  openConnected('reference', `warehouse:${table}`, new Map([['warehouse', database?.server.url ?? '']]), {});

describe.skipIf(database === undefined)('PostgreSQL', () => {
  test('types are what they mean, over domains, partitions and views', async () => {
    await database?.execute(`
      CREATE TYPE mood AS ENUM ('fine', 'sad');
      CREATE DOMAIN share AS numeric(9, 6);
      CREATE TABLE types (n numeric, share share, big bigint, small real, ok boolean, m mood, u uuid, c char(4), v varchar(9),
        day date, moment timestamptz, local timestamp, "of day" time, j jsonb, list int[]) PARTITION BY LIST (ok);
      CREATE TABLE types_true PARTITION OF types FOR VALUES IN (true);
      CREATE TABLE types_other PARTITION OF types DEFAULT;
      INSERT INTO types VALUES
        ('NaN', 0.25, 9007199254740993, 0.1, true, 'fine', '61f0c404-5cb3-11e7-907b-a6006ad3dba0', 'ab', 'x',
          '2026-01-02', '2026-01-02T03:04:05.250Z', '2026-01-02T03:04:05.250', '03:04', '{}', '{1}'),
        (1.5, 0.5, -1, 'infinity', false, 'sad', null, null, '', 'infinity', null, null, null, null, null);
      CREATE VIEW seen AS SELECT * FROM types`);
    const table = await open('seen');
    expect(table.columns.map(({ name, kind }) => `${name} ${kind}`).join(', ')).toBe(
      'n numeric, share numeric, big numeric, small numeric, ok boolean, m text, u text, c text, v text, day time, moment time, local time, of day other, j other, list other',
    );
    const sums = await table.summarise(['n', 'share', 'big', 'small', 'ok', 'day', 'moment', 'local']);
    expect(sums.map(({ valid, infinite, minimum, maximum }) => [valid, infinite, minimum, maximum])).toEqual([
      [1, 0, 1.5, 1.5],
      [2, 0, 0.25, 0.5],
      [2, 0, -1, 9007199254740992],
      [2, 1, Math.fround(0.1), Math.fround(0.1)],
      [2, 0, 0, 1],
      [2, 1, Date.UTC(2026, 0, 2) / 1000, Date.UTC(2026, 0, 2) / 1000],
      [1, 0, 1767323045.25, 1767323045.25],
      // without a zone it counts as UTC, though the server lives in another zone
      [1, 0, 1767323045.25, 1767323045.25],
    ]);
    const levels = await table.countLevels(
      ['ok', 'm', 'c', 'v', 'moment'].map((column) => ({ column, most: 2 })),
    );
    expect(levels.map(([whole]) => whole?.levels.map(({ level }) => level))).toEqual([
      ['false', 'true'],
      ['fine', 'sad'],
      ['ab'],
      ['', 'x'],
      ['2026-01-02T03:04:05.250Z'],
    ]);
    for (const column of ['moment', 'local']) {
      expect(await table.rowCount({ column, from: '2026-01-02T03:04:05.250Z' })).toBe(1);
      expect(await table.rowCount({ column, from: '2026-01-02T03:04:05.251Z' })).toBe(0);
    }
    await table.close();
  });

  test('one transaction sees one state, and cannot write', async () => {
    await database?.execute(
      'CREATE TABLE growing (x float8); INSERT INTO growing SELECT generate_series(1, 10)',
    );
    const table = await open('growing');
    expect(await table.rowCount()).toBe(10);
    await database?.execute('INSERT INTO growing VALUES (11)');
    expect(await table.rowCount()).toBe(10);
    await table.close();
    const session = await postgres.connect(database?.server.url ?? '');
    await expect(session.query('DELETE FROM growing', undefined)).rejects.toThrow(
      'cannot execute DELETE in a read-only transaction',
    );
    await session.close();
  });

  test('a backend that is killed between two questions is told of at the second', async () => {
    const table = await open('growing');
    await database?.execute(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ml-cv-specialist'`,
    );
    await expect(table.rowCount()).rejects.toThrow(/ended the connection|the connection was lost/);
    await table.close();
  });

  test('a table that this user may not read says so', async () => {
    await database?.execute(`CREATE ROLE outsider LOGIN PASSWORD 'hunter2'; CREATE TABLE secrets (x float8)`);
    const url = new URL(database?.server.url ?? '');
    url.username = 'outsider';
    url.password = 'hunter2';
    const table = await openConnected('reference', 'w:secrets', new Map([['w', url.href]]), {});
    await expect(table.rowCount()).rejects.toThrow(
      'does not let this user read: permission denied for table secrets',
    );
    await table.close();
  });

  test('names longer than PostgreSQL keeps are refused, not cut', async () => {
    await database?.execute(`CREATE TABLE "${'t'.repeat(63)}" (x float8)`);
    await expect(open('t'.repeat(64))).rejects.toThrow('is longer than a name of PostgreSQL, 63 bytes');
  });
});
