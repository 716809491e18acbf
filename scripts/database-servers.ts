import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/**
 * PostgreSQL and ClickHouse servers for the tests, from Debian's packages (./scripts/install-databases.sh), on loopback with random
 * ports, random passwords and a temporary data folder, gone when they are stopped.
 * `npx tsx scripts/database-servers.ts` starts both and prints their URLs until it is interrupted.
 */

export type DatabaseServer = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `postgres://user:password@127.0.0.1:port/postgres`, `clickhouse://user:password@127.0.0.1:port/default`. */
  readonly url: string;
  /** SIGKILL: what a crash looks like to a client. */
  kill(): void;
  stop(): Promise<void>;
};

/** Why a server cannot be had here, in words: it is not installed, or it is and does not start. */
export type Unavailable = { readonly unavailable: string; readonly installed: boolean };

const START_WITHIN_MS = 60_000;

/** A PostgreSQL of its own. Root may not run one, so it then runs as the user `postgres`, or `nobody`. */
export async function startPostgres(): Promise<DatabaseServer | Unavailable> {
  const programs = '/usr/lib/postgresql';
  const versions = existsSync(programs) ? readdirSync(programs) : [];
  const version = versions.sort((a, b) => Number(b) - Number(a))[0];
  const bin = join(programs, version ?? '', 'bin');
  if (version === undefined || !existsSync(join(bin, 'initdb')))
    return { unavailable: `no PostgreSQL under ${programs}: apt-get install postgresql`, installed: false };
  const owner = serviceUser('postgres');
  const folder = temporaryFolder('postgres', owner);
  const password = randomBytes(12).toString('hex');
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password);
  own(passwordFile, owner);
  const data = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'admin',
      '-A',
      'scram-sha-256',
      `--pwfile=${passwordFile}`,
      '-E',
      'UTF8',
      '--locale=C.UTF-8',
      '-N',
    ],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    return { unavailable: `initdb failed: ${made.stderr || String(made.error)}`, installed: true };
  }
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'shared_buffers=32MB',
    'timezone=Asia/Kolkata',
  ];
  const child = spawnGuarded(
    'QUIT',
    join(bin, 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { ...owner, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const server = running(
    child,
    folder,
    {
      port,
      user: 'admin',
      password,
      url: `postgres://admin:${password}@127.0.0.1:${port}/postgres`,
      // immediate shutdown: ends its backends too
    },
    'SIGQUIT',
  );
  return await ready('PostgreSQL', server, child, /database system is ready to accept connections/);
}

export type ClickHouseOptions = {
  /** Its native port, where another server has to know it beforehand. */
  readonly tcpPort?: number;
  /** Native ports of the shards of the cluster `both`, on loopback; `secret` is the password that all of them take. */
  readonly shards?: { readonly tcpPorts: readonly number[]; readonly secret: string };
};

export async function startClickHouse({
  tcpPort,
  shards,
}: ClickHouseOptions = {}): Promise<DatabaseServer | Unavailable> {
  const program = ['/usr/sbin/clickhouse-server', '/usr/bin/clickhouse-server'].find((path) =>
    existsSync(path),
  );
  if (program === undefined)
    return { unavailable: 'no clickhouse-server: apt-get install clickhouse-server', installed: false };
  const owner = serviceUser('clickhouse');
  const folder = temporaryFolder('clickhouse', owner);
  const password = shards?.secret ?? randomBytes(12).toString('hex');
  const port = await freePort();
  const native = tcpPort ?? (await freePort());
  const config = join(folder, 'config.xml');
  writeFileSync(
    config,
    `<yandex>
  <logger><level>warning</level><log>${folder}/log</log><errorlog>${folder}/errors</errorlog></logger>
  <listen_host>127.0.0.1</listen_host><http_port>${port}</http_port><tcp_port>${native}</tcp_port>
  <path>${folder}/data/</path><tmp_path>${folder}/tmp/</tmp_path><user_files_path>${folder}/files/</user_files_path>
  <format_schema_path>${folder}/schemas/</format_schema_path>
  <users_config>users.xml</users_config><default_profile>default</default_profile><default_database>default</default_database>
  <mark_cache_size>67108864</mark_cache_size><timezone>Asia/Kolkata</timezone>
  <query_log><database>system</database><table>query_log</table><flush_interval_milliseconds>200</flush_interval_milliseconds></query_log>
  <remote_servers><both>${(shards?.tcpPorts ?? [])
    .map(
      (shard) =>
        `<shard><replica><host>127.0.0.1</host><port>${shard}</port><compression>0</compression><user>admin</user><password>${password}</password></replica></shard>`,
    )
    .join('')}</both></remote_servers>
</yandex>
`,
  );
  const users = join(folder, 'users.xml');
  writeFileSync(
    users,
    `<yandex>
  <profiles><default><max_memory_usage>4000000000</max_memory_usage><log_queries>1</log_queries></default></profiles>
  <users><admin><password>${password}</password><networks><ip>127.0.0.1</ip></networks><profile>default</profile><quota>default</quota></admin></users>
  <quotas><default></default></quotas>
</yandex>
`,
  );
  for (const file of [config, users]) own(file, owner);
  const child = spawnGuarded('KILL', program, [`--config-file=${config}`], {
    ...owner,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const server = running(
    child,
    folder,
    {
      port,
      user: 'admin',
      password,
      url: `clickhouse://admin:${password}@127.0.0.1:${port}/default`,
    },
    'SIGKILL',
  );
  return await ready('ClickHouse', server, child, async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/ping`);
    return answer.ok;
  });
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

/** A child that ends when this process does, however that ends. */
function spawnGuarded(
  signal: 'QUIT' | 'KILL',
  program: string,
  args: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const guard = '/usr/bin/setpriv';
  return existsSync(guard)
    ? spawn(guard, ['--pdeathsig', signal, program, ...args], options)
    : spawn(program, args, options);
}

type Owner = { readonly uid?: number; readonly gid?: number };

/** Whom to run as: nobody else than ourselves, unless we are root. */
function serviceUser(name: string): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = [name, 'nobody']
    .map((user) => users.find((entry) => entry.startsWith(`${user}:`)))
    .find(Boolean);
  const [, , uid, gid] = (line ?? '').split(':').map(Number);
  return uid === undefined || gid === undefined ? {} : { uid, gid };
}

function own(path: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function temporaryFolder(name: string, owner: Owner): string {
  const folder = mkdtempSync(join(tmpdir(), `mlcv-${name}-`));
  own(folder, owner);
  return folder;
}

function running(
  child: ChildProcess,
  folder: string,
  reached: Pick<DatabaseServer, 'port' | 'user' | 'password' | 'url'>,
  endBy: NodeJS.Signals,
): DatabaseServer {
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  const atExit = (): void => {
    child.kill('SIGKILL');
    remove();
  };
  process.once('exit', atExit);
  return {
    host: '127.0.0.1',
    ...reached,
    kill() {
      // the postmaster's backends are sessions of their own and would live on
      for (const pid of childrenOf(child.pid)) process.kill(pid, 'SIGKILL');
      child.kill('SIGKILL');
    },
    async stop() {
      child.kill(endBy);
      const hard = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(hard);
      process.off('exit', atExit);
      remove();
    },
  };
}

/** Processes that the operating system lists below another; Linux alone. */
function childrenOf(parent: number | undefined): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((entry) => {
      const stat = join('/proc', entry, 'stat');
      // the fields after the name in brackets: state, parent
      return (
        existsSync(stat) && readFileSync(stat, 'utf8').split(') ').at(-1)?.split(' ')[1] === String(parent)
      );
    })
    .map(Number);
}

async function ready(
  name: string,
  server: DatabaseServer,
  child: ChildProcess,
  sign: RegExp | (() => Promise<boolean>),
): Promise<DatabaseServer | Unavailable> {
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString('utf8')).slice(-4000);
  });
  const until = Date.now() + START_WITHIN_MS;
  while (Date.now() < until && child.exitCode === null) {
    const up = sign instanceof RegExp ? sign.test(said) : await sign().catch(() => false);
    if (up) return server;
    await pause(50);
  }
  await server.stop();
  return { unavailable: `${name} did not start: ${said.slice(-500) || 'no word from it'}`, installed: true };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const servers = await Promise.all([startPostgres(), startClickHouse()]);
  for (const server of servers) console.log('unavailable' in server ? server.unavailable : server.url);
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      for (const server of servers) if (!('unavailable' in server)) await server.stop();
      process.exit();
    });
}
