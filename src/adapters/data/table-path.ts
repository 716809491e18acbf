/**
 * The parts of a table's name: `scores`, `public.scores`. A part in double quotes may hold anything, dots too, with a double
 * quote written twice: `public."odd.name"`. Outside quotes everything but a dot stands for itself.
 * @throws RangeError on an empty part, a quote that is left open, or text after a closing quote.
 */
export function tablePath(written: string): string[] {
  const parts: string[] = [];
  let rest = written;
  for (;;) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const part = quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (/^[^.]*/.exec(rest)?.[0] ?? '');
    if (part === '' || (quoted === null && part.startsWith('"')))
      throw new RangeError(
        `${JSON.stringify(written)} is not a table: write schema.table, odd parts in double quotes`,
      );
    parts.push(part);
    rest = rest.slice(quoted ? quoted[0].length : part.length);
    if (rest === '') return parts;
    if (!rest.startsWith('.'))
      throw new RangeError(`${JSON.stringify(written)} goes on after a closing quote: write schema.table`);
    rest = rest.slice(1);
  }
}
