import { noPauses } from '#lib/ports/backoff.ts';
import { BurstCount } from '#lib/tools/cost/burst-count.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { planCatalogue } from '#lib/use-cases/plan/plan-catalogue.ts';
import { planPerson, type PlanDeps, type PersonPlan } from '#lib/use-cases/plan/plan-person.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { allPersons, latestClock } from '#lib/ports/store/all-persons.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { arbitraryCatalogue } from '#test/support/arbitrary-catalogue.ts';
import { arbitraryStream } from '#test/support/arbitrary-events.ts';
import { quietly } from '#test/support/quietly.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { runs } from '#test/support/runs.ts';

const membersIn = async (store: CustomerStore, person: PersonKey): Promise<readonly string[]> => {
  const { record } = await store.load(person, []);
  return record?.kind === 'profile' ? Object.keys(record.state.memberships).sort() : [];
};

type Decided = Pick<PersonPlan, 'person' | 'before' | 'after' | 'changes' | 'published' | 'quiet'>;

const byKey = (one: { readonly key: string }, other: { readonly key: string }): number =>
  one.key < other.key ? -1 : 1;

const sorted = ({ person, before, after, changes, published, quiet }: Decided): Decided => ({
  person,
  before: [...before].sort(),
  after: [...after].sort(),
  changes: [...changes].sort(byKey),
  published,
  quiet,
});

const ownRows = async (store: CustomerStore, person: PersonKey) =>
  (await Array.fromAsync(store.history(person))).filter((row) => row.person === person);

/** What the touch of a pass really does to one person. */
const touched = async (
  { store, catalogue, at }: PlanDeps & { store: CustomerStore },
  person: PersonKey,
): Promise<Decided> => {
  const before = await membersIn(store, person);
  const known = (await ownRows(store, person)).length;
  await reviewCustomer({ store, catalogue, now: () => at, ...noPauses }, person, { at });
  const rows = (await ownRows(store, person)).slice(known);
  const published = rows.flatMap((row) => row.changes);
  const quiet = rows.flatMap((row) => row.quiet ?? []);
  const changes = [...published, ...quiet].map(({ segment, status, because }) => ({
    key: segment.key,
    status,
    because,
  }));
  const after = await membersIn(store, person);
  return sorted({ person, before, after, changes, published: published.length, quiet: quiet.length });
};

const count = (people: readonly Decided[], holds: (one: Decided) => boolean): number => people.filter(holds).length;

const segmentsAsDone = (people: readonly Decided[], keys: readonly string[]) =>
  keys.map((key) => ({
    key,
    before: count(people, ({ before }) => before.includes(key)),
    after: count(people, ({ after }) => after.includes(key)),
    entering: count(people, ({ changes }) =>
      changes.some((change) => change.key === key && change.status === 'entered'),
    ),
    leaving: count(people, ({ changes }) => changes.some((change) => change.key === key && change.status === 'exited')),
  }));

const overlapsAsDone = (people: readonly Decided[], { overlaps }: Plan) =>
  overlaps.map(({ segments: [one, other] }) =>
    count(people, ({ after }) => after.includes(one) && after.includes(other)),
  );

describe('planCatalogue()', () => {
  test('says of each person, and of all, what the backfill then does', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCatalogue, quietly, arbitraryStream, async (before, after, { lines, until }) => {
        const [against, catalogue] = [compile(before), compile(after)];
        await withReplayed({ catalogue: against, lines, until }, async (store) => {
          const deps = { store, catalogue, at: await latestClock(store) };
          const people = await Array.fromAsync(allPersons(store));
          const plan = await planCatalogue({ ...deps, against, burst: new BurstCount() });
          const planned = await Promise.all(people.map((person) => planPerson(deps, person)));
          const done: Decided[] = [];
          for (const person of people) done.push(await touched(deps, person));
          expect(planned.flatMap((one) => (one ? [sorted(one)] : []))).toEqual(done);
          const keys = plan.segments.map(({ key }) => key);
          expect(plan.segments).toMatchObject(segmentsAsDone(done, keys));
          expect(plan.overlaps.map(({ members }) => members)).toEqual(overlapsAsDone(done, plan));
          expect(plan.burst).toMatchObject({
            entries: done.reduce((sum, { published }) => sum + published, 0),
            quiet: done.reduce((sum, { quiet }) => sum + quiet, 0),
          });
          // Nothing is left to do.
          const { burst } = await planCatalogue({ ...deps, against, burst: new BurstCount() });
          expect(burst).toMatchObject({ profiles: 0, entries: 0, quiet: 0 });
        });
      }),
      runs(40),
    );
  });
});
