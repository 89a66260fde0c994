import { chanceFrom, type Chance } from '#lib/core/chance.ts';
import type {
  BusEntry,
  ConsumerOptions,
  RecordedChange,
  SegmentChange,
  SegmentChangeConsumer,
} from '#lib/tools/consume/consume.ts';
import type { Surroundings } from '#lib/tools/consume/change-consumer.ts';
import { personOf, type Told } from './demo-changes.ts';

/** Makes the consumer under test. */
export type Consume = (options: ConsumerOptions, surroundings: Surroundings) => SegmentChangeConsumer;

const lost = 0.01;
const doubled = 0.2;
const farthest = 3_000;

const changeOf = ({ detail }: BusEntry): SegmentChange => detail as SegmentChange;
const isChange = (entry: BusEntry): boolean => entry['detail-type'] !== 'ProfileErased';

/** Who is in which segment after some entries, as `person segment sequence` of the entry. */
const membersAfter = (entries: readonly BusEntry[]): ReadonlyMap<string, BusEntry> => {
  const members = new Map<string, BusEntry>();
  for (const entry of entries.filter(isChange)) {
    const { segment, status } = changeOf(entry);
    const name = `${personOf(entry)} ${segment.key}`;
    if (status === 'entered') members.set(name, entry);
    else members.delete(name);
  }
  return members;
};

const frame = (type: string): BusEntry => ({ source: 'patron', 'detail-type': type, detail: { runId: 'run-1' } });

/** The members that `announce` finds at a moment, with the frame around them. */
const snapshotOf = (entries: readonly BusEntry[]): readonly BusEntry[] => {
  const members = [...membersAfter(entries).values()].map((entry): BusEntry => ({
    source: 'patron',
    'detail-type': 'SegmentMember',
    detail: { ...changeOf(entry), origin: 'snapshot', runId: 'run-1' },
  }));
  return [frame('SnapshotStarted'), ...members, frame('SnapshotFinished')];
};

/** Mixes people's entries as time would, each person's in their order. */
const interleaved = (people: readonly Told[], chance: Chance): readonly BusEntry[] =>
  people
    .flatMap(({ entries }) => entries.map((entry, index) => ({ entry, at: (index + chance()) / entries.length })))
    .toSorted((one, other) => one.at - other.at)
    .map(({ entry }) => entry);

/** What comes out of the bus: 1 % lost, 20 % doubled, up to 3,000 places from where it was; a snapshot's members somewhere in it. */
const delivered = (said: readonly BusEntry[], chance: Chance): readonly BusEntry[] => {
  const moment = Math.floor(chance() * said.length);
  const live = said.map((entry, place) => ({ entry, place })).filter(() => chance() >= lost);
  const twice = live.filter(() => chance() < doubled);
  const snapshot = snapshotOf(said.slice(0, moment)).map((entry) => ({ entry, place: moment }));
  return [...live, ...twice, ...snapshot]
    .map(({ entry, place }) => ({ entry, at: place + (chance() - 0.5) * farthest }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ entry }) => entry);
};

/** A queue that gives back what failed after 20 seconds, to a consumer whose clock goes on by one second a batch. */
const drain = async (consume: SegmentChangeConsumer, entries: readonly BusEntry[], clock: { now: number }) => {
  let waiting = entries.map((entry, index) => ({ messageId: String(index), body: JSON.stringify(entry), at: 0 }));
  for (let rounds = 0; waiting.length > 0; rounds += 1) {
    if (rounds > 200) throw new Error(`Cannot empty the queue: current number of messages is ${waiting.length}`);
    const left: typeof waiting = [];
    for (let from = 0; from < waiting.length; from += 10) {
      const batch = waiting.slice(from, from + 10);
      const { batchItemFailures } = await consume({ Records: batch });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      left.push(...batch.filter(({ messageId }) => failed.has(messageId)));
      clock.now += 1_000;
    }
    clock.now += 20_000;
    waiting = left;
  }
};

