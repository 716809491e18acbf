import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Tool } from '../../contract/define-tool.ts';
import { InputError } from '../../contract/input-error.ts';
import type { Library } from '../../contract/library.ts';
import { didYouMean } from '../../contract/nearest.ts';
import type { Ports } from '../../contract/table-port.ts';

/** Exit codes: 0 answered, 1 a failure of ours, 2 input that the caller can mend, 3 what `--fail-on` named, 130 interrupted. */
export const EXIT = { ok: 0, failure: 1, badInput: 2, failedOn: 3, interrupted: 130 } as const;

export const USAGE = `Usage:
  ml-cv-specialist serve [--http] [--port N] [--host H]    the MCP server (stdio by default)
  ml-cv-specialist call TOOL ['JSON' | @file | -] [--text] [--full | --complete]
                        [--html FILE] [--fail-on LEVEL]    structured JSON on stdout, or Markdown
  ml-cv-specialist tools [--json]                          what there is
  ml-cv-specialist doctor                                  checks the installation
Options for serve and call:
  --today YYYY-MM-DD    the day for prices and staleness (default: the system's)
  --allow-dir DIR       read data files below DIR (repeatable; default: the working directory, over HTTP none)
Options for serve:
  --tools NAME,NAME     serves these tools alone: each listed tool costs the model's context up to 800 tokens
Options for call, where the tool has them:
  --complete            everything that was computed, however long (JSON)
  --html FILE           also writes the complete answer as one HTML page
  --prometheus FILE     also writes its figures as Prometheus text, labelled --service NAME (default: model)
  --fail-on LEVEL       exits 3 when the answer is a case of it: detectDrift knows supported, moderate, significant
Exit: 0 answered, 2 input to mend, 1 failure, 3 failed on LEVEL, 130 interrupted.
`;

export type CliParts = {
  readonly tools: Readonly<Record<string, Tool>>;
  readonly library: Library;
  readonly version: string;
  readonly systemToday: () => string;
  /** The outside worlds; without directories the working directory alone is open. */
  readonly openPorts: (directories: readonly string[]) => Ports;
  readonly serve: (options: ServeOptions) => Promise<void>;
  readonly doctor: (ports: Ports) => Promise<number>;
  /** Aborts when the user interrupts. */
  readonly signal?: AbortSignal;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
};

export type ServeOptions = {
  readonly http: boolean;
  readonly host: string;
  readonly port: number;
  readonly today: () => string;
  /** As given: none means the working directory over stdio and nothing over HTTP. */
  readonly directories: readonly string[];
  readonly tools: Readonly<Record<string, Tool>>;
};

/** @returns the exit code; `serve` returns when the server is up. */
export async function runCli(args: readonly string[], parts: CliParts): Promise<number> {
  try {
    return await dispatch(args, parts);
  } catch (error) {
    if (error instanceof UsageError) {
      parts.err(`${error.message}\n${USAGE}`);
      return EXIT.badInput;
    }
    if (parts.signal?.aborted) {
      parts.err('interrupted\n');
      return EXIT.interrupted;
    }
    if (error instanceof InputError) {
      parts.err(`${error.message}\n`);
      return EXIT.badInput;
    }
    parts.err(`ml-cv-specialist failed: ${error instanceof Error ? error.message : String(error)}\n`);
    return EXIT.failure;
  }
}

class UsageError extends Error {}

async function dispatch(args: readonly string[], parts: CliParts): Promise<number> {
  const { values, positionals } = readArguments(args);
  const [command, ...rest] = positionals;
  if (values.version) {
    parts.out(`${parts.version}\n`);
    return EXIT.ok;
  }
  if (values.tools !== undefined && command !== 'serve')
    throw new UsageError('--tools chooses what serve serves: call names its one tool');
  if (values.help || command === undefined) {
    (values.help ? parts.out : parts.err)(USAGE);
    return values.help ? EXIT.ok : EXIT.badInput;
  }
  const day = values.today;
  if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day))
    throw new UsageError(`--today: "${day}" is not a date of the form 2026-11-23`);
  const today = day === undefined ? parts.systemToday : () => day;
  switch (command) {
    case 'serve':
      await parts.serve({
        http: values.http,
        host: values.host,
        port: readPort(values.port),
        today,
        directories: values['allow-dir'],
        tools: chosenTools(values.tools, parts.tools),
      });
      return EXIT.ok;
    case 'call':
      return await call(
        rest,
        {
          text: values.text,
          full: values.full,
          complete: values.complete,
          today: today(),
          html: values.html,
          prometheus: values.prometheus,
          service: values.service,
          failOn: values['fail-on'],
          ports: parts.openPorts(values['allow-dir']),
        },
        parts,
      );
    case 'tools':
      parts.out(
        values.json ? `${JSON.stringify(listing(parts.tools), null, 2)}\n` : textListing(parts.tools),
      );
      return EXIT.ok;
    case 'doctor':
      return await parts.doctor(parts.openPorts([]));
    default:
      throw new UsageError(
        `"${command}" is not a command. ${didYouMean(command, ['serve', 'call', 'tools', 'doctor'])}`,
      );
  }
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        http: { type: 'boolean', default: false },
        port: { type: 'string', default: '7333' },
        host: { type: 'string', default: '127.0.0.1' },
        text: { type: 'boolean', default: false },
        full: { type: 'boolean', default: false },
        complete: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        today: { type: 'string' },
        html: { type: 'string' },
        prometheus: { type: 'string' },
        service: { type: 'string', default: 'model' },
        'fail-on': { type: 'string' },
        'allow-dir': { type: 'string', multiple: true, default: [] },
        tools: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
        version: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

