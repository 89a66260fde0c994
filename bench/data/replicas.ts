interface Entry {
  readonly detail: { readonly customerId?: string; readonly anonymousId?: string };
}

/** An entry with a suffix to its ids, so that it belongs to another person. */
const anothers = (entry: Entry, suffix: string): string => {
  const { customerId, anonymousId } = entry.detail;
  const ids = {
    ...(customerId !== undefined && { customerId: `${customerId}${suffix}` }),
    ...(anonymousId !== undefined && { anonymousId: `${anonymousId}${suffix}` }),
  };
  return JSON.stringify({ ...entry, detail: { ...entry.detail, ...ids } });
};

/** Repeats every line `times` times, each time for another person; the first keeps its id. The order of time stays. */
export const replicas = function* (lines: Iterable<string>, times: number): Generator<string, void> {
  for (const line of lines) {
    yield line;
    if (times < 2) continue;
    const entry = JSON.parse(line) as Entry;
    for (let copy = 2; copy <= times; copy += 1) yield anothers(entry, `.r${copy}`);
  }
};
