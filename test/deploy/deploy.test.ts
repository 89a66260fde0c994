import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import firstCatalogue from './catalogue.json' with { type: 'json' };
import { backfilled, changedCatalogue, decisionsOf, passOver, passesOf } from './catalogue-change.ts';
import { deployAll } from '#infra/local/cdk.ts';
import { catalogueFile, runCdk, type StageSettings } from './cdk.ts';
import { converse, type Conversation } from './conversation.ts';
import { firstChangesIn } from './first-changes.ts';
import { personOf } from '#lib/core/profile/person.ts';
import { connectTo, outputsIn, until, type Outputs } from './deployed.ts';
import { startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';
import { passForInsight, readResult, resultsIn } from './insight-pass.ts';
import { announce, knownBySaying, listed, verify } from './members.ts';
import { checkAll, explain, insight, plan, redrive } from './operated.ts';
import { replay } from './replayed.ts';
import { allowedAheadMs, shopEvents, type Entry } from './shop-events.ts';

/** Longer than every short window of the catalogue: after it, time alone changes nothing more. */
const quietMs = 61_000;
/** The sweep runs every minute, and its ticks wait in the queue. */
const timersWithin = 300;

/** The fewest people that a figure may rest on. */
const fewest = 5;

/** The number of events that come again out of dead letters; the emulator moves none itself, so the test does. */
const movedByHand = 5;

/** With two digits, so that a check that compared nothing fails. */
const withoutDifference = /^(\d\d) profiles compared with the ledger: \1 profiles without a difference/m;

let emulator: Emulator;
let deployed: string;
let outputs: Outputs;
let conversation: Conversation;
let replayed: ReturnType<typeof replay>;
/** The latest time of anything that may have changed anybody: an arrival, or an event that came before it happened. */
let lastMoment: number;

beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  await runCdk(emulator, ['bootstrap', emulator.target]);
  deployed = await runCdk(emulator, deployAll);
  outputs = outputsIn(deployed);
  conversation = await converse(emulator, outputs, { waves: shopEvents(Date.now()) });
  lastMoment = Math.max(...conversation.arrived.map(({ arrivedAt }) => arrivedAt));
  replayed = replay(conversation.arrived, lastMoment + quietMs);
});

afterAll(() => emulator?.stop());

/** One delivery of each: at least once and in no order is what campaigns are promised. */
const byId = (entries: readonly Entry[]): ReadonlyMap<string, Entry> =>
  new Map(entries.map((entry) => [idOf(entry), comparable(entry)]));

const idOf = ({ detail: { changeId, ...detail } }: Entry): string =>
  typeof changeId === 'string' ? changeId : `erased ${JSON.stringify(personIn(detail))}`;

const personIn = ({ customerId, anonymousId }: Entry['detail']) => ({ customerId, anonymousId });

/** Without the fields that are not a function of the arrivals: the wall clock, the trace, and a random receipt. */
const comparable = ({ source, 'detail-type': type, detail }: Entry): Entry => {
  const { decidedAt: _clock, traceId: _trace, receiptId: _madeUp, ...rest } = detail;
  return { source, 'detail-type': type, detail: rest };
};

/** Of an erased person's event nothing is kept but that one came. */
const eventIdOf = ({ detail }: { readonly detail?: Entry['detail'] }): string => JSON.stringify(detail?.['eventId']);

/** The event that lay too far ahead when it arrived. */
const earlyEntry = (): Entry =>
  JSON.parse(String(conversation.quarantined.find(({ reason }) => reason === 'future')?.entry)) as Entry;

const inOrder = (one: string, other: string): number => Number(one > other) - Number(one < other);

