import type { Change, ChangePage } from './change.ts';

/** What has been read of the changes. */
export interface Feed {
  /** Newest first. */
  readonly shown: readonly Change[];
  /** Came since and not shown yet, newest first. */
  readonly waiting: readonly Change[];
  /** Behind it comes what is newer. */
  readonly newest: string;
  /** Before it stands what is older; null at the beginning of the log. */
  readonly next: string | null;
  /** Whether older ones are being read. */
  readonly isReading: boolean;
}

/** So many wait at most: whoever leaves the page open for days does not fill the memory. */
const most = 2000;

/** What the first page has. */
export const firstFeed = ({ items, newest, next }: ChangePage): Feed => ({
  shown: items,
  waiting: [],
  newest,
  next,
  isReading: false,
});

/** With what waited. */
export const released = (feed: Feed): Feed => ({ ...feed, shown: [...feed.waiting, ...feed.shown], waiting: [] });

/** With what came since; it waits while the reader looks at older ones. */
export const withNewer = (feed: Feed, { items, newest }: ChangePage, isWaiting: boolean): Feed => {
  const came = { ...feed, newest, waiting: [...items, ...feed.waiting].slice(0, most) };
  return isWaiting ? came : released(came);
};

/** With what is older. */
export const withOlder = (feed: Feed, { items, next }: ChangePage): Feed => ({
  ...feed,
  shown: [...feed.shown, ...items],
  next,
});
