import type { Cause, IdOf } from '../person.ts';

/** Something that the person did. */
export type EventItem = IdOf & {
  readonly kind: 'event';
  readonly at: string;
  readonly arrivedAt: string;
  readonly eventId: string;
  readonly type: string;
  readonly source?: string;
  /** As it came. */
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly replaced?: true;
};

/** A membership that began or ended. */
export type ChangeItem = IdOf & {
  readonly kind: 'change';
  readonly at: string;
  readonly changeId: string | null;
  readonly status: 'entered' | 'exited';
  readonly segment: { readonly key: string; readonly name: string };
  readonly decidedAt: string;
  readonly origin: string;
  readonly cause: Cause;
  /** Why, in words. */
  readonly words?: readonly string[];
  readonly quiet?: true;
};

/** One of `GET /v1/people/{id}/timeline`. */
export type TimelineItem = EventItem | ChangeItem;
