import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

/** What each folder may import; what is not listed is forbidden. `own` is the folder itself. */
const LAYERS: Readonly<
  Record<string, { readonly folders: readonly string[]; readonly packages: readonly string[] }>
> = {
  units: { folders: ['units'], packages: [] },
  engines: { folders: ['units', 'engines'], packages: [] },
  catalog: {
    folders: ['units', 'catalog'],
    packages: [
      'zod',
      'unified',
      'remark-parse',
      'remark-gfm',
      'mdast',
      'mdast-util-to-string',
      'gray-matter',
      'node:',
    ],
  },
  contract: { folders: ['units', 'contract'], packages: ['zod', 'fastest-levenshtein'] },
  pricing: { folders: ['units', 'pricing'], packages: ['@pydantic/genai-prices'] },
  answers: {
    folders: ['units', 'engines', 'catalog', 'contract', 'pricing', 'answers'],
    packages: ['zod', 'minisearch', 'yaml'],
  },
  tools: {
    folders: ['units', 'engines', 'catalog', 'contract', 'pricing', 'answers'],
    packages: ['zod'],
  },
  'registry.ts': { folders: ['tools', 'contract'], packages: [] },
  'adapters/mcp': {
    folders: ['contract', 'adapters/mcp'],
    packages: ['@modelcontextprotocol/server', 'zod', 'node:'],
  },
  'adapters/http': {
    folders: ['contract', 'adapters/http'],
    packages: ['@modelcontextprotocol/server', '@modelcontextprotocol/node', 'node:'],
  },
  'adapters/cli': { folders: ['contract', 'adapters/cli'], packages: ['node:'] },
  'adapters/data': {
    folders: ['contract', 'engines', 'adapters/data'],
    packages: ['@duckdb/node-api', '@duckdb/node-bindings', 'pg', '@clickhouse/client', 'node:'],
  },
  bin: {
    folders: [
      'registry.ts',
      'catalog',
      'contract',
      'adapters/mcp',
      'adapters/http',
      'adapters/cli',
      'adapters/data',
    ],
    packages: ['node:'],
  },
};

type Import = { readonly file: string; readonly specifier: string };

const files = readdirSync(src, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => relative(src, join(entry.parentPath, entry.name)));

function layerOf(path: string): string {
  const parts = path.split('/');
  return parts[0] === 'adapters' ? parts.slice(0, 2).join('/') : (parts[0] ?? '');
}

/** Every import, export from, dynamic import and `import()` type, type-only ones included. */
function importsOf(file: string): Import[] {
  const { program } = parseSync(file, readFileSync(join(src, file), 'utf8'));
  const found: Import[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const entry of node) visit(entry);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const { type, source } = node as { type?: string; source?: { value?: unknown } };
    const literal = typeof source?.value === 'string' ? source.value : undefined;
    if (literal !== undefined && /Import|Export/.test(type ?? '')) found.push({ file, specifier: literal });
    for (const value of Object.values(node)) visit(value);
  };
  visit(program);
  return found;
}

function violation({ file, specifier }: Import): string | undefined {
  const rule = LAYERS[layerOf(file)];
  if (rule === undefined) return `${file}: no rule for folder ${layerOf(file)}`;
  if (specifier.startsWith('.')) {
    const target = relative(src, resolve(src, dirname(file), specifier));
    const sibling = layerOf(file) === 'tools' && layerOf(target) === 'tools';
    return rule.folders.includes(layerOf(target)) && !sibling ? undefined : `${file} imports ${target}`;
  }
  const allowed = rule.packages.some((name) =>
    name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`),
  );
  return allowed ? undefined : `${file} imports ${specifier}`;
}

describe('the layers', () => {
  it('are looked at: files and imports are found', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(60);
  });

  it('import only what the table allows', () => {
    expect(
      files
        .flatMap(importsOf)
        .map(violation)
        .filter((found) => found !== undefined),
    ).toEqual([]);
  });

  it('catch a planted violation of each kind', () => {
    expect(violation({ file: 'engines/cost/x.ts', specifier: 'zod/v4' })).toBeDefined();
    expect(violation({ file: 'engines/cost/x.ts', specifier: 'node:fs' })).toBeDefined();
    expect(violation({ file: 'engines/cost/x.ts', specifier: '../../tools/select-model.ts' })).toBeDefined();
    expect(violation({ file: 'tools/a.ts', specifier: './select-model.ts' })).toBeDefined();
    expect(violation({ file: 'adapters/cli/a.ts', specifier: '../mcp/create-server.ts' })).toBeDefined();
  });

  it('hold no utils, helpers, common, misc, manager, data or info file', () => {
    expect(
      files
        .map((file) => file.replace('adapters/data/', 'adapters/'))
        .filter((file) => /(^|[/-])(utils?|helpers?|common|misc|manager|data|info)(\.|\/|-)/.test(file)),
    ).toEqual([]);
  });

  it('mirror each engine of serving and queueing by a test', () => {
    const laws = files.filter((file) => /^engines\/(serving|queueing)\//.test(file));
    expect(laws.length).toBeGreaterThan(30);
    const test = fileURLToPath(new URL('.', import.meta.url));
    expect(laws.filter((file) => !existsSync(join(test, file.replace(/\.ts$/, '.test.ts'))))).toEqual([]);
  });

  it('name each engine file for its export', () => {
    const wrong = files
      .filter((file) => file.startsWith('engines/'))
      .filter((file) => {
        const base = file.split('/').at(-1)?.replace('.ts', '') ?? '';
        const camel = base.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
        return !new RegExp(`export (?:async )?(?:function\\*?|const|type) ${camel}\\b`, 'i').test(
          readFileSync(join(src, file), 'utf8'),
        );
      });
    expect(wrong).toEqual([]);
  });
});
