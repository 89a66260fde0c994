import type { ApiFailure } from './failure.ts';

/** What is known of an answer that was asked for. */
export type Answer<Data> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: ApiFailure; readonly retry: () => void }
  | {
      readonly state: 'ready';
      readonly data: Data;
      /** Asks again; what is shown stays until the answer comes. */
      readonly refresh: () => void;
    };
