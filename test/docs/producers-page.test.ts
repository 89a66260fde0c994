import { afterEach, describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { troubledBus, type PutEntry, type Weather } from '#test/tools/emit/troubled-bus.ts';
import { objectionTo } from '../../docs/snippets/check-event.ts';
import { checkout } from '../../docs/snippets/emit.ts';
import { purchaseEntry, putEvents } from '../../docs/snippets/put-events.ts';
import { read } from './pages.ts';

const page = read('docs/producers.md');
const closing: (() => void)[] = [];

afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const open = async (weather: Weather) => {
  const bus = await troubledBus(weather);
  closing.push(bus.close);
  return bus;
};

/** The first two entries are throttled. */
const throttled: Weather = { ofEntry: (entry) => (entry < 2 ? 'ThrottlingException' : 'take') };

const accepted = ({ Source, DetailType, Detail }: PutEntry): boolean =>
  acceptEntry({ source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) }).ok;

const order = { id: '1001', customerId: 'cust-42', total: 19.99 };

describe('docs/producers.md', () => {
  test('shows its snippets as they are', () => {
    const shown = [...page.matchAll(/<!-- (docs\S+) -->\n+```\w+\n([^]*?\n)```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, text])).toEqual(
      shown.map(([, file = '']) => [file, read(file)]),
    );
    expect(shown).toHaveLength(6);
  });

  test('puts right by events that are accepted as they stand', () => {
    const [, section = ''] = page.split('## Taking back and putting right\n');
    const [told = ''] = section.split('\n## ');
    const shown = [...told.matchAll(/```json\n([^]*?\n)```/g)].map(([, text = '']) => acceptEntry(JSON.parse(text)));
    expect(shown.map((each) => each.ok && each.event.type)).toEqual([
      'EventWithdrawn',
      'PurchaseMade',
      'CustomerDescribed',
    ]);
  });

  test('puts again, by PutEvents itself, the entries that were not taken, and those alone', async () => {
    const { client, taken, calls } = await open(throttled);
    await putEvents(
      client,
      ['1', '2', '3'].map((id) => purchaseEntry({ id, customerId: 'cust-42', cents: 1999 })),
    );
    expect(calls.map(({ length }) => length)).toEqual([3, 2]);
    expect(taken).toHaveLength(3);
    expect(taken.every(accepted)).toBe(true);
  });

  test('gives up after five attempts, and says so', async () => {
    const { client, calls } = await open({ ofEntry: () => 'InternalFailure' });
    const put = putEvents(client, [purchaseEntry({ id: '1', customerId: 'cust-42', cents: 1999 })]);
    await expect(put).rejects.toThrow('Cannot put 1 events on the bus');
    expect(calls).toHaveLength(5);
  });

  test('tells of an order through the emitter, and has it taken when it closes', async () => {
    const { client, taken } = await open(throttled);
    const { paid, close } = checkout(client);
    await paid(order);
    await close();
    expect(taken.map(({ Detail }) => JSON.parse(Detail))).toMatchObject([{ eventId: 'order-1001', total: 1999 }]);
  });

  test('has an entry for the shell that Patron accepts', () => {
    const [, json = ''] = /--entries '([^]*)'/.exec(read('docs/snippets/put-events.sh')) ?? [];
    const entries = JSON.parse(json) as readonly PutEntry[];
    expect(entries.map(accepted)).toEqual([true]);
  });

  test('says what Patron would say to an entry', () => {
    const { Source, DetailType, Detail } = purchaseEntry({ id: '1', customerId: 'cust-42', cents: 19.99 });
    const entry = { source: Source, 'detail-type': DetailType, detail: JSON.parse(Detail) };
    expect(objectionTo(entry)).toContain('total must be an integer');
    expect(objectionTo({ ...entry, detail: { ...entry.detail, total: 1999 } })).toBeUndefined();
  });
});
