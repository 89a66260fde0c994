import type { WorkPerEvent } from './work.ts';

/** Work per event as it was measured, with the rate at which one person causes it. */
export interface MeasuredWork extends WorkPerEvent {
  /** The units of an event that changes no membership and leaves no timer: what remains at a change rate of 0. */
  readonly own: { readonly reads: number; readonly writes: number };
  /** Events of one person in 30 days. */
  readonly eventsPerPersonMonth: number;
}

/** The command that measures them; its JSON has them in the details of `writes.bill.visits.default` and `writes.bill.online-retail.default`. */
export const measuringCommand = 'npm run bench -- writes --json';

/** Events of one person within the window of a stream, which share a commit; its JSON has them as `writes.sharing`. */
export const measuredSharing = { visits: 1.0003, invoices: 1.022 } as const;

/** Units by DynamoDB Local's own count, with the 41 segments of the default catalogue and every event in a batch of its own. */
export const measuredWork = {
  /** A synthetic year of a shop in which five of six events are visits: 3,468 events, of every sixth customer. */
  visits: {
    own: { reads: 2.38, writes: 2.29 },
    reads: 3.25,
    writes: 3.98,
    indexWrites: 1.71,
    changes: 0.914,
    instants: 0.745,
    ticks: 0.497,
    eventBytes: 315,
    eventRowBytes: 373,
    changeRowBytes: 743,
    profileBytes: 960,
    eventsPerPersonMonth: 5.18,
  },
  /** The invoices and refunds of a real shop (Online Retail): 1,260 events, of every eighth customer. */
  invoices: {
    own: { reads: 2.01, writes: 2.19 },
    reads: 3.92,
    writes: 5.16,
    indexWrites: 2.98,
    changes: 3.7,
    instants: 1.75,
    ticks: 1.19,
    eventBytes: 1_884,
    eventRowBytes: 710,
    changeRowBytes: 490,
    profileBytes: 678,
    eventsPerPersonMonth: 0.384,
  },
} as const satisfies Record<string, MeasuredWork>;
