import { describe, expect, test } from 'vitest';
import type { PersonState, SegmentChange } from '#lib/tools/consume/consume.ts';
import { campaign, knowing } from './campaign.ts';
import { detailOf, entryOf, erasureOf } from './entries.ts';

const ada = [detailOf('ada', 1, '+buyers'), detailOf('ada', 2, '+regulars'), detailOf('ada', 3, '-buyers')] as const;
const said = [entryOf('ada', 1, '+buyers'), entryOf('ada', 2, '+regulars'), entryOf('ada', 3, '-buyers')] as const;
const inOrder = ['+buyers 1', '+regulars 2', '-buyers 3'];

/** An entry of 80 KB. */
const large = (sequence: number) => {
  const entry = entryOf('ada', sequence, '+buyers');
  return { ...entry, detail: { ...(entry.detail as object), traits: { note: 'é'.repeat(40_000) } } };
};

describe('a campaign that is told of all segments, entry by entry', () => {
  test('is handed a person’s changes in the order of their sequences, each once', async () => {
    const { consume, handed } = campaign();
    for (const entry of [said[2], said[0], said[2], said[1], said[0]]) await consume(entry);
    expect(handed()).toEqual(inOrder);
  });

  test('is handed once what comes doubled at the same instant', async () => {
    const { consume, handed } = campaign();
    await Promise.all([...said, ...said].reverse().map((entry) => consume(entry)));
    expect(handed()).toEqual(inOrder);
  });

  test('is handed a visitor’s and a customer’s changes apart, though their ids are alike', async () => {
    const { consume, handed } = campaign();
    for (const person of ['~ada', 'ada']) await consume(entryOf(person, 1, '+buyers'));
    expect(handed()).toEqual(['+buyers 1', '+buyers 1']);
  });

  test('asks for what is missing when 30 seconds are over, and not before', async () => {
    const { missing, asked } = knowing(ada);
    const { consume, handed, passes } = campaign({ missing });
    await consume(said[0]);
    await consume(said[2]);
    await passes(29_999);
    expect([handed(), asked]).toEqual([['+buyers 1'], []]);
    await passes(1);
    expect([handed(), asked]).toEqual([inOrder, ['ada after 1']]);
  });

  test('asks of a visitor by their id with a tilde', async () => {
    const { missing, asked } = knowing([]);
    const { consume, passes } = campaign({ missing });
    await consume(entryOf('~guest', 2, '+buyers'));
    await passes(30_000);
    expect(asked).toEqual(['~guest after 0']);
  });

  test('asks again where the answer was only a beginning, and gives up what nobody knows', async () => {
    const asked: number[] = [];
    const missing = async (_id: string, after: number) => {
      asked.push(after);
      return after === 1 ? [ada[1] as never] : [];
    };
    const { consume, handed, passes } = campaign({ missing });
    await consume(said[0]);
    await consume(entryOf('ada', 5, '-regulars'));
    await passes(30_000);
    expect([handed(), asked]).toEqual([
      ['+buyers 1', '+regulars 2', '-regulars 5'],
      [1, 2],
    ]);
  });

  test('goes on without what is lost where there is no `missing`, and still takes it where it comes late', async () => {
    const { consume, handed, passes } = campaign();
    await consume(said[2]);
    await passes(30_000);
    await consume(said[1]);
    await consume(said[0]);
    expect(handed()).toEqual(['-buyers 3', '+regulars 2']);
  });

  test('takes quiet changes as seen, and is told of them by a snapshot alone', async () => {
    const quietly = ada.slice(0, 2).map((change) => ({ ...change, quiet: true }));
    const { missing } = knowing(quietly);
    const { consume, handed, passes } = campaign({ missing });
    await consume(said[2]);
    await passes(30_000);
    expect(handed()).toEqual(['-buyers 3']);
    for (const key of ['regulars', 'regulars'] as const) await consume(entryOf('ada', 2, `=${key}`));
    await consume(entryOf('ada', 1, '=buyers'));
    expect(handed()).toEqual(['-buyers 3', '=regulars 2']);
  });

  test('is handed members of a snapshot at once, and then not the same change again', async () => {
    const { consume, handed } = campaign();
    await consume(entryOf('ada', 2, '=regulars'));
    for (const entry of said) await consume(entry);
    expect(handed()).toEqual(['=regulars 2', '+buyers 1', '-buyers 3']);
  });

  test('never has a snapshot bring back a membership that has ended', async () => {
    const { consume, handed } = campaign();
    for (const entry of said) await consume(entry);
    await consume(entryOf('ada', 1, '=buyers'));
    expect(handed()).toEqual(inOrder);
  });

  test('waits with at most 100 changes of a person, and asks at once when there are more', async () => {
    const changes = Array.from({ length: 102 }, (_, index) => detailOf('ada', index + 1, `+s-${index + 1}`));
    const state = new Map<string, { value: PersonState; version: number }>();
    const { missing, asked } = knowing(changes);
    const { consume, handed } = campaign({ state: state as never, missing });
    for (let sequence = 2; sequence <= 101; sequence += 1) await consume(entryOf('ada', sequence, `+s-${sequence}`));
    expect([asked, state.get('ada')?.value.waiting.length]).toEqual([[], 100]);
    await consume(entryOf('ada', 102, '+s-102'));
    expect([asked, handed().length, state.get('ada')?.value.waiting]).toEqual([['ada after 0'], 102, []]);
  });

  test('waits with at most 200 KB of a person', async () => {
    const { missing, asked } = knowing([]);
    const { consume, handed } = campaign({ missing });
    for (const sequence of [2, 4]) await consume(large(sequence));
    expect(asked).toEqual([]);
    await consume(large(6));
    expect([asked, handed()]).toEqual([['ada after 0'], ['+buyers 2']]);
  });

  test('rejects an entry that cannot be handed over, which is handed over when it is given again', async () => {
    let isDown = true;
    const handle = async () => {
      if (isDown) throw new Error('the mailer is down');
    };
    const { consume, handed } = campaign({ handle });
    await consume(said[1]);
    await expect(consume(said[0])).rejects.toThrow('the mailer is down');
    isDown = false;
    await consume(said[0]);
    expect(handed()).toEqual(inOrder.slice(0, 2));
  });

  test('tries again what waited and failed, every 30 seconds, with a warning', async () => {
    let failures = 2;
    const handle = async ({ sequence }: { readonly sequence: number }) => {
      if (sequence === 2 && failures-- > 0) throw new Error('the mailer is down');
    };
    const { consume, handed, passes, warnings } = campaign({ handle });
    await consume(said[1]);
    await consume(said[0]);
    expect(handed()).toEqual(['+buyers 1']);
    await passes(30_000);
    expect([handed(), warnings.length]).toEqual([['+buyers 1'], 2]);
    await passes(30_000);
    expect(handed()).toEqual(inOrder.slice(0, 2));
  });
});

