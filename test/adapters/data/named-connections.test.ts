import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  namesConnection,
  openConnected,
  readNamedConnections,
} from '../../../src/adapters/data/named-connections.ts';

const SECRET = 'hunter2';
const home = mkdtempSync(join(tmpdir(), 'mlcv-home-'));
afterAll(() => rmSync(home, { recursive: true }));
const write = (text: string, folder = home): string => {
  const file = join(folder, 'connections.json');
  writeFileSync(file, text);
  return file;
};

describe('connections are read', () => {
  test('from a file that a variable names, with variables put in, encoded', () => {
    const file = write(`{"lake": "clickhouse://reader:\${LAKE_PASSWORD}@lake:8123/events"}`);
    const connections = readNamedConnections({ MLCV_CONNECTIONS: file, LAKE_PASSWORD: 'p@ss/word' });
    expect([...connections]).toEqual([['lake', 'clickhouse://reader:p%40ss%2Fword@lake:8123/events']]);
  });

  test('from the configuration folder, and the environment wins', () => {
    mkdirSync(join(home, '.config', 'ml-cv-specialist'), { recursive: true });
    write('{"a": "postgres://file/a", "b": "postgres://file/b"}', join(home, '.config', 'ml-cv-specialist'));
    const connections = readNamedConnections({
      HOME: home,
      MLCV_CONNECTION_B: 'postgres://environment/b',
      MLCV_CONNECTION_: 'x',
    });
    expect([...connections]).toEqual([
      ['a', 'postgres://file/a'],
      ['b', 'postgres://environment/b'],
    ]);
  });

  test('as none where nothing is configured', () => {
    expect(readNamedConnections({ HOME: join(home, 'nobody') }).size).toBe(0);
  });
});

describe('a file that cannot be used is named, and nothing of it is shown', () => {
  test.each([
    ['no JSON', `{"a": "postgres://u:${SECRET}@h/d"`, /is not JSON$/],
    ['a list', `["postgres://u:${SECRET}@h/d"]`, /is not one JSON object of names and URLs$/],
    [
      'a bad name',
      `{"A b": "postgres://u:${SECRET}@h/d"}`,
      /"A b" is no name for a connection: small letters, digits, - and _$/,
    ],
    ['no text', `{"a": {"url": "postgres://u:${SECRET}@h/d"}}`, /the connection "a" is not a URL in quotes$/],
    [
      'a variable that is not set',
      `{"a": "postgres://u:${SECRET}\${NOPE}@h/d"}`,
      /the connection "a" needs the variable NOPE$/,
    ],
  ])('%s', (_, text, message) => {
    const file = write(text);
    const read = () => readNamedConnections({ MLCV_CONNECTIONS: file });
    expect(read).toThrow(message);
    expect(read).toThrow(file);
    expect(read).not.toThrow(SECRET);
  });

  test('a file that is named and not there', () => {
    expect(() => readNamedConnections({ MLCV_CONNECTIONS: join(home, 'gone.json') })).toThrow(
      /cannot be read \(ENOENT\)$/,
    );
  });
});

describe('a name', () => {
  test.each([
    ['warehouse:public.scores', true],
    ['warehouse:scores', true],
    ['data/day-1.csv', false],
    ['C:/data/x.csv', false],
    ['c:\\x.csv', false],
    ['s3://bucket/x.parquet', false],
    ['./odd:name.csv', false],
  ])('%s reads as a connection: %s', (named, isConnection) => {
    expect(namesConnection(named)).toBe(isConnection);
  });

  test('with a dash is found in the environment with an underscore', async () => {
    const connections = readNamedConnections({ HOME: home, MLCV_CONNECTION_MY_LAKE: 'mysql://h/d' });
    await expect(openConnected('current', 'my-lake:t', connections, {})).rejects.toThrow(
      'current: the URL of the connection "my-lake" begins with no known scheme',
    );
  });

  test.each([
    [
      'nothing is configured',
      {},
      'reference: "lake" is not a configured connection. Set MLCV_CONNECTION_LAKE to its URL (postgres:// or clickhouse://) where the server runs, or write it into connections.json.',
    ],
    [
      'it is misspelt',
      { MLCV_CONNECTION_LAKES: `postgres://u:${SECRET}@h/d` },
      'reference: "lake" is not a configured connection. Did you mean "lakes".',
    ],
    [
      'its scheme is unknown',
      { MLCV_CONNECTION_LAKE: `mysql://u:${SECRET}@h/d` },
      'reference: the URL of the connection "lake" begins with no known scheme. Known: postgres: postgresql: clickhouse: clickhouses: http: https:.',
    ],
    [
      'its URL is broken',
      { MLCV_CONNECTION_LAKE: `postgres://u:${SECRET}@[h/d` },
      'reference: "lake:public.t" cannot be read: its URL does not parse; write scheme://user:password@host:port/database. Check the name of the table, the connection and that its user may read it.',
    ],
  ])('that cannot be opened says why: %s', async (_, environment, message) => {
    const connections = readNamedConnections({ HOME: join(home, 'nobody'), ...environment });
    await expect(openConnected('reference', 'lake:public.t', connections, {})).rejects.toThrow(message);
  });
});
