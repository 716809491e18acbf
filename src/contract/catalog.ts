/** A table as a tool names it: the definition's id, with the row's type attached. */
export type TableOf<Row> = { readonly id: string; readonly '~row'?: Row };

/** A row of a table: `RowOf<typeof models>`. */
export type RowOf<Table> = Table extends TableOf<infer Row> ? Row : never;

/** The facts, read-only. Tools reach tables through this alone. */
export type Catalog = { rows<Row extends object>(table: TableOf<Row>): readonly Row[] };