describe('a campaign that is told of an erasure', () => {
  const erased = erasureOf('ada');
  const left = entryOf('ada', 3, '-buyers');

  test('is handed the ends of memberships, each once, and nothing else any more', async () => {
    const { consume, handed } = campaign();
    await consume(said[0]);
    await consume(erased);
    const end = entryOf('ada', 4, '-regulars');
    for (const entry of [entryOf('ada', 2, '=regulars'), said[1], end, left, left, end]) await consume(entry);
    expect(handed()).toEqual(['+buyers 1', '-regulars 4', '-buyers 3']);
  });

  test('is handed an end that comes after others, when what lies between is asked for in vain', async () => {
    const { consume, handed, passes } = campaign({ missing: async () => [] });
    await consume(said[0]);
    await consume(entryOf('ada', 7, '+regulars'));
    await passes(30_000);
    for (const entry of [erased, left]) await consume(entry);
    expect(handed()).toEqual(['+buyers 1', '+regulars 7', '-buyers 3']);
  });

  test('is handed the end of what its tool took, and failed to say so', async () => {
    const list = new Set<string>();
    const handle = async ({ status, segment, sequence }: SegmentChange) => {
      if (status === 'exited') list.delete(segment.key);
      else list.add(segment.key);
      if (sequence === 1) throw new Error('the answer of the mailer was lost');
    };
    const { consume } = campaign({ handle });
    await expect(consume(said[0])).rejects.toThrow('the answer of the mailer was lost');
    for (const entry of [erased, left, said[0]]) await consume(entry);
    expect([...list]).toEqual([]);
  });

  test('is asked to forget, once, and is handed nothing from then on', async () => {
    const forgotten: unknown[] = [];
    const { consume, handed } = campaign({ forget: async (detail) => void forgotten.push(detail) });
    for (const entry of [said[0], erased, left, erased]) await consume(entry);
    expect(handed()).toEqual(['+buyers 1']);
    expect(forgotten).toEqual([erased.detail]);
  });

  test('is handed no exit again that was told before, in whatever order the doubles come', async () => {
    const { consume, handed } = campaign({});
    const again = entryOf('ada', 4, '+buyers');
    const leftAgain = entryOf('ada', 5, '-buyers');
    for (const entry of [said[0], said[1], left, again, leftAgain, erased]) await consume(entry);
    const before = handed();
    for (const entry of [left, leftAgain, again, left]) await consume(entry);
    expect(handed()).toEqual(before);
    expect(before.filter((one) => one.startsWith('-buyers'))).toEqual(['-buyers 3', '-buyers 5']);
  });

  test('keeps of the person that they were erased and which ends it was handed, and nothing where it forgets', async () => {
    const [state, forgetting] = [new Map(), new Map()];
    const [{ consume }, forgets] = [campaign({ state }), campaign({ state: forgetting, forget: async () => {} })];
    for (const entry of [said[0], erased]) await Promise.all([consume(entry), forgets.consume(entry)]);
    const kept = { last: 0, waiting: [], erased: true };
    expect(state.get('ada').value).toEqual({ ...kept, marks: { buyers: [1, 'in'] } });
    await Promise.all([consume(left), forgets.consume(left)]);
    expect(state.get('ada').value).toEqual({ ...kept, marks: { buyers: [3, 'out'] } });
    expect(forgetting.get('ada').value).toEqual({ ...kept, marks: {}, forgotten: true });
  });

  test('is asked to forget once where another process keeps the person first', async () => {
    const forgotten: unknown[] = [];
    let refusals = 2;
    const state = { get: async () => undefined, put: async () => (refusals -= 1) < 0 };
    const { consume } = campaign({ state, forget: async (detail) => void forgotten.push(detail) });
    await consume(erased);
    expect(forgotten).toEqual([erased.detail]);
  });

  test('is asked again where it could not forget', async () => {
    let isDown = true;
    const forget = async () => {
      if (isDown) throw new Error('the mailer is down');
    };
    const { consume, handed } = campaign({ forget });
    await expect(consume(erased)).rejects.toThrow('the mailer is down');
    isDown = false;
    await consume(erased);
    await consume(said[0]);
    expect(handed()).toEqual([]);
  });
});
