import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAnniversaryNear, nextAnniversaryTurn } from '#lib/core/time/anniversary.ts';
import { utcCalendar } from '#lib/core/time/calendar.ts';
import { day } from '#lib/core/time/duration.ts';
import { runs } from '#test/support/runs.ts';

const lead = 7 * day;
const date = fc.constantFrom(-3_653, -1, 0, 1, 58, 59, 789, 11_016, 20_818);
const now = fc.tuple(fc.nat({ max: 24_000 }), fc.constantFrom(0, 1, day - 1)).map(([days, rest]) => days * day + rest);

test('anniversaries are the same, whichever were asked for before', () => {
  const [isNear, nextTurn] = [isAnniversaryNear(lead, utcCalendar), nextAnniversaryTurn(lead, utcCalendar)];
  fc.assert(
    fc.property(date, now, (of, at) => {
      expect(isNear(of, at)).toBe(isAnniversaryNear(lead, utcCalendar)(of, at));
      const turn = nextTurn(of, at);
      expect(turn).toBe(nextAnniversaryTurn(lead, utcCalendar)(of, at));
      expect(isNear(of, turn)).not.toBe(isNear(of, turn - 1));
    }),
    runs(1_000),
  );
});
