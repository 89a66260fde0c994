import { useEffect, useRef, useState } from 'preact/hooks';
import type { Answer } from './answer.ts';
import { call, withQuery } from './call.ts';
import { failureIn, type ApiFailure } from './failure.ts';

/** A page of a list as the API answers it. */
interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** A list that is read page by page. */
export interface Pages<Item> {
  /** Everything read so far. */
  readonly items: readonly Item[];
  /** Reads the next page; undefined where the list has ended. */
  readonly readMore: (() => void) | undefined;
  readonly isReading: boolean;
  /** Why the next page did not come. */
  readonly failure: ApiFailure | undefined;
}

interface Read<Item> extends Omit<Pages<Item>, 'readMore'> {
  readonly of: string;
  readonly next: string | null;
}

/** A list's path with a cursor added to its query. */
const pathAt = (list: string, cursorName: string, cursor: string | null | undefined): string => {
  const [base = '', query = ''] = list.split('?');
  return withQuery(base, { ...Object.fromEntries(new URLSearchParams(query)), [cursorName]: cursor ?? undefined });
};

/** Reads one more page behind what was read before; what was read stays where the page does not come. */
const readNext = async <Item>(path: string, before: Read<Item>, signal: AbortSignal): Promise<Read<Item>> => {
  try {
    const page = await call<Page<Item>>(path, { signal });
    return {
      ...before,
      items: [...before.items, ...page.items],
      next: page.next,
      isReading: false,
      failure: undefined,
    };
  } catch (error) {
    return { ...before, isReading: false, failure: failureIn(error) };
  }
};

/**
 * Reads a list with cursors, the first page at once and the others when asked.
 *
 * @param list - the path, with a query but without `cursor`; undefined where there is nothing to read yet.
 * @param cursorName - the parameter that takes `next`: `cursor` by default.
 */
export const usePages = <Item>(list: string | undefined, cursorName = 'cursor'): Answer<Pages<Item>> => {
  const [read, setRead] = useState<Read<Item>>();
  const ending = useRef(new AbortController());
  const readAfter = async (before: Read<Item>): Promise<void> => {
    ending.current.abort();
    const { signal } = (ending.current = new AbortController());
    if (before.items.length > 0) setRead({ ...before, isReading: true, failure: undefined });
    const next = await readNext(pathAt(before.of, cursorName, before.next), before, signal);
    if (!signal.aborted) setRead(next);
  };
  const readFirst = (): void => {
    if (list !== undefined) void readAfter({ of: list, items: [], next: null, isReading: true, failure: undefined });
  };
  useEffect(() => {
    readFirst();
    return () => ending.current.abort();
  }, [list]);

  if (read === undefined || read.of !== list) return { state: 'loading' };
  const { items, failure, next, isReading } = read;
  if (failure !== undefined && items.length === 0) return { state: 'failed', failure, retry: readFirst };
  const readMore = next === null ? undefined : () => void readAfter(read);
  return { state: 'ready', data: { items, isReading, failure, readMore }, refresh: readFirst };
};