/** A campaign's own list, kept as plainly as can be: what it is handed is true. */
const campaignList = (erased: ReadonlySet<string>) => {
  const list = new Map<string, number>();
  const lastOf = new Map<string, number>();
  const [twice, outOfOrder]: [string[], string[]] = [[], []];
  const seen = new Set<string>();
  const note = ({ changeId, sequence, origin, status }: SegmentChange, person: string): void => {
    if (seen.has(changeId)) twice.push(`${changeId} was handed over twice`);
    seen.add(changeId);
    // A snapshot is told at once, and of an erased person the ends as they come.
    if (origin === 'snapshot' || (erased.has(person) && status === 'exited')) return;
    if ((lastOf.get(person) ?? 0) > sequence) outOfOrder.push(`${changeId} was handed over out of order`);
    lastOf.set(person, sequence);
  };
  const handle = async (change: SegmentChange): Promise<void> => {
    const person = change.customerId ?? `~${change.anonymousId}`;
    note(change, person);
    if (change.status === 'entered') list.set(`${person} ${change.segment.key}`, change.sequence);
    else list.delete(`${person} ${change.segment.key}`);
  };
  return { list, twice, outOfOrder, handle };
};

const keysIn = (people: readonly Told[]): readonly string[] => [
  ...new Set(people.flatMap(({ entries }) => entries.filter(isChange).map((entry) => changeOf(entry).segment.key))),
];

/** The names of memberships that differ between two lists. */
const differences = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): readonly string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((name) => one.get(name) !== other.get(name));

const sequencesIn = (members: ReadonlyMap<string, BusEntry>): ReadonlyMap<string, number> =>
  new Map([...members].map(([name, entry]) => [name, changeOf(entry).sequence]));

/** A `missing` that knows all, a page of 100 at a time. */
const knowingAll = (people: readonly Told[]) => {
  const byPerson = new Map(people.map(({ person, entries }) => [person, entries.filter(isChange).map(changeOf)]));
  return async (id: string, after: number): Promise<readonly RecordedChange[]> =>
    (byPerson.get(id) ?? []).filter(({ sequence }) => sequence > after).slice(0, 100) as RecordedChange[];
};

interface Given {
  readonly people: readonly Told[];
  readonly seed: number;
  readonly consumer: Consume;
}

/**
 * A year of some people as a campaign gets it, over a bus that loses, doubles and shuffles, beside a snapshot. Told of all
 * segments where the seed is even, else of a third of them.
 *
 * @returns what went wrong, in words.
 */
export const faultsOf = async ({ people, seed, consumer }: Given): Promise<readonly string[]> => {
  const chance = chanceFrom(seed);
  const segments = seed % 2 === 0 ? undefined : keysIn(people).filter((_, index) => (index + seed) % 3 === 0);
  const isTold = (entry: BusEntry) => !isChange(entry) || !segments || segments.includes(changeOf(entry).segment.key);
  const said = interleaved(people, chance).filter(isTold);
  const { list, twice, outOfOrder, handle } = campaignList(
    new Set(said.filter((entry) => !isChange(entry)).map(personOf)),
  );
  const warnings: string[] = [];
  const clock = { now: 1_000_000 };
  const consume = consumer(
    { state: new Map(), handle, missing: knowingAll(people), ...(segments?.length && { segments }) },
    {
      now: () => clock.now,
      later: () => {},
      sleep: async () => {},
      random: chance,
      warn: (message) => warnings.push(message),
    },
  );
  await drain(consume, delivered(said, chance), clock);
  const inOrder = segments ? [] : [...outOfOrder];
  // Where the last that was said of a person is lost, nothing comes that would show it: `verify` names them, and their changes,
  // given again, mend it.
  const truth = sequencesIn(membersAfter(said));
  const named = new Set(differences(truth, list).map((name) => name.split(' ')[0]));
  await drain(
    consume,
    said.filter((entry) => named.has(personOf(entry))),
    clock,
  );
  return [...warnings, ...twice, ...inOrder, ...differences(truth, list).map((name) => `${name} differs`)];
};

/** Draws some people. */
export const drawn = (people: readonly Told[], seed: number, count: number): readonly Told[] => {
  const chance = chanceFrom(seed + 0.5);
  return people
    .map((one) => ({ one, at: chance() }))
    .toSorted((one, other) => one.at - other.at)
    .slice(0, count)
    .map(({ one }) => one);
};