describe('a deployment on a local AWS', () => {
  test('has both stacks, and says what the local AWS lacks', () => {
    console.log(
      deployed
        .split('\n')
        .filter((line) => line.startsWith('Left out'))
        .join('\n'),
    );
    expect(deployed).toContain('Left out for the emulator: AWS::Events::Archive Patron/Stateful/Events/Archive');
  });

  test('publishes exactly what replay publishes for the same arrivals, timers and all', async () => {
    const expected = byId(replayed.changes);
    const seen = async () => byId(await conversation.heard());
    await until(
      async () => (await seen()).size,
      (size) => size >= expected.size,
      {
        seconds: timersWithin,
        what: `${expected.size} announcements`,
      },
    );
    // What is too much would come in the same breath as the last of what is expected.
    await sleep(5000);
    const origins = new Set(replayed.changes.map(({ detail }) => detail['origin']));
    expect(origins).toEqual(new Set(['live', 'timer', 'merge', 'erasure', undefined]));
    const heard = await seen();
    expect([...heard.keys()].sort(inOrder)).toEqual([...expected.keys()].sort(inOrder));
    expect(Object.fromEntries(heard)).toEqual(Object.fromEntries(expected));
  });

  test('numbers the changes of each person without gaps', async () => {
    const sequences = new Map<string, number[]>();
    for (const { detail } of byId(await conversation.heard()).values()) {
      if (detail['sequence'] === undefined) continue;
      const person = JSON.stringify(personIn(detail));
      sequences.set(person, [...(sequences.get(person) ?? []), Number(detail['sequence'])]);
    }
    expect(sequences.size).toBeGreaterThan(10);
    for (const found of sequences.values()) {
      expect(found.sort((one, other) => one - other)).toEqual(found.map((_, index) => index + 1));
    }
  });

  test('quarantines what replay quarantines, with the reason', () => {
    const expected = replayed.quarantined.map(({ reason, entry }) => `${reason} ${eventIdOf(entry)}`);
    const kept = conversation.quarantined.map(({ reason, entry }) => `${reason} ${eventIdOf(JSON.parse(entry))}`);
    expect(kept.sort(inOrder)).toEqual(expected.sort(inOrder));
    expect(new Set(kept.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['conflict', 'erased', 'future', 'invalid', 'too-large', 'unknown-type']),
    );
  });

  test('takes what is sent from quarantine again, and takes it once', async () => {
    const { store, waiting } = connectTo(emulator, outputs);
    const { detail } = earlyEntry();
    const visits = async (): Promise<number> => {
      const { record } = await store.load(personOf(detail), []);
      return record?.kind === 'profile' ? (record.state.profile.visits?.count ?? 0) : 0;
    };
    const before = await visits();
    await sleep(Math.max(0, Date.parse(String(detail['occurredAt'])) - allowedAheadMs - Date.now()) + 1000);
    redrive(emulator, outputs, 'future');
    redrive(emulator, outputs, 'future');
    await until(
      () => store.quarantinedCount('future'),
      (left) => left === 0,
      { seconds: 60, what: 'no future event' },
    );
    await until(waiting, (left) => left === 0, { seconds: 60, what: 'an empty queue' });
    // It happens only now, or in up to five minutes: windows run from there.
    lastMoment = Math.max(Date.now(), Date.parse(String(detail['occurredAt'])));
    expect(await visits()).toBe(before + 1);
  });

  test('changes nothing when all that was applied comes again, by a replay of the archive or out of dead letters', async () => {
    const { store, put, waiting, redriveFromDeadLetters } = connectTo(emulator, outputs);
    const people = new Set(conversation.applied.map(({ detail }) => personOf(detail)));
    // Whoever has just been sent from quarantine is still being changed by time.
    const moving = personOf(earlyEntry().detail);
    people.delete(moving);
    const states = async () => {
      const records = await Promise.all([...people].map((person) => store.load(person, [])));
      return records.map(({ person, record }) => [person, record]);
    };
    const announced = async () =>
      [...byId(await conversation.heard()).values()].filter(({ detail }) => personOf(detail) !== moving);
    const [before, heard] = [await states(), await announced()];
    for (const entry of conversation.applied.slice(0, movedByHand)) await redriveFromDeadLetters(entry);
    for (const entry of conversation.applied) await put(entry);
    await until(waiting, (left) => left === 0, { seconds: 120, what: 'an empty queue' });
    expect(people.size).toBeGreaterThan(10);
    expect(await states()).toEqual(before);
    expect(await announced()).toEqual(heard);
  });

  test('finds no difference between the profiles and their ledgers', () => {
    expect(checkAll(emulator, outputs, catalogueFile)).toMatch(withoutDifference);
  });

  test('lists who is in a segment, stands by it, and announces everybody to who joins late', async () => {
    const known = knownBySaying([...byId(await conversation.heard()).values()], 'buyers');
    expect(known.length).toBeGreaterThan(5);
    expect(listed(emulator, outputs, 'buyers')).toEqual(known);
    expect(verify(emulator, outputs, { key: 'buyers', known })).toBe('');
    const snapshot = { source: ['patron'], 'detail-type': ['SegmentMember', 'SnapshotFinished'] };
    const { heard } = await connectTo(emulator, outputs).subscribe('snapshot', snapshot);
    announce(emulator, outputs, 'buyers');
    const entries = await until(heard, (some) => some.length > known.length, { seconds: 60, what: 'a snapshot' });
    const finished = entries.find(({ 'detail-type': type }) => type === 'SnapshotFinished');
    expect(finished?.detail).toMatchObject({ segment: 'buyers', members: known.length });
    expect(knownBySaying(entries, 'buyers')).toEqual(known);
  });

  test('finds out by a pass over everybody what the commands find out, and says so on the bus', async () => {
    const { heard } = await connectTo(emulator, outputs).subscribe('insight', { source: ['patron'] });
    expect(await passForInsight(emulator, 'patron', fewest)).toBe('SUCCEEDED');
    const results = await until(
      async () => resultsIn(await heard()),
      (found) => found.has('predictions'),
      { seconds: 60, what: 'the last result' },
    );
    for (const { key: segment } of firstCatalogue.segments) {
      expect(results.get(`compare/${segment}`)).toMatchObject({ kind: 'compare', segment });
      expect(results.get(`words/${segment}`)).toMatchObject({ kind: 'words', segment });
    }
    const read = async (name: string): Promise<string> => readResult(emulator, results.get(name)!);
    const asked = ['--segment', 'buyers', '--min', String(fewest)];
    expect(await read('compare/buyers')).toBe(insight(emulator, outputs, ['compare', ...asked]));
    const fared = insight(emulator, outputs, ['metrics', ...asked, '--every', 'month']);
    expect(JSON.parse(fared)).toMatchObject({ periods: [{ segment: 'buyers', revenue: expect.any(Number) }] });
    expect(await read('months/buyers')).toBe(fared);
  });

  test('deployed again without changes changes nothing', async () => {
    const again = await runCdk(emulator, deployAll);
    expect(again.match(/^.*\(no changes\)$/gm)).toHaveLength(2);
  });

  test('brings everybody up to another catalogue, as planned, and explains them by it', async () => {
    const change = changedCatalogue(2);
    const people = new Set(conversation.applied.map(({ detail }) => personOf(detail)));
    const { heard } = await connectTo(emulator, outputs).subscribe('passes', { source: ['patron'] });
    // Between the plan and the pass, time must change nobody.
    await sleep(Math.max(0, lastMoment + quietMs - Date.now()));
    const planned = JSON.parse(plan(emulator, outputs, change.file)) as {
      readonly burst: { readonly entries: number };
    };
    const another = { catalogue: change.file, deployment: change.deployment };
    await runCdk(emulator, deployAll, another);
    const said = await passOver(heard, change);
    expect(said.at(-1)?.detail).toMatchObject({ outcome: 'complete', remaining: 0 });
    const decisions = await decisionsOf(emulator, outputs, people);
    for (const { catalogue, deployment } of decisions.values()) {
      expect({ catalogue, deployment }).toEqual({ catalogue: change.catalogue.hash, deployment: 2 });
    }
    const published = backfilled(await heard(), change);
    expect(published.filter((line) => line.includes(' backfill entered searched')).length).toBeGreaterThan(0);
    expect(published.filter((line) => line.includes('searched-quietly'))).toEqual([]);
    expect(new Set(published).size).toBe(planned.burst.entries);
    const searched = [...decisions].filter(([, { segments }]) => segments.includes('searched'));
    expect(searched.every(([, { segments }]) => segments.includes('searched-quietly'))).toBe(true);
    const [customer = ''] = searched.find(([person]) => person.startsWith('C#')) ?? [];
    const about = { customerId: customer.slice(2), segment: 'searched', segments: change.file };
    expect(explain(emulator, outputs, about)).toMatchObject({ segments: [{ key: 'searched', isMember: true }] });
    expect(checkAll(emulator, outputs, change.file)).toMatch(withoutDifference);
    await runCdk(emulator, deployAll, another);
    await sleep(5000);
    expect(passesOf(await heard())).toEqual([change.catalogue.hash]);
  });

  test('can be destroyed', async () => {
    const destroyed = await runCdk(emulator, ['destroy', '--all', '--force']);
    expect(destroyed.match(/: destroyed/g)).toHaveLength(2);
  });

  test('one that keeps nothing can be destroyed and deployed again, and lives beside another', async () => {
    const trial: StageSettings = { name: 'patron-try', keep: false };
    await runCdk(emulator, deployAll, trial);
    await runCdk(emulator, ['destroy', '--all', '--force'], trial);
    const again = outputsIn(await runCdk(emulator, deployAll, trial));
    const beside = outputsIn(await runCdk(emulator, deployAll, { name: 'second-shop' }));
    expect(await firstChangesIn(emulator, again, 'ada')).toEqual(['ada SegmentEntered']);
    expect(await firstChangesIn(emulator, beside, 'grace')).toEqual(['grace SegmentEntered']);
  });
});
