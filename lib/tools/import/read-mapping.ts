import { parseJson } from '../files/parse-json.ts';
import { readText } from '../files/read-text.ts';
import { cellReferences, rowJoins, valuesOf } from './cell-references.ts';
import { mappingSchema, type Mapping, type Rule, type TableMapping } from './mapping.ts';
import { MappingError } from './mapping-error.ts';
import { refusalOf } from './mapping-refusal.ts';
import { isJoined } from './table.ts';

type TableMappings = Readonly<Record<string, TableMapping>>;

const isParts = (table: TableMapping | undefined): boolean => table?.parts !== undefined;

const mainOf = (tables: TableMappings): string => {
  const names = Object.keys(tables).filter((name) => tables[name]?.file === undefined && !isParts(tables[name]));
  const [main] = names;
  if (main === undefined || names.length > 1)
    throw new MappingError('tables', names, 'tables of which exactly one has no `file`: the one that --from names');
  return main;
};

/** Checks that a table exists and has a key to look up rows by. */
const checkJoin = (tables: TableMappings, name: string, at: string): void => {
  if (!Object.hasOwn(tables, name))
    throw new MappingError(at, name, `one of the tables ${Object.keys(tables).join(', ')}`);
  if (tables[name]?.key === undefined)
    throw new MappingError(`tables.${name}.key`, undefined, `given, because ${at} looks up rows by it`);
};

const checkRows = (tables: TableMappings, rows: string, at: string): void => {
  if (!Object.hasOwn(tables, rows))
    throw new MappingError(at, rows, `one of the tables ${Object.keys(tables).join(', ')}`);
};

/** Checks that parts are of the rows of a file, to which a key leads. */
const checkParts = (tables: TableMappings, name: string): void => {
  const { parts, key, file } = tables[name] ?? {};
  if (parts === undefined) return;
  const at = `tables.${name}`;
  const files = Object.keys(tables).filter((other) => !isParts(tables[other]));
  if (!files.includes(parts.of))
    throw new MappingError(`${at}.parts.of`, parts.of, `one of the tables ${files.join(', ')}`);
  if (key === undefined)
    throw new MappingError(`${at}.key`, undefined, `given: the column of ${parts.of} that tells its rows`);
  if (file !== undefined) throw new MappingError(`${at}.file`, file, 'absent where there are `parts`');
};

const needsCurrency = ({ currency, detail = {} }: Rule): boolean =>
  currency === undefined && valuesOf(detail).some(({ kind }) => kind === 'money' || kind === 'sum');

const checkRule = ({ tables, main }: Mapping, rule: Rule, at: string): void => {
  checkRows(tables, rule.rows ?? main, `${at}.rows`);
  if (rule.otherwise !== undefined && rule.when === undefined)
    throw new MappingError(`${at}.when`, undefined, 'given where there is `otherwise`');
  if (needsCurrency(rule)) throw new MappingError(`${at}.currency`, undefined, 'given where there is money');
};

/** The tables in which a mapping looks up rows, with the places where it does. */
const joinsOf = (mapping: Mapping): readonly { readonly table: string; readonly at: string }[] => {
  const known = { has: (name: string) => Object.hasOwn(mapping.tables, name) };
  const byPath = cellReferences(mapping)
    .filter(({ path }) => isJoined(known, path))
    .flatMap(({ path, at }) => path.segments.slice(0, -1).map((table) => ({ table, at })));
  const over = rowJoins(mapping).map(({ to, at }) => ({ table: to, at }));
  return [...over, ...byPath];
};

/**
 * Reads a mapping from its JSON.
 *
 * @throws {MappingError} with the path of the first fault, what was seen and what was expected.
 */
export const parseMapping = (json: unknown): Mapping => {
  const { success, data, error } = mappingSchema.safeParse(json);
  if (!success) throw refusalOf(json, error);
  const { source, events, tables = { rows: {} } } = data;
  const mapping: Mapping = { source, events, tables, main: mainOf(tables) };
  for (const name of Object.keys(tables)) checkParts(tables, name);
  for (const [index, rule] of events.entries()) checkRule(mapping, rule, `events.${index}`);
  for (const { table, at } of joinsOf(mapping)) checkJoin(tables, table, at);
  return mapping;
};

/**
 * Reads a mapping from its file.
 *
 * @throws {MappingError} as `parseMapping` does, and when the file is not JSON; the file system's errors, naming the file.
 */
export const loadMapping = async (file: string): Promise<Mapping> => {
  const text = await readText(file);
  try {
    return parseMapping(parseJson(text));
  } catch (error) {
    if (error instanceof SyntaxError) throw new MappingError('', text.slice(0, 80), `JSON (${error.message})`);
    throw error;
  }
};
