import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { openCompiledCatalog } from './compiled-catalog.ts';

const EXTENSION = '.md';

/**
 * Opens what is installed: `directory/references/**` and `directory/dist/catalog.json`. Nothing is read before it is
 * asked for.
 * @param tables what is listed: the definitions themselves would cost every start their codecs.
 */
export function openLibrary(
  directory: string,
  tables: readonly { readonly id: string; readonly title: string }[],
) {
  const root = join(directory, 'references');
  const catalog = openCompiledCatalog(() => readFileSync(join(directory, 'dist', 'catalog.json'), 'utf8'));
  let paths: readonly string[] | undefined;
  const references = (): readonly string[] => {
    paths ??= readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(EXTENSION))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .map((path) => path.slice(0, -EXTENSION.length))
      .sort();
    return paths;
  };
  const read = (path: string): string => readFileSync(join(root, `${path}${EXTENSION}`), 'utf8');
  return {
    catalog,
    references: () => references().map((path) => ({ path, title: titleOf(read(path)) ?? path })),
    // membership in the listing is what keeps a path inside the folder
    readReference: (path: string) => (references().includes(path) ? read(path) : undefined),
    tables: () => tables,
    readTable: (id: string) => (tables.some((table) => table.id === id) ? catalog.rows({ id }) : undefined),
  };
}

function titleOf(markdown: string): string | undefined {
  return /^# (.+)$/m.exec(markdown)?.[1];
}
