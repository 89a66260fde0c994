import { describe, expect, test, vi } from 'vitest';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import type { MemberStore } from '#lib/ports/members/member-store.ts';
import type { ChangePublisher } from '#lib/ports/publisher/change-publisher.ts';
import { publishChanges } from '#lib/use-cases/publish/publish-changes.ts';
import { announcementOf, changesOf, quietOf } from '#test/ports/store/contract/store-samples.ts';
import { MembersInMemory } from '#test/support/members-in-memory.ts';

/** A bus and a list that note the order in which they are called. */
const given = (refuses: (segment: string) => boolean = () => false) => {
  const calls: string[] = [];
  const members = new MembersInMemory();
  const put: MemberStore['put'] = async (rows) => {
    calls.push(...rows.map(({ segment }) => `row ${segment}`));
    await members.put(rows.filter(({ segment }) => !refuses(segment)));
    return rows.filter(({ segment }) => refuses(segment)).map((item) => ({ item, code: 'ThrottlingException' }));
  };
  const publish: ChangePublisher['publish'] = async (entries) => {
    calls.push(
      ...entries.map(({ detail, detailType }) => `word ${Object(JSON.parse(detail)).segment?.key ?? detailType}`),
    );
    return [];
  };
  return { calls, members, store: { put }, deps: { publisher: { publish }, ...noPauses } };
};

const ada = { ...changesOf('C#ada', 1, 2), version: 3 };
const bob = { ...changesOf('C#bob', 3), version: 1 };

describe('publishChanges() with members', () => {
  test('puts the row before it sends the word', async () => {
    const { calls, store, members, deps } = given();
    await publishChanges({ ...deps, members: { store } }, [ada, bob]);
    expect(calls).toEqual(
      ['row', 'word'].flatMap((what) => [1, 2, 3].map((sequence) => `${what} segment-${sequence}`)),
    );
    const { members: found } = await members.page('segment-2', { ...wholeSegment, limit: 10 });
    expect(found).toMatchObject([{ person: 'C#ada', sequence: 2, rank: 3_000_001 }]);
  });

  test('withholds the change whose member it could not keep, alone, and hands back its row', async () => {
    const { calls, store, deps } = given((segment) => segment === 'segment-2');
    const published = await publishChanges({ ...deps, members: { store } }, [ada, bob]);
    expect(published).toEqual({ entries: 2, heldBack: 0, unpublished: [{ row: ada, code: 'ThrottlingException' }] });
    expect(calls.filter((call) => call.startsWith('word'))).toEqual(['word segment-1', 'word segment-3']);
  });

  test('hands back a row of which a quiet member could not be kept, and withholds nothing', async () => {
    const { store, deps } = given((segment) => segment === 'segment-7');
    const both = { ...ada, quiet: quietOf('C#ada', 7).quiet ?? [] };
    expect(await publishChanges({ ...deps, members: { store } }, [both, bob])).toEqual({
      entries: 3,
      heldBack: 0,
      unpublished: [{ row: both, code: 'ThrottlingException' }],
    });
  });

  test('keeps the members of the listed segments alone, and publishes every change', async () => {
    const { calls, store, deps } = given();
    await publishChanges({ ...deps, members: { store, segments: new Set(['segment-3']) } }, [ada, bob]);
    expect(calls).toEqual(['row segment-3', 'word segment-1', 'word segment-2', 'word segment-3']);
  });

  test('of quiet changes and those that are held back it puts rows only', async () => {
    const { calls, store, deps } = given();
    const rows = [
      { ...quietOf('C#ada', 1), version: 1 },
      { ...changesOf('C#bob', 2), version: 1, heldBack: true as const },
    ];
    expect(await publishChanges({ ...deps, members: { store } }, rows)).toEqual({
      entries: 0,
      heldBack: 1,
      unpublished: [],
    });
    expect(calls).toEqual(['row segment-1', 'row segment-2']);
  });

  test('asks no list where there is nothing to put', async () => {
    const { calls, deps } = given();
    const put = vi.fn<MemberStore['put']>(async () => []);
    await publishChanges({ ...deps, members: { store: { put } } }, [announcementOf('C#ada')]);
    expect(put).not.toHaveBeenCalled();
    expect(calls).toEqual(['word ProfileErased']);
  });
});
