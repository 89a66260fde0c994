/** What is grouped: events, or the elements of their `items`. */
export type Rows = 'events' | 'items';

/** How a field is taken out of the JSON: as a number, as text, or as JSON, which keeps its type. */
export type Kind = 'number' | 'text' | 'json';

/** An SQL expression with what it gives. */
export interface Value {
  readonly sql: string;
  readonly kind: Kind;
}

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;
export const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);

/** `$."total"`, as DuckDB's JSON functions take it. */
const pathText = (path: string): string =>
  literal(
    `$${path
      .split('.')
      .map((step) => `."${step}"`)
      .join('')}`,
  );

const jsonAt = (source: string, path: string): string => `json_extract(${source}, ${pathText(path)})`;

const takenAs: Readonly<Record<Kind, (json: string) => string>> = {
  number: (json) => `try_cast(${json} AS DOUBLE)`,
  text: (json) => `json_extract_string(${json}, '$')`,
  json: (json) => json,
};

/**
 * The tables and the aggregates that a catalogue needs, collected while its conditions are said in SQL: a column is taken out
 * of the JSON once, when the tables are loaded, and equal aggregates are computed once.
 */
export class SqlPlan {
  readonly until: number;
  readonly currency: string;
  readonly #columns = { events: new Map<string, string>(), items: new Map<string, string>() };
  readonly #aggregates = { events: new Map<string, string>(), items: new Map<string, string>() };

  constructor({ until, currency }: { readonly until: number; readonly currency: string }) {
    this.until = until;
    this.currency = currency;
  }

  /** A field of the event's detail; of an element first, and of its event where that has none. */
  field(rows: Rows, path: string, kind: Kind): Value {
    const ofEvent = jsonAt('detail', path);
    const json = rows === 'items' ? `coalesce(${jsonAt('item', path)}, ${ofEvent})` : ofEvent;
    return this.column(rows, `${path} ${kind}`, { sql: takenAs[kind](json), kind });
  }

  /** A column that is computed from `type`, `detail` and, of elements, `item` when the table is loaded. */
  column(rows: Rows, name: string, { sql, kind }: Value): Value {
    this.#columns[rows].set(name, sql);
    return { sql: quoted(name), kind };
  }

  /** An aggregate over a person's rows. */
  aggregate(rows: Rows, { sql, kind }: Value): Value {
    const known = this.#aggregates[rows];
    const name = known.get(sql) ?? `${rows} ${known.size}`;
    known.set(sql, name);
    return { sql: quoted(name), kind };
  }

  columnsOf(rows: Rows): readonly string[] {
    return [...this.#columns[rows]].map(([name, sql]) => `${sql} AS ${quoted(name)}`);
  }

  aggregatesOf(rows: Rows): readonly string[] {
    return [...this.#aggregates[rows]].map(([sql, name]) => `${sql} AS ${quoted(name)}`);
  }
}
