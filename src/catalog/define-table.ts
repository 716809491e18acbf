import type * as z from 'zod/v4';

/** One column: its header as written in Markdown, with the unit, and the codec of its cells. */
export type Column<Cell extends z.ZodType<unknown, string>> = {
  readonly header: string;
  readonly cell: Cell;
};

export type Columns = Readonly<Record<string, Column<z.ZodType<unknown, string>>>>;

export type RowOf<C extends Columns> = { readonly [Field in keyof C]: z.output<C[Field]['cell']> };

/** A column whose cells must name rows of other tables. */
export type Reference = { readonly field: string; readonly to: readonly string[] };

/** A row before its table is known by type. */
export type RawRow = Readonly<Record<string, unknown>>;

export type TableDefinition<C extends Columns = Columns> = {
  readonly id: string;
  /** What one row says, in one line: shown where tables are listed. */
  readonly title: string;
  /** Fields that together may not repeat; the first names the row for other tables. */
  readonly key: readonly string[];
  readonly columns: C;
  readonly references?: readonly Reference[];
  /** Days after which a row's date is reported as stale in an answer that used it. */
  readonly staleAfterDays?: number;
  /** Rules over one row that parsed; a returned sentence is a fault. */
  readonly check?: (row: RawRow) => string | undefined;
  /** Never set: carries the row's type to those who read the table. */
  readonly '~row'?: RowOf<C>;
};

export function column<Cell extends z.ZodType<unknown, string>>(header: string, cell: Cell): Column<Cell> {
  return { header, cell };
}

export function defineTable<const C extends Columns>(
  definition: Omit<TableDefinition<C>, 'check' | 'key'> & {
    readonly key: readonly (keyof C & string)[];
    readonly check?: (row: RowOf<C>) => string | undefined;
  },
): TableDefinition<C> {
  const { check, ...rest } = definition;
  return check === undefined ? rest : { ...rest, check: (row) => check(row as RowOf<C>) };
}
