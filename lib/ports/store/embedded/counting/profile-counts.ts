import type { DatabaseSync } from 'node:sqlite';
import { setImmediate as othersTurn } from 'node:timers/promises';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { writesSeen } from '../open-database.ts';
import { firstRow, rows } from '../rows.ts';

/** What is counted of the profiles. */
export interface ProfileCounts {
  /** How many there are. */
  readonly people: number;
  /** The members of each segment that has any. */
  readonly members: ReadonlyMap<string, number>;
}

/** So many are counted at once: some 10 ms. */
const atOnce = 2000;

interface ProfileRow {
  readonly body: string;
}

/** How the memberships of a profile are written: by the keys of their segments, the instants of the entries. */
const memberships = '"memberships":{';

/** What a shop says of somebody is in here, and may look like anything. */
const profile = '"profile":';

const entry = /"([^"]+)":/g;

/** The segments of a profile, without parsing all of it where it is written in the usual order. */
const segmentsIn = ({ body }: ProfileRow): readonly string[] => {
  const at = body.indexOf(memberships);
  if (at === -1 || body.lastIndexOf(profile, at) !== -1)
    return Object.keys((JSON.parse(body) as Pick<CustomerState, 'memberships'>).memberships);
  const begin = at + memberships.length;
  return Array.from(body.slice(begin, body.indexOf('}', begin)).matchAll(entry), ([, key = '']) => key);
};

/** Counts the profiles in the order in which they lie in the file, which is several times faster than by their keys. */
const counting = (database: DatabaseSync) => {
  const last = firstRow<{ readonly last: number | null }>(database.prepare('SELECT max(rowid) AS last FROM person'));
  const page = rows<ProfileRow>(
    database.prepare("SELECT body FROM person WHERE kind = 'profile' AND rowid > ? AND rowid <= ?"),
  );

  /** Counts, and stops after each page. */
  return function* pages(): Generator<void, ProfileCounts> {
    const members = new Map<string, number>();
    const end = last()?.last ?? 0;
    let people = 0;
    for (let from = 0; from < end; from += atOnce) {
      const profiles = page(from, from + atOnce);
      people += profiles.length;
      for (const segment of profiles.flatMap(segmentsIn)) members.set(segment, (members.get(segment) ?? 0) + 1);
      yield;
    }
    return { people, members };
  };
};

/** The number of profiles and the sizes of segments, counted again when something was written since. */
export const profileCounts = (database: DatabaseSync) => {
  const pages = counting(database);
  let latest: { readonly writes: number; readonly counts: Promise<ProfileCounts>; found?: ProfileCounts } | undefined;

  const inOneGo = (): ProfileCounts => {
    const all = pages();
    let page = all.next();
    while (!page.done) page = all.next();
    return page.value;
  };

  /** Where something is written in between, everything is counted in one go, so that it is of one instant. */
  const count = async (writes: number): Promise<ProfileCounts> => {
    const some = pages();
    let page = some.next();
    while (!page.done) {
      await othersTurn();
      if (writesSeen(database) !== writes) return inOneGo();
      page = some.next();
    }
    return page.value;
  };

  return {
    counts: async (): Promise<ProfileCounts> => {
      const writes = writesSeen(database);
      if (latest?.writes !== writes) latest = { writes, counts: count(writes) };
      const asked = latest;
      asked.found = await asked.counts;
      return asked.found;
    },
    /** Takes what was counted of these very profiles before. */
    resume: (found: ProfileCounts): void => {
      latest = { writes: writesSeen(database), counts: Promise.resolve(found), found };
    },
    /** The counts where they need no counting. */
    atHand: (): ProfileCounts | undefined => (latest?.writes === writesSeen(database) ? latest.found : undefined),
  };
};
