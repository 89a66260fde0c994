import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { openEmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { drawnSample } from '#lib/use-cases/preview/drawn-sample.ts';
import { tryDraft } from '#lib/use-cases/preview/try-draft.ts';
import { simulateShop } from '#test/core/predictions/simulate-shop.ts';
import { patron, workspace } from './command-line.ts';
import { purchaseEvents } from './shop-of-buyers.ts';

const { path, write } = workspace();

const people = simulateShop({
  orders: { k: 2, r: 0.9, alpha: 3, a: 0.6, b: 2 },
  spend: { p: 4, q: 3.5, v: 2500 },
  people: 150,
  days: 300,
  seed: 5,
});

interface Told {
  readonly time: string;
  readonly detail: { readonly eventId: string; readonly customerId: string; readonly total: number };
}

const line = (type: string, time: string, detail: object): string =>
  JSON.stringify({ time, source: 'shop.test', 'detail-type': type, detail });

/**
 * The same orders as a shop tells them that gets each wrong at first. In turn: a first telling of ten times the price, which is told
 * anew, an order that the right one replaces, and one of nobody's that is withdrawn, by name before it comes. What is right is told
 * when the other shop tells it.
 */
const asCorrected = (text: string, index: number): readonly string[] => {
  const { time, detail } = JSON.parse(text) as Told;
  const { eventId, total, customerId } = detail;
  const wrong = { ...detail, eventId: `${eventId}-wrong`, total: total * 10 };
  const before = new Date(Date.parse(time) - 1000).toISOString();
  const revision = (number: number) => ({ revision: { of: eventId, number } });
  if (index % 3 === 0) {
    const newest = line('PurchaseMade', time, { ...detail, ...revision(10) });
    return [line('PurchaseMade', before, { ...wrong, ...revision(9) }), newest, newest];
  }
  if (index % 3 === 1) {
    const right = { ...detail, replaces: wrong.eventId };
    return [line('PurchaseMade', before, wrong), line('PurchaseMade', time, right)];
  }
  const withdrawal = { eventId: `${eventId}-undo`, customerId, occurredAt: before, replaces: wrong.eventId };
  return [line('EventWithdrawn', before, withdrawal), line('PurchaseMade', before, wrong), text];
};

const right = purchaseEvents(people).trimEnd().split('\n');
const [last = ''] = right.slice(-1);
const until = (JSON.parse(last) as Told).time;

const source = {
  currency: 'GBP',
  traits: {
    spent: { performed: 'PurchaseMade', sum: 'total', within: 'P90D' },
    newest: { performed: 'PurchaseMade', latest: ['orderId', 'total'], atMost: 3 },
  },
  segments: [
    { key: 'spenders', name: 'Spenders', when: { trait: 'computed.spent', is: { gte: 5000 } } },
    { key: 'alive', name: 'Alive', when: { trait: 'predicted.alive', is: { gte: 0.5 } } },
    { key: 'buyers', name: 'Buyers', when: { performed: 'PurchaseMade', within: 'P60D', times: { gte: 2 } } },
  ],
} as const;

const segments = write('segments.json', JSON.stringify(source));
const bare = write('bare.json', JSON.stringify({ currency: 'GBP', segments: [] }));
const shops = { right, corrected: right.flatMap(asCorrected) };
type Shop = keyof typeof shops;

const run = async (...args: readonly string[]): Promise<string> => {
  const { status, stdout, stderr } = await patron(args);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
};

const inBoth = async <Seen>(see: (shop: Shop) => Promise<Seen>): Promise<readonly [Seen, Seen]> => [
  await see('corrected'),
  await see('right'),
];

interface Movement {
  readonly periods: readonly Readonly<Record<string, unknown>>[];
}

const movement: ReadonlySet<string> = new Set(['adds', 'drops', 'volatility']);

/** Without how many came and went: what was told of the wrong orders stands. */
const withoutMovement = (json: string): readonly object[] =>
  (JSON.parse(json) as Movement).periods.map((period) =>
    Object.fromEntries(Object.entries(period).filter(([name]) => !movement.has(name))),
  );

/** Since when, and by which change, is what was told. */
const idAndTraits = (text: string): object => {
  const { customerId, traits } = JSON.parse(text) as Readonly<Record<string, unknown>>;
  return { customerId, traits };
};

beforeAll(async () => {
  const bareRight = path('bare');
  const events = write('right.jsonl', right.join('\n'));
  await run('replay', '--events', events, '--segments', bare, '--out', bareRight);
  const model = path('model.json');
  await run('fit', '--store', bareRight, '--out', model);
  for (const [shop, lines] of Object.entries(shops)) {
    const from = write(`${shop}.jsonl`, lines.join('\n'));
    const catalogue = ['--segments', segments, '--model', model];
    await run('replay', '--events', from, ...catalogue, '--until', until, '--out', path(shop));
  }
});

describe('a shop that puts all its orders right is as one that told them right at once', () => {
  test('in what is predicted and computed of each person', async () => {
    const [corrected, told] = await inBoth(async (shop) =>
      readFileSync(`${path(shop)}/profiles.jsonl`, 'utf8')
        .trimEnd()
        .split('\n')
        .map((text) => (JSON.parse(text) as { traits: object }).traits),
    );
    expect(corrected).toEqual(told);
    expect(JSON.stringify(told)).toMatch(/"newest":.*"predicted":.*"alive":/);
  });

  test('in who is a member, and with which traits', async () => {
    for (const { key } of source.segments) {
      const [corrected, told] = await inBoth(async (shop) => {
        const traits = ['--all-traits', '--traits', 'orders.revenue,computed.spent'];
        const listed = await run('members', '--store', path(shop), '--segment', key, ...traits);
        return listed.trimEnd().split('\n').map(idAndTraits);
      });
      expect([key, corrected]).toEqual([key, told]);
      expect(told.length).toBeGreaterThan(10);
    }
  });

  test('in the model that is fitted to it', async () => {
    const [corrected, told] = await inBoth(async (shop) => {
      await run('fit', '--store', path(shop), '--out', path(`${shop}.model.json`));
      return JSON.parse(readFileSync(path(`${shop}.model.json`), 'utf8')) as unknown;
    });
    expect(corrected).toEqual(told);
  });

  test('in every figure of every segment and period but who came and went', async () => {
    const [corrected, told] = await inBoth(async (shop) =>
      withoutMovement(await run('metrics', '--store', path(shop), '--min', '5', '--every', 'month', '--json')),
    );
    expect(corrected).toEqual(told);
    expect(JSON.stringify(told)).toMatch(/"revenue":[1-9]/);
  });

  test('in previews of its samples', async () => {
    const drafts = [
      { performed: 'PurchaseMade', sum: 'total', is: { gte: 20_000 } },
      { trait: 'orders.average', is: { gte: 5000 } },
      { performed: 'PurchaseMade', times: { gte: 3 } },
    ] as const;
    for (const when of drafts) {
      const [corrected, told] = await inBoth(async (shop) => {
        const store = openEmbeddedStore(`${path(shop)}/store.sqlite`);
        try {
          const kept = await store.catalogues.latest();
          if (kept === undefined) throw new Error(`The store of ${shop} keeps no catalogue`);
          const sample = await drawnSample(store, Date.parse(until));
          return await tryDraft({ source: kept.source, when, sample, showsPeople: true });
        } finally {
          store.close();
        }
      });
      expect(corrected).toEqual(told);
      expect(told).toMatchObject({ preview: { people: people.length } });
    }
  });
});
