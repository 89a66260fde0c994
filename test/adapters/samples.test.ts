import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { samplesOf } from './payloads.ts';

const names = Object.keys(adapters) as AdapterName[];

describe.each(names)('%s', (adapter) => {
  const samples = samplesOf(adapter);

  test('is shown by at least 25 payloads', () => {
    expect(samples.length).toBeGreaterThanOrEqual(25);
  });

  test.each(samples)('$name: $says', ({ payload, headers = {}, becomes, unusable }) => {
    const adapted = adapters[adapter](payload, headers);
    expect(adapted).toEqual(unusable === undefined ? { events: becomes } : { unusable });
    const events = 'events' in adapted ? adapted.events : [];
    expect(events.filter((event) => !acceptEntry(event).ok)).toEqual([]);
    expect(adapters[adapter](structuredClone(payload), headers)).toEqual(adapted);
  });

  test('gives one id no two bodies, which would be a conflict', () => {
    const bodies = new Map<string, unknown>();
    for (const { detail } of samples.flatMap(({ becomes = [] }) => becomes)) {
      const { customerId, anonymousId, eventId } = detail;
      const fact = JSON.stringify([customerId ?? null, customerId === undefined ? anonymousId : null, eventId]);
      expect(detail).toEqual(bodies.get(fact) ?? detail);
      bodies.set(fact, detail);
    }
  });
});
