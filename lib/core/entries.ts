/** V8 keeps an object to which more keys were assigned one by one as a slow dictionary, which takes ten times as long to copy (docs/decisions/0026). */
const mostAssigned = 12;

/** Adds an entry behind the others of a record, and returns the record to go on with: this one or, of a large one, a copy. */
export const addEntry = <Value>(entries: Record<string, Value>, key: string, value: Value): Record<string, Value> => {
  if (Object.keys(entries).length >= mostAssigned) return { ...entries, [key]: value };
  entries[key] = value;
  return entries;
};

/** A record without one of its entries. A key that is deleted makes a slow dictionary, too. */
export const withoutEntry = <Value>(entries: Readonly<Record<string, Value>>, key: string): Record<string, Value> => {
  const { [key]: _, ...others } = entries;
  return others;
};
