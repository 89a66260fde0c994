import { describe, expect, test } from 'vitest';
import { backfillEvents } from '#events/backfill-event.ts';
import { insightEvents } from '#events/insight-event.ts';
import { EntryRefused, onSegmentChange, type BusEntry } from '#lib/tools/consume/consume.ts';
import { campaign } from './campaign.ts';
import { entryOf, erasureOf } from './entries.ts';

const good = { state: new Map(), handle: async () => {} };

describe('onSegmentChange()', () => {
  test.each<[object, string]>([
    [{ ...good, segmets: ['buyers'] }, 'must be of state, handle, missing, segments, forget (the nearest is segments)'],
    [{ handle: good.handle }, 'state must be given, current value is absent'],
    [{ ...good, state: { table: 'campaigns' } }, 'Cannot keep state in something as a Map, { table, client } or'],
    [{ ...good, state: { get: good.handle } }, 'current value is {"get":function}'],
    [{ state: good.state }, 'handle must be a function, current value is absent'],
    [{ ...good, missing: 'api' }, 'missing must be a function, current value is "api"'],
    [{ ...good, forget: 1 }, 'forget must be a function, current value is 1'],
    [{ ...good, segments: [] }, 'segments must be a list of at least one key, current value is []'],
    [{ ...good, segments: 'buyers' }, 'segments must be a list of at least one key, current value is "buyers"'],
    [
      { ...good, segments: ['buyers', 'Big Spenders'] },
      'each of segments must be 1 to 64 characters of a-z 0-9 -, current value is "Big Spenders"',
    ],
  ])('refuses %j', (options, message) => {
    expect(() => onSegmentChange(options as typeof good)).toThrow(message);
    expect(() => onSegmentChange(options as typeof good)).toThrow(TypeError);
  });

  test('takes an entry by the clock of the process', async () => {
    const handed: string[] = [];
    const consume = onSegmentChange({ ...good, handle: async ({ changeId }) => void handed.push(changeId) });
    await consume(entryOf('ada', 1, '+buyers'));
    expect(
      await consume({ Records: [{ messageId: 'm', body: JSON.stringify(entryOf('ada', 2, '-buyers')) }] }),
    ).toEqual({ batchItemFailures: [] });
    expect(handed).toEqual(['ada:1', 'ada:2']);
  });
});

const entered = entryOf('ada', 1, '+buyers');
const changed = (detail: object): BusEntry => ({ ...entered, detail: { ...(entered.detail as object), ...detail } });

describe('an entry that is refused', () => {
  test.each<[unknown, string, string]>([
    [7, 'entry', 'Cannot take an entry as a change: entry must be an object, current value is 7'],
    [{ ...entered, source: 'shop.checkout' }, 'source', 'must be "patron", current value is "shop.checkout"'],
    [{ ...entered, 'detail-type': 'constructor' }, 'detail-type', 'must be one of SegmentEntered, SegmentExited'],
    [{ ...entered, detail: [] }, 'detail', 'Cannot take SegmentEntered as a change: detail must be an object'],
    [changed({ sequence: 0 }), 'detail.sequence', 'must be an integer of at least 1, current value is 0'],
    [changed({ sequence: 2 ** 53 }), 'detail.sequence', 'must be an integer of at least 1'],
    [changed({ customerId: '' }), 'detail.customerId', 'must be 1 to 64 characters'],
    [changed({ customerId: undefined }), 'detail.customerId', 'current value is absent'],
    [changed({ anonymousId: 'guest' }), 'detail.anonymousId', 'and absent where there is a customerId'],
    [changed({ segment: 'buyers' }), 'detail.segment', 'must be an object, current value is "buyers"'],
    [changed({ segment: { key: 'Buyers' } }), 'detail.segment.key', 'must be 1 to 64 characters of a-z 0-9 -'],
    [changed({ status: 'exited' }), 'detail.status', 'must be "entered", current value is "exited"'],
    [{ ...entered, 'detail-type': 'SegmentExited' }, 'detail.status', 'must be "exited", current value is "entered"'],
    [{ ...entered, 'detail-type': 'SegmentMember' }, 'detail.origin', 'must be "snapshot", current value is "live"'],
    [{ ...entered, 'detail-type': undefined }, 'detail-type', 'must be a name, current value is absent'],
    [
      { ...entered, 'detail-type': 'TraitChanged' },
      'detail-type',
      'ProfileErased where detail names a person, current',
    ],
    [{ ...changed({ customerId: undefined, anonymousId: 'guest' }), 'detail-type': 'x' }, 'detail-type', 'is "x"'],
    [{ source: 'patron', 'detail-type': 'BackfillFinished' }, 'detail', 'Cannot take BackfillFinished as a change'],
    [{ ...erasureOf('ada'), detail: {} }, 'detail.customerId', 'Cannot take ProfileErased as a change'],
  ])('%j', async (entry, field, message) => {
    const { consume, handed } = campaign();
    const refused = consume(entry as BusEntry);
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.toThrow(EntryRefused);
    await expect(refused).rejects.toMatchObject({ field });
    expect(handed()).toEqual([]);
  });

  test('is not one that says more than is known today', async () => {
    const { consume, handed } = campaign();
    await consume(changed({ origin: 'moon', later: true }));
    expect(handed()).toEqual(['+buyers 1']);
  });

  test.each([
    ...Object.keys({ ...backfillEvents, ...insightEvents }),
    'SnapshotStarted',
    'SnapshotFinished',
    'AnnouncedByALaterVersion',
  ])('is not %s, which says nothing of a person', async (type) => {
    const { consume, batch, handed, warnings } = campaign({ segments: ['buyers'] });
    const entry = { source: 'patron', 'detail-type': type, detail: { runId: 'run-1', segment: 'buyers' } };
    await consume(entry);
    expect([await batch(entry, entered), handed(), warnings]).toEqual([[], ['+buyers 1'], []]);
  });

  test('may come from `missing`: of another person, broken, or no list', async () => {
    const strangers = campaign({ missing: async () => [entryOf('grace', 1, '+buyers').detail as never] });
    const broken = campaign({ missing: async () => [{} as never] });
    const answer = campaign({ missing: async () => ({ items: [], last: 1 }) as never });
    for (const { consume, passes } of [strangers, broken, answer]) {
      await consume(entryOf('ada', 2, '+buyers'));
      await passes(30_000);
    }
    expect(strangers.warnings).toEqual([expect.stringContaining('as a change of the person asked for')]);
    expect(answer.warnings).toEqual([
      expect.stringContaining('as a list of changes: current value is {"items":[],"last":1}'),
    ]);
    expect(broken.warnings).toEqual([expect.stringContaining('Cannot take what `missing` gave as a change')]);
  });
});
