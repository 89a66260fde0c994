import type { TimelineItem as Told } from '#lib/use-cases/timeline/timeline-item.ts';

/** Something that the person did. */
export type EventItem = Extract<Told, { readonly kind: 'event' }>;

/** A membership that began or ended. */
export type ChangeItem = Extract<Told, { readonly kind: 'change' }> & {
  /** Why, in words. */
  readonly words?: readonly string[];
};

/** One of `GET /v1/people/{id}/timeline`. */
export type TimelineItem = EventItem | ChangeItem;
