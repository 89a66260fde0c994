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

/** Units by DynamoDB Local's own count, with the 30 segments of the default catalogue and every event in a batch of its own. */
export const measuredWork = {
  /** A synthetic year of a shop in which five of six events are visits: 1,690 events, of every sixth customer. */
  visits: {
    own: { reads: 2.38, writes: 2.09 },
    reads: 3.06,
    writes: 3.24,
    indexWrites: 1.33,
    changes: 0.671,
    instants: 0.505,
    ticks: 0.433,
    eventBytes: 317,
    eventRowBytes: 374,
    changeRowBytes: 648,
    profileBytes: 828,
    eventsPerPersonMonth: 4.09,
  },
  /** The invoices and refunds of a real shop (Online Retail): 1,260 events, of every eighth customer. */
  invoices: {
    own: { reads: 1.98, writes: 2.14 },
    reads: 4.07,
    writes: 5.06,
    indexWrites: 3.1,
    changes: 3.12,
    instants: 1.54,
    ticks: 1.39,
    eventBytes: 1_884,
    eventRowBytes: 707,
    changeRowBytes: 561,
    profileBytes: 593,
    eventsPerPersonMonth: 0.384,
  },
} as const satisfies Record<string, MeasuredWork>;
