import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPerson, NothingToExplainError } from '#lib/use-cases/explain/explain-person.ts';
import type { Explanation } from '#lib/use-cases/explain/explanation.ts';
import { personOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { nodeHolds } from '#lib/core/segments/compile/node.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { arbitraryStream, uncorrectedStream, type Stream } from '#test/support/arbitrary-events.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { runs } from '#test/support/runs.ts';

const timeOf = (line = ''): number => {
  try {
    return Date.parse(String(Object(JSON.parse(line)).time));
  } catch {
    return Number.NaN;
  }
};

/** Lines in order of arrival: which of two customers links a visitor first is else a matter of the order of lines. */
const inOrder = (lines: readonly string[]): readonly string[] =>
  lines.filter((line) => !Number.isNaN(timeOf(line))).sort((one, other) => timeOf(one) - timeOf(other));

const ordered = (streams: fc.Arbitrary<Stream>) =>
  streams.map(({ lines, until }) => ({ lines: inOrder(lines), until })).filter(({ lines }) => lines.length > 0);

/** Everybody whom there is something to tell of at an instant. */
const explainEverybody = async (store: EmbeddedStore, catalogue: Catalogue, at?: Instant) => {
  const explained: Explanation[] = [];
  for (const person of await Array.fromAsync(allPersons(store))) {
    const one = await explainPerson({ store, catalogue }, { person, at }).catch((error: unknown) => {
      if (error instanceof NothingToExplainError) return undefined;
      throw error;
    });
    if (one?.kind === 'explained') explained.push(one);
  }
  return explained;
};

const subjectOf = (explanation: Explanation): PersonKey => personOf(explanation);

const toldOf = (explanation: Explanation) => ({
  person: subjectOf(explanation),
  notes: explanation.notes,
  segments: explanation.segments.map(({ key, since, condition, change, notes }) => ({
    key,
    since,
    holds: condition.holds,
    hasEntered: change?.status === 'entered',
    notes,
  })),
});

/** What a replay up to an instant has left of one person. */
const leftOf = async (store: EmbeddedStore, catalogue: Catalogue, [person, at]: readonly [PersonKey, Instant]) => {
  const { record } = await store.load(person, []);
  if (record?.kind !== 'profile') return { person };
  const { state } = record;
  const segments = catalogue.segments.toSorted((one, other) => one.index - other.index);
  return {
    person,
    notes: [],
    segments: segments.map(({ key, condition }) => {
      const enteredAt = Object.hasOwn(state.memberships, key) ? state.memberships[key] : undefined;
      return {
        key,
        since: enteredAt === undefined ? null : formatInstant(enteredAt),
        holds: nodeHolds(condition, state, at),
        hasEntered: enteredAt !== undefined,
        notes: [],
      };
    }),
  };
};

const historiesIn = async (store: EmbeddedStore): Promise<ReadonlyMap<PersonKey, readonly ChangeRow[]>> => {
  const histories = new Map<PersonKey, readonly ChangeRow[]>();
  for await (const person of allPersons(store)) histories.set(person, await Array.fromAsync(store.history(person)));
  return histories;
};

/** The first change of each segment after an instant, as it then happened. */
const happenedAfter = (history: readonly ChangeRow[], { asOf, segments }: Explanation, person: PersonKey) => {
  const later = history
    .filter((row) => row.person === person && row.effectiveAt > asOf)
    .flatMap(({ effectiveAt, changes }) => changes.map((change) => ({ effectiveAt, ...change })))
    .sort((one, other) => one.sequence - other.sequence);
  return segments.map(({ key }) => {
    const turn = later.find(({ segment }) => segment.key === key);
    return turn === undefined ? [key, null] : [key, { at: turn.effectiveAt, status: turn.status }];
  });
};

describe('explainPerson()', () => {
  test('tells of an instant of the past what a replay up to it leaves', async () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    await fc.assert(
      fc.asyncProperty(
        arbitraryCatalogue,
        ordered(uncorrectedStream),
        share,
        async (source, { lines, until }, part) => {
          const catalogue = compile(source);
          const [first, last] = [timeOf(lines[0]), until === undefined ? timeOf(lines.at(-1)) : Date.parse(until)];
          const at = Math.floor(first + part * (last - first));
          const explained = await withReplayed({ catalogue, lines, until }, (store) =>
            explainEverybody(store, catalogue, at),
          );
          const then = lines.filter((line) => timeOf(line) <= at);
          await withReplayed({ catalogue, lines: then, until: formatInstant(at) }, async (store) => {
            for (const one of explained) {
              expect(toldOf(one)).toEqual(await leftOf(store, catalogue, [subjectOf(one), at]));
            }
          });
        },
      ),
      runs(60),
    );
  });

  test('foretells the change that time brings, and none before it', async () => {
    const until = '2100-01-01T00:00:00.000Z';
    await fc.assert(
      fc.asyncProperty(arbitraryCatalogue, ordered(arbitraryStream), async (source, { lines }) => {
        const catalogue = compile(source);
        const explained = await withReplayed({ catalogue, lines }, (store) => explainEverybody(store, catalogue));
        const happened = await withReplayed({ catalogue, lines, until }, historiesIn);
        for (const one of explained) {
          const person = subjectOf(one);
          const foretold = one.segments.map(({ key, next }) => [key, next && next.at > until ? null : next]);
          expect(foretold).toEqual(happenedAfter(happened.get(person) ?? [], one, person));
        }
      }),
      runs(60),
    );
  });
});
