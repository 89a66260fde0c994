import { describe, expect, test } from 'vitest';
import type { LedgerRow } from '#lib/ports/store/customer-store.ts';
import { pastEvents } from '#lib/use-cases/history/past-events.ts';

const detail = { eventId: 'e-1', customerId: 'cust-42', occurredAt: '2026-11-01T09:00:00Z', path: '/' };

const row = (body: object): LedgerRow => ({
  person: 'C#cust-42',
  eventId: 'e-1',
  fingerprint: 'f',
  arrivedAt: Date.UTC(2026, 10, 1, 9),
  body: JSON.stringify(body),
});

const readBack = (body: object) =>
  pastEvents(
    {
      ledger: async function* rows() {
        yield row(body);
      },
    },
    'C#cust-42',
  );

describe('pastEvents()', () => {
  test('reads an event as it was accepted, without its unknown fields', async () => {
    const events = await readBack({ 'detail-type': 'VisitMade', source: 'shop.web', detail: { ...detail, mood: 1 } });
    expect(events).toMatchObject([{ person: 'C#cust-42', event: { type: 'VisitMade', detail } }]);
    expect(events).not.toHaveProperty('0.event.detail.mood');
  });

  test.each([
    ['replaces', 7],
    ['replaces', 'e-1'],
    ['revision', 3],
    ['revision', { of: 'order-7' }],
  ])('takes a %s of %j, which 0.2.0 ignored, for nothing', async (name, value) => {
    const events = await readBack({ 'detail-type': 'VisitMade', detail: { ...detail, [name]: value } });
    expect(events).toMatchObject([{ event: { type: 'VisitMade', detail } }]);
    expect(events).not.toHaveProperty(`0.event.detail.${name}`);
  });

  test('ignores forgotten traits of another form, and what stands beside them: 0.2.0 ignored it all', async () => {
    const { path: _path, ...header } = detail;
    const said = { ...header, via: 'crm', traits: { custom: { tier: 'gold' } } };
    const wrong = { ...said, forget: 'address', revision: { of: 'crm', number: 3 } };
    const [past] = await readBack({ 'detail-type': 'CustomerDescribed', source: 'shop.crm', detail: wrong });
    expect(past?.event?.detail).toEqual(said);
    const right = { ...said, forget: ['custom.color'], replaces: 'e-0' };
    const [kept] = await readBack({ 'detail-type': 'CustomerDescribed', source: 'shop.crm', detail: right });
    expect(kept).toMatchObject({ event: { detail: right } });
  });

  test.each([
    [{ 'detail-type': 'EventWithdrawn', detail: { ...detail, replaces: 7 } }, 'replaces'],
    [{ 'detail-type': 'VisitMade', detail: { ...detail, replaces: 7, path: 7 } }, 'path'],
    [{ 'detail-type': 'VisitMade', detail: { ...detail, occurredAt: 'yesterday' } }, 'occurredAt'],
    [{ 'detail-type': 'VisitPaid', detail }, 'detail-type'],
    [{ detail }, 'detail-type'],
    [[], 'detail-type'],
  ])('refuses %j by the field that no version has taken', async (body, field) => {
    await expect(readBack(body)).rejects.toThrow(
      new TypeError(`Cannot fold ledger event e-1 as it was kept: ${field}`),
    );
  });
});
