import { useEffect, useReducer, useState } from 'preact/hooks';
import { useSession } from '../../api/session.ts';
import type { ApiFailure } from '../../api/failure.ts';
import { FeedReader, feedPath, type Asked } from './feed-reader.ts';
import type { Feed } from './feed.ts';

/** The changes as they are read along. */
export interface ReadAlong {
  /** Undefined until the first page is there. */
  readonly feed: Feed | undefined;
  /** Why the latest question was not answered; what was read stays. */
  readonly failure: ApiFailure | undefined;
  /** Begins anew. */
  readonly retry: () => void;
  /** Shows what came since. */
  readonly release: () => void;
  readonly readOlder: () => void;
}

/** A deployment is paid for each question, and shows what is two seconds old. */
const everyMs = { store: 2000, dev: 2000, deployed: 5000 } as const;

/** Runs something every while, and when the page is seen again; never while it is hidden. */
const whileSeen = (run: () => void, ms: number): (() => void) => {
  const runIfSeen = (): void => {
    if (document.visibilityState === 'visible') run();
  };
  const timer = setInterval(runIfSeen, ms);
  document.addEventListener('visibilitychange', runIfSeen);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', runIfSeen);
  };
};

/**
 * Reads the changes of everybody along, newest first.
 *
 * @param isPaused - whether nothing new is asked for.
 * @param isWaiting - whether what is new waits, since the reader looks at older ones.
 */
export const useFeed = (asked: Asked, isPaused: boolean, isWaiting: () => boolean): ReadAlong => {
  const path = feedPath(asked);
  const { mode } = useSession();
  const [reader, setReader] = useState<FeedReader>();
  const [, redraw] = useReducer<number, undefined>((count) => count + 1, 0);
  const [turn, setTurn] = useState(0);

  useEffect(() => {
    const next = new FeedReader(asked, () => redraw(undefined));
    setReader(next);
    void next.readFirst();
    return () => next.end();
  }, [path, turn]);
  useEffect(
    () =>
      isPaused || reader === undefined ? undefined : whileSeen(() => void reader.readNewer(isWaiting), everyMs[mode]),
    [reader, isPaused],
  );

  const present = reader?.path === path ? reader : undefined;
  return {
    feed: present?.feed,
    failure: present?.failure,
    retry: () => setTurn((one) => one + 1),
    release: () => present?.release(),
    readOlder: () => void present?.readOlder(),
  };
};
