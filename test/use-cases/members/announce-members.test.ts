import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { snapshotEvents, type SnapshotEventType } from '#events/snapshot-event.ts';
import { membersOfProfile } from '#lib/core/members/members-of-profile.ts';
import type { Member } from '#lib/core/members/membership.ts';
import { changeIdOf, customerKey } from '#lib/core/profile/person.ts';
import { day } from '#lib/core/time/duration.ts';
import { parseInstant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { announceMembers } from '#lib/use-cases/members/announce-members.ts';
import { atPace } from '#lib/use-cases/members/paced.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';
import { withReplayed } from '#test/support/replayed-store.ts';
import { catalogue, iso, linesOf } from './late-joiners.ts';

const segment = chosenSegment(catalogue, 'recent');
const lines = linesOf(1).slice(0, 100);
const asOf = parseInstant((JSON.parse(lines.at(-1) ?? '') as { time: string }).time);

/** The members that the profiles of a store speak of. */
const membersOf = async (store: EmbeddedStore): Promise<readonly Member[]> => {
  const members: Member[] = [];
  for await (const person of allPersons(store)) {
    const { record } = await store.load(person, []);
    const history = await Array.fromAsync(store.history(person));
    if (record?.kind === 'profile') members.push(...membersOfProfile({ person, state: record.state, history }));
  }
  return members
    .filter(({ segment: key }) => key === 'recent')
    .toSorted((one, other) => (one.person < other.person ? -1 : 1));
};

/** Announces the members of a store, or of another list, and gives what was published. */
const announced = (listed?: (present: readonly Member[]) => readonly Member[], at = asOf) =>
  withReplayed({ catalogue, lines }, async (store) => {
    const present = await membersOf(store);
    const members = new MembersInMemory();
    await members.put(listed?.(present) ?? present);
    const entries: OutgoingEntry[] = [];
    const announce = async (more: readonly OutgoingEntry[]) => {
      entries.push(...more);
    };
    const deps = { members, profiles: { store, catalogue, asOf: at }, announce };
    const counts = await announceMembers(deps, { catalogue, segment, runId: 'run-1' });
    return { entries, counts, present };
  });

const detailsOf = (entries: readonly OutgoingEntry[], type: SnapshotEventType) =>
  entries
    .filter(({ detailType }) => detailType === type)
    .map(({ detail }) => JSON.parse(detail) as Readonly<Record<string, unknown>>);

describe('a snapshot of a segment', () => {
  test('has an entry of each member, with the change that began the membership and traits as of now', async () => {
    const { entries, counts, present } = await announced();
    const details = detailsOf(entries, 'SegmentMember');
    expect(present.length).toBeGreaterThan(3);
    expect(counts).toEqual({ members: present.length, quiet: 0 });
    expect(details.map(({ sequence, enteredAt }) => [sequence, enteredAt])).toEqual(
      present.map((member) => [member.sequence, iso(member.enteredAt)]),
    );
    for (const detail of details) {
      expect(detail).toMatchObject({
        changeId: `${String(detail['customerId'])}:${String(detail['sequence'])}`,
        status: 'entered',
        origin: 'snapshot',
        runId: 'run-1',
        effectiveAt: detail['enteredAt'],
        decidedAt: iso(asOf),
        traits: { 'orders.count': expect.any(Number) },
        segments: expect.arrayContaining(['recent']),
      });
      expect(detail).not.toHaveProperty('because');
      expect(detail).not.toHaveProperty('cause');
    }
  });

  test('begins and ends with a frame that counts its members, and fits its contracts', async () => {
    const { entries, present } = await announced();
    expect(entries[0]?.detailType).toBe('SnapshotStarted');
    expect(entries.at(-1)?.detailType).toBe('SnapshotFinished');
    expect(detailsOf(entries, 'SnapshotStarted')).toEqual([{ runId: 'run-1', segment: 'recent' }]);
    expect(detailsOf(entries, 'SnapshotFinished')).toEqual([
      { runId: 'run-1', segment: 'recent', members: present.length },
    ]);
    for (const { detailType, detail } of entries) {
      const json: unknown = JSON.parse(detail);
      expect(z.parse(snapshotEvents[detailType as SnapshotEventType].schema, json)).toEqual(json);
    }
  });

  test('has whom time alone is about to take out: an event on its way may keep them in, and nobody would hear of them', async () => {
    const { counts, present } = await announced(undefined, asOf + 30 * day);
    expect(counts).toEqual({ members: present.length, quiet: 0 });
  });

  test('leaves out who entered quietly and says how many, and who has left since the list was read', async () => {
    const { entries, counts, present } = await announced(([first, second, ...rest]) => {
      if (first === undefined || second === undefined) throw new Error('There are too few');
      const stranger = { ...first, person: customerKey('nobody') };
      const another = { ...second, enteredAt: second.enteredAt - 1 };
      return [{ ...first, sequence: null }, another, ...rest, stranger];
    });
    expect(counts).toEqual({ members: present.length - 2, quiet: 1 });
    expect(detailsOf(entries, 'SegmentMember').map(({ changeId }) => changeId)).toEqual(
      present.slice(2).map(({ person, sequence }) => changeIdOf(person, sequence ?? 0)),
    );
  });
});

describe('the pace of a snapshot', () => {
  test('is so many entries a second, and what the bus does not take ends it with the reason', async () => {
    let now = 0;
    const sentAt: number[] = [];
    const taking = {
      publish: async () => {
        sentAt.push(now);
        return [];
      },
    };
    const sleep = async (ms: number) => {
      now += ms;
    };
    const put = atPace({ publisher: taking, now: () => now, sleep, random: () => 0, rate: 50 });
    const entry: OutgoingEntry = { detailType: 'SegmentMember', detail: '{}' };
    for (let batch = 0; batch < 4; batch += 1) await put(Array.from({ length: 10 }, () => entry));
    expect(sentAt).toEqual([0, 200, 400, 600]);
    const refusing = {
      publish: async (entries: readonly OutgoingEntry[]) => entries.map((item) => ({ item, code: 'AccessDenied' })),
    };
    const refused = atPace({ publisher: refusing, now: () => now, sleep, random: () => 0, rate: 50 });
    await expect(refused([entry])).rejects.toThrow(
      'Cannot announce SegmentMember: current answer of the bus is AccessDenied',
    );
  });
});
