import * as z from 'zod/mini';
import { describe, expect, test } from 'vitest';
import { acceptEntry } from '#events/accept-entry.ts';
import { incomingEvents } from '#events/incoming-event.ts';
import { backfillEvents } from '#events/backfill-event.ts';
import { canaryEvents } from '#events/canary-heard.ts';
import { insightEvents } from '#events/insight-event.ts';
import { outgoingEvents } from '#events/outgoing-event.ts';
import { snapshotEvents } from '#events/snapshot-event.ts';
import { absent, example, examples, exampleWith, kebab } from './entries.ts';

const incoming = Object.values(incomingEvents);
const outgoing = [
  ...Object.values(outgoingEvents),
  ...Object.values(snapshotEvents),
  ...Object.values(backfillEvents),
  ...Object.values(insightEvents),
  ...Object.values(canaryEvents),
];

describe('examples', () => {
  test('there is exactly one for each contract', () => {
    expect([...examples.keys()].sort()).toEqual([...incoming, ...outgoing].map(({ type }) => kebab(type)).sort());
  });

  test.each(incoming)('$type is accepted, and every field of it is a known one', ({ type }) => {
    const entry = example(type);
    const result = acceptEntry(entry);
    expect(result).toMatchObject({ ok: true, event: { type, detail: entry.detail } });
    expect(result.ok && result.event.detail).toEqual(entry.detail);
  });

  test.each(outgoing)('$type fits its contract, and every field of it is a known one', ({ type, schema, pattern }) => {
    const entry = example(type);
    expect(z.parse(schema, entry.detail)).toEqual(entry.detail);
    expect(pattern).toEqual({ source: [entry.source], 'detail-type': [entry['detail-type']] });
  });
});

describe('outgoingEvents', () => {
  test.each([
    ['SegmentEntered', 'status', 'exited'],
    ['SegmentExited', 'status', 'entered'],
    ['SegmentEntered', 'sequence', 0],
    ['SegmentEntered', 'sequence', absent],
    ['SegmentEntered', 'customerId', absent],
    ['SegmentEntered', 'anonymousId', 'visitor-7f3a'],
    ['SegmentEntered', 'effectiveAt', '2027-01-01T09:12:00Z'],
    ['SegmentEntered', 'decidedAt', '2027-01-01T09:12:00.000+00:00'],
    ['SegmentExited', 'enteredAt', absent],
    ['SegmentEntered', 'nextReviewAt', absent],
    ['SegmentEntered', 'origin', 'event'],
    ['SegmentEntered', 'segment.key', 'Lapsing'],
    ['SegmentEntered', 'consent.marketing', 'yes'],
    ['SegmentEntered', 'changeId', 'cust-42'],
    ['SegmentEntered', 'because.0.holds', absent],
    ['ProfileErased', 'customerId', absent],
    ['ProfileErased', 'receiptId', absent],
  ] as const)('%s with %s = %s does not fit', (type, path, value) => {
    const { detail } = exampleWith(type, path, value);
    expect(z.safeParse(outgoingEvents[type].schema, detail).success).toBe(false);
  });

  test('a visitor stands under anonymousId, with a ~ before its changeId', () => {
    const entry = exampleWith('SegmentExited', 'customerId', absent);
    const detail = { ...entry.detail, anonymousId: 'visitor-7f3a', changeId: '~visitor-7f3a:18' };
    expect(z.parse(outgoingEvents.SegmentExited.schema, detail)).toEqual(detail);
  });
});
