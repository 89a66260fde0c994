import { describe, expect, test } from 'vitest';
import { campaign, knowing } from './campaign.ts';
import { detailOf, entryOf, erasureOf } from './entries.ts';

const first = entryOf('ada', 1, '+buyers');
const second = entryOf('ada', 2, '-buyers');

const frames = ['SnapshotStarted', 'SnapshotFinished'].map((type) => ({
  source: 'patron',
  'detail-type': type,
  detail: { runId: 'run-1', segment: 'buyers', members: 0 },
}));

const unreachable = () => Promise.reject(new Error('503'));

const handle = async ({ customerId }: { readonly customerId?: string | undefined }) => {
  if (customerId === 'ada') throw new Error('no such address');
};

describe('a batch from a queue', () => {
  test('is taken in the order of sequence, however it is ordered', async () => {
    const { batch, handed } = campaign();
    expect(await batch(second, first, second, ...frames)).toEqual([]);
    expect(handed()).toEqual(['+buyers 1', '-buyers 2']);
  });

  test('gives back what waits, until it is handed over with what it waited for', async () => {
    const { batch, handed } = campaign();
    expect(await batch(second)).toEqual([0]);
    expect(await batch(first)).toEqual([]);
    expect(handed()).toEqual(['+buyers 1', '-buyers 2']);
    expect(await batch(second)).toEqual([]);
    expect(handed()).toHaveLength(2);
  });

  test('asks for what is missing when it comes again after 30 seconds', async () => {
    const { missing, asked } = knowing([detailOf('ada', 1, '+buyers')]);
    const { batch, handed, passes } = campaign({ missing });
    expect(await batch(second)).toEqual([0]);
    await passes(29_999);
    expect(await batch(second)).toEqual([0]);
    await passes(1);
    expect(await batch(second)).toEqual([]);
    expect([handed(), asked]).toEqual([['+buyers 1', '-buyers 2'], ['ada after 0']]);
  });

  test('comes again whole where `missing` cannot be asked, and says why', async () => {
    const { batch, handed, passes, warnings } = campaign({ missing: unreachable });
    await batch(second);
    await passes(30_000);
    expect([await batch(second, entryOf('grace', 1, '+buyers')), handed()]).toEqual([[0], ['+buyers 1']]);
    expect(warnings).toEqual(['Cannot hand over a change of messages m-0: 503']);
  });

  test('is not held up by a poison message', async () => {
    const { batch, handed, warnings } = campaign();
    const failed = await batch('{', first, { ...first, 'detail-type': 'PurchaseMade' }, entryOf('grace', 1, '+buyers'));
    expect([failed, handed()]).toEqual([
      [0, 2],
      ['+buyers 1', '+buyers 1'],
    ]);
    expect(warnings).toEqual([
      expect.stringContaining('Cannot take message m-0 as a change: '),
      'Cannot take message m-2 as a change: Cannot take an entry as a change: detail-type must be one of SegmentEntered, SegmentExited, SegmentMember, ProfileErased where detail names a person, current value is "PurchaseMade"',
    ]);
  });

  test('keeps a person whose change cannot be handled from others alone', async () => {
    const { batch, handed } = campaign({ handle });
    expect(await batch(first, second, entryOf('grace', 1, '+buyers'))).toEqual([0, 1]);
    expect(handed()).toEqual(['+buyers 1']);
  });

  test('fails as a whole for a person whose state cannot be kept, and is handed over again', async () => {
    const state = { get: async () => undefined, put: () => Promise.reject(new Error('throttled')) };
    const { batch, handed, warnings } = campaign({ state });
    expect([await batch(first), await batch(first)]).toEqual([[0], [0]]);
    expect([handed(), warnings[0]]).toEqual([
      ['+buyers 1', '+buyers 1'],
      'Cannot keep what became of messages m-0: throttled',
    ]);
  });

  test('with an erasure in it ends what it was told of, whatever the order', async () => {
    const { batch, handed } = campaign();
    await batch(first);
    expect(await batch(erasureOf('ada'), second)).toEqual([]);
    expect(handed()).toEqual(['+buyers 1', '-buyers 2']);
  });

  test('may be empty', async () => {
    expect(await campaign().batch()).toEqual([]);
  });
});