type CallOptions = {
  readonly text: boolean;
  readonly full: boolean;
  readonly complete: boolean;
  readonly today: string;
  readonly html: string | undefined;
  readonly prometheus: string | undefined;
  readonly service: string;
  readonly failOn: string | undefined;
  readonly ports: Ports;
};

async function call(
  [name, given, ...surplus]: readonly string[],
  { text, full, complete, today, html, prometheus, service, failOn, ports }: CallOptions,
  { tools, library, out, signal }: CliParts,
): Promise<number> {
  const names = Object.keys(tools);
  if (name === undefined) throw new UsageError(`call needs a tool: ${names.join(', ')}`);
  if (surplus.length > 0) throw new UsageError(`call takes one input, not ${surplus.length + 1}`);
  const tool = Object.hasOwn(tools, name) ? tools[name] : undefined;
  if (tool === undefined) throw new UsageError(`"${name}" is not a tool. ${didYouMean(name, names)}`);
  if (failOn !== undefined && !tool.failLevels.includes(failOn))
    throw new UsageError(
      `--fail-on: ${tool.failLevels.length === 0 ? `${name} has no levels to fail on` : `"${failOn}" is not one of ${tool.failLevels.join(', ')}`}`,
    );
  const input = readInput(given);
  const raw = full ? { ...asObject(input), detail: 'full' } : input;
  const answer = await tool.execute(raw, { catalog: library.catalog, today, ports, signal });
  if (html !== undefined) {
    if (answer.html === undefined) throw new UsageError(`--html: ${name} has no HTML page`);
    writeFileSync(html, await answer.html());
  }
  if (prometheus !== undefined) {
    if (answer.metrics === undefined) throw new UsageError(`--prometheus: ${name} has no metrics`);
    replaceFile(prometheus, answer.metrics({ service, nowSeconds: Math.floor(Date.now() / 1000) }));
  }
  if (text && complete) throw new UsageError('--complete gives JSON: leave --text out');
  const structured = complete ? answer.complete : answer.structured;
  out(text ? `${answer.text}\n` : `${JSON.stringify(structured, null, 2)}\n`);
  return failOn !== undefined && answer.failures.includes(failOn) ? EXIT.failedOn : EXIT.ok;
}

/** In one step: a collector that reads meanwhile sees the old text or the new, never half of it. */
function replaceFile(path: string, content: string): void {
  const beside = `${path}.${process.pid}`;
  writeFileSync(beside, content);
  renameSync(beside, path);
}

function readInput(given: string | undefined): unknown {
  if (given === undefined) return {};
  const written =
    given === '-' ? readFileSync(0, 'utf8') : given.startsWith('@') ? readNamed(given.slice(1)) : given;
  try {
    return JSON.parse(written);
  } catch (error) {
    throw new UsageError(`the input is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readNamed(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function asObject(input: unknown): object {
  if (typeof input === 'object' && input !== null && !Array.isArray(input)) return input;
  throw new UsageError('the input must be a JSON object');
}

/** The tools that a comma-separated list names, in the order of the registry; all without a list. */
function chosenTools(list: string | undefined, tools: CliParts['tools']): CliParts['tools'] {
  if (list === undefined) return tools;
  const names = list.split(',').map((name) => name.trim());
  for (const name of names)
    if (!Object.hasOwn(tools, name))
      throw new UsageError(`--tools: "${name}" is not a tool. ${didYouMean(name, Object.keys(tools))}`);
  return Object.fromEntries(Object.entries(tools).filter(([name]) => names.includes(name)));
}

function readPort(written: string): number {
  const port = Number(written);
  if (!/^\d+$/.test(written) || port > 65_535) throw new UsageError(`--port: "${written}" is not 0 to 65535`);
  return port;
}

function listing(tools: Readonly<Record<string, Tool>>) {
  return Object.values(tools).map((tool) => ({
    name: tool.name,
    title: tool.title,
    description: tool.description,
    inputSchema: tool.inputJsonSchema(),
    outputSchema: tool.outputJsonSchema(),
    examples: tool.examples,
  }));
}

function textListing(tools: Readonly<Record<string, Tool>>): string {
  return Object.values(tools)
    .map(({ name, description }) => `${name}\n  ${description}\n`)
    .join('\n');
}
