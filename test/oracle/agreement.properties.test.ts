import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { replay } from '#lib/tools/replay/replay.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { arbitraryStream } from '#test/support/arbitrary-events.ts';
import { damages } from '#test/support/damage.ts';
import { wholeDetails } from '#test/support/whole-details.ts';
import type { Catalogue, Condition } from './catalogue.ts';
import { evaluate } from './evaluate.ts';
import { isObject, type Fields } from './event-forms.ts';
import type { OracleResult } from './result.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { runs } from '#test/support/runs.ts';

interface Input {
  readonly catalogue: Catalogue;
  readonly lines: readonly string[];
  readonly until?: string;
}

/** What both say, in a form in which equal is equal: changes by person, profiles by person, numbers without their last digits. */
interface Account {
  readonly changes: Record<string, unknown[]>;
  readonly erased: unknown[];
  readonly profiles: Record<string, unknown>;
  readonly quarantine: unknown[];
  readonly summary: unknown;
}

const nameOf = ({ customerId, anonymousId }: Fields): string =>
  typeof customerId === 'string' ? `customer ${customerId}` : `visitor ${String(anonymousId)}`;

/** Sums may be taken in any order, and a quotient of quotients may end in another digit. */
const rounded = (value: unknown): unknown => {
  if (typeof value === 'number') return Number.isInteger(value) ? value : Number(value.toPrecision(12));
  if (Array.isArray(value)) return value.map(rounded);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, element]) => [key, rounded(element)]));
};

const byPerson = <Said>(said: readonly Said[], idsOf: (one: Said) => Fields): Record<string, Said[]> => {
  const people: Record<string, Said[]> = {};
  for (const one of said) (people[nameOf(idsOf(one))] ??= []).push(one);
  return people;
};

const ofOracle = ({ changes, erased, profiles, quarantine, summary }: OracleResult): Account => ({
  changes: byPerson(
    changes.map(({ person, ...change }) => ({ ...person, ...change, traits: rounded(change.traits) })),
    (change) => change,
  ),
  erased: erased.map(({ person, erasedAt }) => ({ ...person, erasedAt })),
  profiles: Object.fromEntries(profiles.map((profile) => [nameOf({ ...profile }), rounded(profile)])),
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

/** What the pipeline brings about, and when it looks at everybody again. Each run writes into a folder of its own. */
const ofReplay = async (input: Input): Promise<Account & { readonly next: Fields }> => {
  const written = await inNewFolder((out) => replayInto(out, input));
  const next = Object.fromEntries(written.profiles.map((profile) => [nameOf(profile), profile['nextReviewAt']]));
  return { ...accountOf(written), next };
};

/** What replay brought about, beside what it must. */
const both = async (input: Input): Promise<{ readonly real: Account; readonly expected: Account }> => {
  const { next: _next, ...real } = await ofReplay(input);
  return { real, expected: ofOracle(evaluate(input)) };
};

/** The first change of everybody after an instant, if time runs on for two more years. */
const firstChangesAfter = (input: Input, end: string): Record<string, string> => {
  const until = new Date(Date.parse(end) + 2 * 366 * 86_400_000).toISOString();
  const later = evaluate({ ...input, until }).changes.filter(({ effectiveAt }) => effectiveAt > end);
  return Object.fromEntries(later.toReversed().map(({ person, effectiveAt }) => [nameOf({ ...person }), effectiveAt]));
};

const input: fc.Arbitrary<Input> = fc
  .tuple(arbitraryCatalogue, arbitraryStream)
  .map(([catalogue, stream]) => ({ catalogue, ...stream }));

describe('replay()', () => {
  test('brings about what the contract says, on any catalogue and events', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { real, expected } = await both(drawn);
      expect(real).toEqual(expected);
    });
    await fc.assert(property, runs(250));
  });

  test('looks again no later than the next change that time alone brings', async () => {
    const property = fc.asyncProperty(input, async (drawn) => {
      const { next, profiles } = await ofReplay(drawn);
      const [profile] = Object.values(profiles);
      if (!isObject(profile)) return;
      for (const [person, first] of Object.entries(firstChangesAfter(drawn, String(profile['asOf'])))) {
        expect([person, String(next[person]) <= first, next[person] !== null]).toEqual([person, true, true]);
      }
    });
    await fc.assert(property, runs(60));
  });

  test('refuses what the contract refuses and takes everything else, of every type', async () => {
    const times = { time: '2027-03-01T00:00:00.000Z', source: 'shop.test' };
    const lines = Object.entries(wholeDetails).flatMap(([type, detail]) =>
      Object.values(damages).map((damage, index) => {
        const customerId = type === 'ErasureRequested' ? `erased-${index}` : detail['customerId'];
        const header = { eventId: `${type}-${index}`, occurredAt: times.time };
        return damage({ ...times, 'detail-type': type, detail: { ...detail, ...header, customerId } });
      }),
    );
    const { real, expected } = await both({ catalogue: { currency: 'GBP', segments: [] }, lines });
    expect(real).toEqual(expected);
  });

  test('counts, ranks and orders exactly where a window holds more than 256 events', async () => {
    const is: Record<string, Condition> = {
      count: { performed: 'VisitMade', within: 'P1D', times: { gte: 300 } },
      few: { performed: 'VisitMade', within: 'P1D', times: { lt: 3 } },
      distinct: { performed: 'VisitMade', within: 'P1D', uniqueCount: 'path', is: { gte: 270 } },
      // 45 of them: past 256, the first may be that of an event nearby.
      first: {
        performed: 'VisitMade',
        within: 'P1D',
        where: { category: { eq: 'category 3' } },
        first: 'path',
        is: { eq: '/30' },
      },
      last: {
        performed: 'VisitMade',
        within: 'P1D',
        where: { path: { ne: '/399' } },
        last: 'path',
        is: { eq: '/398' },
      },
      ever: { performed: 'VisitMade', sum: 'durationSeconds', is: { gte: 500 } },
      longest: { performed: 'VisitMade', max: 'durationSeconds', is: { gte: 3 } },
      sessions: { trait: 'visits.sessions', is: { gte: 290 } },
    };
    const minute = 60_000;
    const start = Date.parse('2027-03-01T00:00:00Z');
    const lines = Array.from({ length: 400 }, (_, index) => {
      const detail = {
        eventId: `e${index}`,
        customerId: 'ann',
        // Every seventh comes an hour late.
        occurredAt: new Date(start + index * 4 * minute - (index % 7 === 0 ? 60 * minute : 0)).toISOString(),
        path: `/${index}`,
        category: `category ${index % 9}`,
        sessionId: `s${index % 300}`,
        durationSeconds: (index % 4) + 0.5,
      };
      const time = new Date(start + index * 4 * minute).toISOString();
      return JSON.stringify({ time, source: 'shop.test', 'detail-type': 'VisitMade', detail });
    });
    const topics = Array.from({ length: 12 }, (_, index) => `topic ${index % 11}`);
    const said = { eventId: 'said', customerId: 'ann', occurredAt: '2027-03-01T00:00:00Z', kind: 'chat', topics };
    const time = '2027-03-02T12:00:00Z';
    lines.push(JSON.stringify({ time, source: 'shop.test', 'detail-type': 'FeedbackGiven', detail: said }));
    const segments = Object.entries(is).map(([key, when]) => ({ key, name: key, when }));
    const until = '2027-03-05T00:00:00.000Z';
    const { real, expected } = await both({ catalogue: { currency: 'GBP', segments }, lines, until });
    expect(new Set(real.changes['customer ann']?.map((change) => Object(change).segment)).size).toBe(segments.length);
    expect(real).toEqual(expected);
  });
});
