import { useEffect, useState } from 'preact/hooks';
import { answerCache } from './answer-cache.ts';
import type { Answer } from './answer.ts';
import { call } from './call.ts';
import { failureIn, type ApiFailure } from './failure.ts';

interface Options<Data> {
  /** After how many milliseconds it is asked again while the page is seen, by the latest answer; never by default. */
  readonly pollMs?: (data: Data) => number | undefined;
  /** Sent by POST. */
  readonly body?: unknown;
}

/** What came for one question; an answer to an earlier one is not shown for the next. */
interface Came<Data> {
  readonly key: string;
  readonly data?: Data;
  readonly failure?: ApiFailure;
}

/** Waits while the page is hidden: nobody sees what would be asked for. */
const afterWhile = (ms: number, run: () => void): (() => void) => {
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') run();
  }, ms);
  return () => clearInterval(timer);
};

const ask = async <Data>(path: string, key: string, asked: Parameters<typeof call>[1]): Promise<Came<Data>> => {
  try {
    const data = await call<Data>(path, asked);
    answerCache.set(key, data);
    return { key, data };
  } catch (error) {
    return { key, failure: failureIn(error) };
  }
};

const answerOf = <Data>(key: string, came: Came<Data> | undefined, again: () => void): Answer<Data> => {
  const shown = came?.key === key ? came : undefined;
  if (shown?.failure !== undefined) return { state: 'failed', failure: shown.failure, retry: again };
  const data = shown?.data ?? (answerCache.get(key) as Data | undefined);
  return data === undefined ? { state: 'loading' } : { state: 'ready', data, refresh: again };
};

/**
 * Asks for a path when it is first shown and whenever it becomes another; a call that nobody waits for any more is ended. An
 * answer that was given before is ready at once and asked for again.
 *
 * @param path - undefined where there is nothing to ask yet: that is `loading`.
 */
export const useAnswer = <Data>(path: string | undefined, { pollMs, body }: Options<Data> = {}): Answer<Data> => {
  const key = `${path} ${JSON.stringify(body) ?? ''}`;
  const [came, setCame] = useState<Came<Data>>();
  const [turn, setTurn] = useState(0);
  const again = (): void => setTurn((one) => one + 1);

  useEffect(() => {
    if (path === undefined) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    const show = async (): Promise<void> => {
      const next = await ask<Data>(path, key, { body, signal });
      if (!signal.aborted) setCame(next);
    };
    void show();
    return () => ending.abort();
  }, [key, turn]);
  const answer = answerOf(key, came, again);
  const every = answer.state === 'ready' ? pollMs?.(answer.data) : undefined;
  useEffect(() => (every === undefined ? undefined : afterWhile(every, again)), [every, key]);

  return answer;
};
