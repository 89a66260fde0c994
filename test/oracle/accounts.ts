import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import type { Catalogue } from './catalogue.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { OracleResult } from './result.ts';

export interface Input {
  readonly catalogue: Catalogue;
  readonly lines: readonly string[];
  readonly until?: string;
}

/** What both say, in a form in which equal is equal: changes by person, profiles by person, numbers without their last digits. */
export interface Account {
  readonly changes: Record<string, unknown[]>;
  readonly erased: unknown[];
  readonly profiles: Record<string, unknown>;
  readonly quarantine: unknown[];
  readonly summary: unknown;
}

export const nameOf = ({ customerId, anonymousId }: Fields): string =>
  typeof customerId === 'string' ? `customer ${customerId}` : `visitor ${String(anonymousId)}`;

/** Sums may be taken in any order, and a quotient of quotients may end in another digit. */
const rounded = (value: unknown): unknown => {
  // JSON knows no negative zero.
  if (typeof value === 'number') return Number.isInteger(value) ? value + 0 : Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(rounded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, rounded(element)]));
};

const byPerson = <Said>(said: readonly Said[], idsOf: (one: Said) => Fields): Record<string, Said[]> => {
  const people: Record<string, Said[]> = {};
  for (const one of said) (people[nameOf(idsOf(one))] ??= []).push(one);
  return people;
};

/** What the oracle says. */
export const ofOracle = ({ changes, erased, profiles, quarantine, summary }: OracleResult): Account => ({
  changes: byPerson(
    changes.map(({ person, tolerated: _tolerated, ...change }) => ({
      ...person,
      ...change,
      traits: rounded(change.traits),
    })),
    (change) => change,
  ),
  erased: erased.map(({ person, erasedAt }) => ({ ...person, erasedAt })),
  profiles: Object.fromEntries(
    profiles.map(({ tolerated: _tolerated, ...profile }) => [nameOf({ ...profile }), rounded(profile)]),
  ),
  quarantine: [...quarantine],
  summary,
});

const readLines = async (file: string): Promise<Fields[]> => {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Fields => JSON.parse(line));
};

const changeOf = (detail: Fields, status: string): Fields => {
  const { changeId: _id, status: _status, segment, decidedAt: _decidedAt, because: _because, ...rest } = detail;
  const { nextReviewAt: _next, ...change } = rest;
  return {
    ...change,
    status,
    segment: isObject(segment) ? segment['key'] : segment,
    traits: rounded(change['traits']),
  };
};

/** Runs the pipeline itself and reads what it wrote into `out`. */
const replayInto = async (out: string, { catalogue, lines, until }: Input) => {
  const events = async function* (): AsyncIterable<readonly string[]> {
    yield lines;
  };
  const {
    elapsedMs: _ms,
    eventsPerSecond: _rate,
    // Hints at what may have been meant otherwise: the contract says nothing of them.
    linksToCustomers: _links,
    otherCurrencies: _currencies,
    unknownFields: _unknown,
    ...summary
  } = await replay({
    catalogue: compile(catalogue),
    events: events(),
    out,
    until: until === undefined ? undefined : Date.parse(until),
    stopwatch: () => 0,
  });
  const [entries = [], profiles = [], quarantine = []] = await Promise.all(
    ['changes', 'profiles', 'quarantine'].map((name) => readLines(join(out, `${name}.jsonl`))),
  );
  return { entries, profiles, quarantine, summary };
};

type Written = Awaited<ReturnType<typeof replayInto>>;

const accountOf = ({ entries, profiles, quarantine, summary }: Written): Account => {
  const details = entries.map((entry) => ({ type: String(entry['detail-type']), detail: Object(entry['detail']) }));
  const [erasures, changes] = [true, false].map((isErasure) =>
    details.filter(({ type }) => (type === 'ProfileErased') === isErasure),
  );
  return {
    changes: byPerson(
      (changes ?? []).map(({ type, detail }) => changeOf(detail, type === 'SegmentEntered' ? 'entered' : 'exited')),
      (change) => change,
    ),
    erased: (erasures ?? []).map(({ detail: { receiptId: _receipt, ...erased } }) => erased),
    profiles: Object.fromEntries(
      profiles.map(({ nextReviewAt: _next, ...profile }) => [nameOf(profile), rounded(profile)]),
    ),
    quarantine: quarantine.map(({ line, reason }) => ({ line, reason })),
    summary,
  };
};

/** What the pipeline brings about, and when it looks at everybody again; it writes into a folder of its own. */
export const realAccount = async (out: string, input: Input): Promise<Account & { readonly next: Fields }> => {
  const written = await replayInto(out, input);
  const next = Object.fromEntries(written.profiles.map((profile) => [nameOf(profile), profile['nextReviewAt']]));
  return { ...accountOf(written), next };
};
