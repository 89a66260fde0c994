import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { segmentHistory } from '#lib/use-cases/insight/segment-history.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { runs } from '#test/support/runs.ts';
import { naiveFlows, naiveMetrics, type Change, type Told } from './naive-metrics.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.parse('2026-01-05T00:00:00Z');
const week = 7 * day;

const catalogue = compile({
  currency: 'EUR',
  segments: [
    { key: 'buyers', when: { performed: 'PurchaseMade', within: 'P7D' } },
    { key: 'silent', when: { not: { performed: 'VisitMade', within: 'P10D' } } },
    { key: 'content', when: { trait: 'feedback.satisfaction', is: { gte: 0.5 } } },
    { key: 'loyal', when: { trait: 'orders.count', is: { gte: 2 } } },
  ],
});

const who = fc.oneof(
  { weight: 6, arbitrary: fc.record({ customerId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'gone') }) },
  { weight: 3, arbitrary: fc.record({ anonymousId: fc.constantFrom('v', 'w', 'x') }) },
  {
    weight: 1,
    arbitrary: fc.record({
      customerId: fc.constantFrom('a', 'b', 'gone'),
      anonymousId: fc.constantFrom('v', 'w', 'x'),
    }),
  },
);

const currency = fc.constantFrom('EUR', 'EUR', 'EUR', 'USD');

const said: fc.Arbitrary<{ readonly type: string; readonly detail: object }> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({ total: fc.constantFrom(100, 250, 1000), currency })
      .map((detail) => ({ type: 'PurchaseMade', detail: { ...detail, orderId: 'o' } })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ amount: fc.constantFrom(100, 300), currency })
      .map((detail) => ({ type: 'PurchaseRefunded', detail: { ...detail, orderId: 'o' } })),
  },
  { weight: 2, arbitrary: fc.constant({ type: 'VisitMade', detail: {} }) },
  {
    weight: 3,
    arbitrary: fc
      .option(fc.constantFrom(1, 3, 5), { nil: undefined, freq: 4 })
      .map((score) => ({ type: 'FeedbackGiven', detail: { kind: 'csat', score } })),
  },
);

/** How much later than the event before: at the same instant, on the edge of a period or of a window, beside it. */
const pause = fc
  .tuple(fc.constantFrom(0, hour, day, 3 * day, week, 90 * day), fc.constantFrom(0, 0, -1, 1))
  .map(([length, off]) => Math.max(0, length + off));

/** How late an event comes. */
const delay = fc.constantFrom(0, 0, 0, 0, 1, day, week, 3 * week);

const drawn = fc.record({ who, said, pause, delay });

/** At most one erasure, somewhere. */
const erasure = fc.option(
  fc.record({ who: fc.constantFrom({ customerId: 'gone' }, { anonymousId: 'x' }), place: fc.nat({ max: 40 }) }),
  { nil: undefined },
);

interface Line {
  readonly time: number;
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

const linesOf = (draws: readonly (typeof drawn extends fc.Arbitrary<infer One> ? One : never)[]): readonly Line[] => {
  let time = start;
  return draws.map((draw, index) => {
    time += draw.pause;
    const occurredAt = new Date(time - draw.delay).toISOString();
    return {
      time,
      type: draw.said.type,
      detail: { eventId: `e${index}`, occurredAt, ...draw.who, ...draw.said.detail },
    };
  });
};

const stream = fc.tuple(fc.array(drawn, { minLength: 1, maxLength: 60, size: 'max' }), erasure).map(([draws, end]) => {
  const erased = end && { who: end.who, said: { type: 'ErasureRequested', detail: {} }, pause: 0, delay: 0 };
  return linesOf(erased ? draws.toSpliced(end.place, 0, erased) : draws);
});

const entryOf = ({ time, type, detail }: Line): string =>
  JSON.stringify({ time: new Date(time).toISOString(), source: 'shop.test', 'detail-type': type, detail });

const blockOf = async function* (lines: readonly Line[]) {
  yield lines.map(entryOf);
};

const toldOf = ({ time, type, detail }: Line): Told => ({
  ...(detail as object),
  type,
  time,
  occurredAt: Date.parse(String(detail['occurredAt'])),
});

const publishedIn = async (folder: string): Promise<readonly Change[]> =>
  (await readFile(join(folder, 'changes.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line.includes('"Segment'))
    .map((line) => (JSON.parse(line) as { readonly detail: Change }).detail);

const minimum = 2;

/** To twelve digits: sums in another order may differ beyond. */
const rounded = (lines: readonly object[]): unknown =>
  JSON.parse(
    JSON.stringify(lines, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(12)) : value,
    ),
  );

test('segmentHistory() is that of a naive look through all events and changes', async () => {
  await fc.assert(
    fc.asyncProperty(stream, fc.constantFrom(0, day, 12 * day), async (lines, after) => {
      await inNewFolder(async (out) => {
        const until = (lines.at(-1)?.time ?? start) + after;
        await replay({ catalogue, events: blockOf(lines), out, until, stopwatch: () => 0 });
        const changes = await publishedIn(out);
        const keys = catalogue.source.segments.map(({ key }) => key);
        const store = openEmbeddedStore(join(out, 'store.sqlite'));
        try {
          const people = { store, catalogue, minimum, everybody: () => store.profiles() };
          const asked = { told: lines.map(toldOf), changes, keys, minimum };
          const { periods, flows } = await segmentHistory(people, 'P7D');
          expect(rounded(periods)).toEqual(rounded(naiveMetrics(asked)));
          expect(flows).toEqual(naiveFlows(asked));
        } finally {
          store.close();
        }
      });
    }),
    runs(200),
  );
});
