/** Rows of every table by table id: what the build writes and the server reads. */
export type CompiledTables = Readonly<Record<string, readonly object[]>>;

/**
 * Opens tables that were checked and compiled at build time. The file is read when the first table is asked for.
 * The Markdown is the authority: a test asserts that the compiled form equals it.
 */
export function openCompiledCatalog(read: () => string): {
  rows<Row extends object>(table: { readonly id: string; readonly '~row'?: Row }): readonly Row[];
} {
  let tables: CompiledTables | undefined;
  return {
    rows<Row extends object>(table: { readonly id: string; readonly '~row'?: Row }): readonly Row[] {
      tables ??= JSON.parse(read()) as CompiledTables;
      const rows = tables[table.id];
      if (rows === undefined) throw new Error(`the compiled catalogue has no table "${table.id}"`);
      return rows as readonly Row[];
    },
  };
}
