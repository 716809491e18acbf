import type { ColumnKind } from '../../contract/table-port.ts';

/**
 * What differs between SQL engines. `sql-table.ts` builds every query of a `TableReader` out of these parts, so that another engine is
 * one file with its dialect and its session. Expressions come in quoted and go out parenthesised where they need to be. Only comparisons
 * are emitted for bins, never an engine's bucket function: those differ in which side is closed.
 */
export type SqlDialect = {
  /** `duckdb`, `postgresql`, `clickhouse`. */
  readonly engine: string;
  /** Aggregate expressions that one SELECT may hold; wide requests are split. */
  readonly mostExpressions: number;
  /** An identifier, quoted so that any name is harmless. @throws RangeError on a name that the engine cannot hold (NUL). */
  quoteIdentifier(name: string): string;
  /** A text literal, escaped. */
  quoteText(text: string): string;
  /** A finite double, to the last bit. */
  doubleLiteral(value: number): string;
  /** A query with the columns of a table in their order: rows `{ name, type }`. */
  listColumns(table: string): string;
  /** The table as it stands after FROM. */
  from(table: string): string;
  kindOf(engineType: string): ColumnKind;
  /** A double, NULL where missing (NULL or NaN): booleans are 0 and 1, times are seconds since 1970 in UTC. */
  asDouble(column: string, kind: ColumnKind, engineType: string): string;
  /** Text of a text, boolean (`true`, `false`) or time (ISO 8601, UTC) column, NULL where missing; the same on every engine. Numbers stay numbers. */
  asText(column: string, kind: ColumnKind, engineType: string): string;
  /** A text expression as ORDER BY needs it to sort by bytes, whatever the collation of the database. */
  binaryOrder(text: string): string;
  /** Characters of a text expression. */
  lengthOf(text: string): string;
  /** Whether a double expression is finite. */
  isFinite(double: string): string;
  /** Rows for which a condition holds, 0 without any; a NULL condition does not hold. */
  countIf(condition: string): string;
  /** Mean of a double expression over the rows where `condition` holds; NULL without rows. */
  meanIf(double: string, condition: string): string;
  /** Population variance likewise, computed stably. Absent where the engine has none: a second pass then takes it around the mean. */
  populationVarianceIf?(double: string, condition: string): string;
  minimumIf(double: string, condition: string): string;
  maximumIf(double: string, condition: string): string;
  /** An aggregate that gives the elements at 0-based ranks of the ascending values that are not NULL, exact; `readOrderStatistics` reads it. */
  orderStatistics(double: string, ranks: readonly number[], valid: number): string;
  readOrderStatistics(cell: unknown): number[];
  /** A comparison of a time column with ISO 8601 instants; the bare column stands on the left where an index may then help. */
  timeAtLeast(column: string, iso: string, engineType: string): string;
  timeBefore(column: string, iso: string, engineType: string): string;
  /** A time expression (also an aggregate of one) as `YYYY-MM-DDTHH:MM:SS.sssZ` text in UTC. */
  timeAsText(time: string, engineType: string): string;
};

/** An open session. Numbers come back as numbers, bigint or decimal text: `sql-table.ts` converts. */
export type SqlSession = {
  /** @throws Error whose message says what happened, without credentials. Honours the signal by stopping the query at the server. */
  query(sql: string, signal: AbortSignal | undefined): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
};

/** What one engine's file exports: its dialect and how to reach a server. The driver is imported inside `connect`, when first needed. */
export type SqlEngine = {
  readonly dialect: SqlDialect;
  /** Schemes of the URLs of its named connections: `postgres:`, `clickhouse:`. */
  readonly schemes: readonly string[];
  /**
   * @param url of a named connection, from the user's configuration; it holds credentials, so it is never part of a message.
   * @throws Error that says whether the driver is missing, the server cannot be reached or the credentials are refused.
   */
  connect(url: string): Promise<SqlSession>;
};
