import { existsSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, resolve, sep } from 'node:path';
import { inputError } from '../../contract/input-error.ts';

/**
 * The real path of a file, after symbolic links, inside one of the allowed directories.
 * @param field of the input that named it.
 * @throws InputError when it is not there, is no plain file, or lies outside.
 */
export function allowedPath(field: string, written: string, directories: readonly string[]): string {
  const [first = '.'] = directories;
  const path = isAbsolute(written) ? written : resolve(first, written);
  if (!existsSync(path))
    throw inputError(field, `there is no file ${JSON.stringify(written)}`, `Paths count from ${first}`);
  const real = realpathSync(path);
  if (!directories.some((directory) => isInside(real, realpathSync(directory))))
    throw inputError(
      field,
      `${JSON.stringify(written)} lies outside ${directories.join(', ')}`,
      'Start the program with --allow-dir and the directory of the file, or run it there',
    );
  if (!statSync(real).isFile())
    throw inputError(
      field,
      `${JSON.stringify(written)} is no file`,
      'Name a file, or files by a glob such as "day-*.parquet"',
    );
  return real;
}

function isInside(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith(sep) ? directory : directory + sep);
}
