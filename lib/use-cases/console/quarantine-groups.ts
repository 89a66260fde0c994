import { refusalReasons, type RefusalReason } from '#events/accept-entry.ts';
import { isRecord } from '#events/is-record.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import { shownRefusal } from '../intake/shown-refusal.ts';

/** Entries that were refused for one reason, in one field, of one producer. */
interface Group {
  readonly reason: RefusalReason;
  readonly field: string;
  readonly rule: string;
  /** Null where the entry does not say. */
  readonly source: string | null;
  readonly type: string | null;
  entries: number;
  firstAt: Instant;
  lastAt: Instant;
  /** The latest of them. */
  example: QuarantineEntry;
}

const textIn = (json: Readonly<Record<string, unknown>>, name: string): string | null => {
  const text = json[name];
  return typeof text === 'string' ? text : null;
};

/** The producer and the kind of an entry, where they can be read. */
const saidBy = (entry: string): Pick<Group, 'source' | 'type'> => {
  try {
    const json: unknown = JSON.parse(entry);
    return isRecord(json)
      ? { source: textIn(json, 'source'), type: textIn(json, 'detail-type') }
      : { source: null, type: null };
  } catch {
    return { source: null, type: null };
  }
};

/** What entries of one fault have in common: neither a place in a list, nor the instant that a rule names at its end. */
const faultOf = ({ field, rule }: QuarantineEntry): Pick<Group, 'field' | 'rule'> => ({
  field: field.replaceAll(/\.\d+(?=\.|$)/g, ''),
  rule: rule.replace(/ \([^()]*\d{4}-\d\d-\d\dT[^()]*\)$/, ''),
});

const addTo = (groups: Map<string, Group>, entry: QuarantineEntry): void => {
  const { reason, arrivedAt } = entry;
  const own = { reason, ...faultOf(entry), ...saidBy(entry.entry) };
  const key = JSON.stringify(own);
  const group = groups.get(key) ?? { ...own, entries: 0, firstAt: arrivedAt, lastAt: arrivedAt, example: entry };
  group.entries += 1;
  group.firstAt = Math.min(group.firstAt, arrivedAt);
  if (arrivedAt >= group.lastAt) Object.assign(group, { lastAt: arrivedAt, example: entry });
  groups.set(key, group);
};

/** What was refused, told together by reason, field and producer, most first. */
interface QuarantineGroups {
  readonly entries: number;
  /** False where there are more than were looked at. */
  readonly complete: boolean;
  readonly groups: readonly Readonly<Group>[];
}

/** Every refused entry, one reason after the other. */
async function* everyEntry(store: Pick<CustomerStore, 'quarantinedAfter'>): AsyncIterable<QuarantineEntry> {
  for (const reason of refusalReasons) for await (const { entry } of store.quarantinedAfter(reason)) yield entry;
}

/** @param most - how many entries are looked at. */
export const quarantineGroups = async (
  store: Pick<CustomerStore, 'quarantinedAfter'>,
  most: number,
): Promise<QuarantineGroups> => {
  const groups = new Map<string, Group>();
  let [entries, complete] = [0, true];
  for await (const entry of everyEntry(store)) {
    complete = entries < most;
    if (!complete) break;
    entries += 1;
    addTo(groups, entry);
  }
  return { entries, complete, groups: [...groups.values()].sort((one, other) => other.entries - one.entries) };
};

/** A group as the console shows it. */
export const shownGroup = ({ firstAt, lastAt, example, ...group }: Readonly<Group>) => ({
  ...group,
  firstAt: formatInstant(firstAt),
  lastAt: formatInstant(lastAt),
  canRedrive: group.reason !== 'erased',
  example: shownRefusal(example),
});
