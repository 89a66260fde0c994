import { describe, expect, test } from 'vitest';
import { campaign, knowing } from './campaign.ts';
import { entryOf, erasureOf } from './entries.ts';

const segments = ['buyers', 'regulars'];

const handle = async ({ segment }: { readonly segment: { readonly key: string } }) => {
  if (segment.key === 'regulars') throw new Error('no such campaign');
};

describe('a campaign that is told of some segments', () => {
  test('is handed each change at once, gaps or not', async () => {
    const { missing, asked } = knowing([]);
    const { consume, handed } = campaign({ segments, missing });
    for (const sequence of [7, 40]) await consume(entryOf('ada', sequence, sequence === 7 ? '+buyers' : '-buyers'));
    expect([handed(), asked]).toEqual([['+buyers 7', '-buyers 40'], []]);
  });

  test('goes by the one rule: per person and segment the highest sequence wins', async () => {
    const { consume, handed } = campaign({ segments });
    const entries = [
      entryOf('ada', 9, '-buyers'),
      entryOf('ada', 4, '+buyers'),
      entryOf('ada', 4, '=buyers'),
      entryOf('ada', 5, '+regulars'),
      entryOf('~ada', 4, '+buyers'),
      entryOf('ada', 9, '-buyers'),
    ];
    for (const entry of entries) await consume(entry);
    expect(handed()).toEqual(['-buyers 9', '+regulars 5', '+buyers 4']);
  });

  test('leaves other segments aside', async () => {
    const state = new Map();
    const { consume, handed } = campaign({ segments, state });
    await consume(entryOf('ada', 1, '+lapsed'));
    expect([handed(), state.size]).toEqual([[], 0]);
  });

  test('is handed the one rule’s changes of an object’s own names, too', async () => {
    const { consume, handed } = campaign({ segments: ['constructor'] });
    await consume(entryOf('ada', 1, '+constructor'));
    expect(handed()).toEqual(['+constructor 1']);
  });

  test('forgets an erased person, and takes no entry of theirs any more', async () => {
    const { consume, handed } = campaign({ segments });
    for (const entry of [entryOf('ada', 3, '+buyers'), erasureOf('ada'), entryOf('ada', 2, '+regulars')])
      await consume(entry);
    await consume(entryOf('ada', 4, '-buyers'));
    expect(handed()).toEqual(['+buyers 3', '-buyers 4']);
  });

  test('of a batch, has what fails come again, and nothing else', async () => {
    const { batch, handed, warnings } = campaign({ segments, handle });
    const failed = await batch(
      entryOf('ada', 1, '+regulars'),
      entryOf('ada', 2, '+buyers'),
      entryOf('grace', 7, '+buyers'),
    );
    expect([failed, handed().toSorted(), warnings]).toEqual([
      [0],
      ['+buyers 2', '+buyers 7'],
      ['Cannot hand over a change of messages m-0, m-1: no such campaign'],
    ]);
  });
});
