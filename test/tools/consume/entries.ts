import type { BusEntry, SegmentChange } from '#lib/tools/consume/consume.ts';

const instant = '2026-11-01T12:00:00.000Z';

/** What a change says, in short: `+buyers` is an entry, `-buyers` an exit, `=buyers` a membership in a snapshot. */
export type Said = `${'+' | '-' | '='}${string}`;

const kinds = { '+': 'SegmentEntered', '-': 'SegmentExited', '=': 'SegmentMember' } as const;
type Sign = keyof typeof kinds;

const idsOf = (person: string) => (person.startsWith('~') ? { anonymousId: person.slice(1) } : { customerId: person });

/** The detail of a change, whole but for its reasons. */
export const detailOf = (person: string, sequence: number, said: Said): SegmentChange => {
  const [sign, key] = [said[0] as Sign, said.slice(1)];
  return {
    changeId: `${person}:${sequence}`,
    sequence,
    ...idsOf(person),
    status: sign === '-' ? 'exited' : 'entered',
    segment: { key, name: key, definitionHash: '180bb3fb' },
    effectiveAt: instant,
    decidedAt: instant,
    ...(sign === '=' ? { origin: 'snapshot', runId: 'run-1' } : { origin: 'live', cause: {}, because: [] }),
    enteredAt: instant,
    nextReviewAt: null,
    segments: [],
    traits: {},
    consent: {},
  } as SegmentChange;
};

/** An entry of the bus with a change. */
export const entryOf = (person: string, sequence: number, said: Said): BusEntry => ({
  source: 'patron',
  'detail-type': kinds[said[0] as Sign],
  detail: detailOf(person, sequence, said),
});

/** The entry that says that a person was erased. */
export const erasureOf = (person: string): BusEntry => ({
  source: 'patron',
  'detail-type': 'ProfileErased',
  detail: { ...idsOf(person), erasedAt: instant, receiptId: 'receipt-1' },
});

/** What was said, and its place: `+buyers 3`. */
export const inShort = (change: SegmentChange): string => {
  const exited = change.status === 'exited' ? '-' : '+';
  return `${change.origin === 'snapshot' ? '=' : exited}${change.segment.key} ${change.sequence}`;
};
