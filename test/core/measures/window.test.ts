import { describe, expect, test } from 'vitest';
import { foldAll, measured, onwards, stateWith, type Arrives } from './measured.ts';

const day = 86_400_000;
const start = Date.UTC(2027, 0, 1);

const arrived = (eventId: string, t: number): Arrives => ({ happened: { t, eventId, role: 'page' }, clock: t });

describe('the next flip of a window', () => {
  const once = measured({ performed: 'VisitMade', within: 'P10D', times: { eq: 1 } });
  const flipAfter = (arrivals: readonly Arrives[], now: number) =>
    once.leaf.nextFlip?.(stateWith(once.measure, foldAll(once.measure, arrivals)), onwards(now));

  test('comes when an event leaves, at its time and the length of the window', () => {
    const two = [arrived('e1', start), arrived('e2', start + day)];
    expect(flipAfter(two, start + 2 * day)).toBe(start + 10 * day);
    expect(flipAfter(two, start + 10 * day)).toBe(start + 11 * day);
    expect(flipAfter(two, start + 11 * day)).toBe(Infinity);
  });

  test('does not come between events of one time, which leave together', () => {
    expect(flipAfter([arrived('e1', start), arrived('e2', start)], start + day)).toBe(Infinity);
    const three = [arrived('e1', start), arrived('e2', start), arrived('e3', start + day)];
    expect(flipAfter(three, start + day)).toBe(start + 10 * day);
  });
});
