import { describe, expect, test } from 'vitest';
import { alternate } from '../../bench/harness/rounds.ts';

const logged = () => {
  const log: string[] = [];
  const measure = (name: string) => () => {
    log.push(name);
    return `${name}${log.length}`;
  };
  return { log, measures: [measure('a'), measure('b')] };
};

describe('alternate()', () => {
  test('measures each once a round, in turns the one and the other first, and gives them in their own order', async () => {
    const { log, measures } = logged();
    const rounds = await alternate(measures, { rounds: 2, warmUp: false });
    expect(log.join('')).toBe('abba');
    expect(rounds).toEqual([
      ['a1', 'b2'],
      ['a4', 'b3'],
    ]);
  });

  test('leaves out a first round that warms up', async () => {
    const { log, measures } = logged();
    const rounds = await alternate(measures, { rounds: 1 });
    expect(log).toHaveLength(4);
    expect(rounds).toEqual([['a3', 'b4']]);
  });
});
