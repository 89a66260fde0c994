import { useLocation } from 'preact-iso/router';
import { withQuery } from '../api/call.ts';

type Query = Readonly<Record<string, string | undefined>>;

interface InAddress {
  /** The parameters of the address. */
  readonly query: Query;
  /** Changes some of them, without a step in the browser's history; one that becomes undefined or empty is left out. */
  readonly changeQuery: (changes: Query) => void;
}

/** What a screen shows as far as its address says it, so that it can be sent to somebody. */
export const useQuery = (): InAddress => {
  const { path, query, route } = useLocation();
  return { query, changeQuery: (changes) => route(withQuery(path, { ...query, ...changes }), true) };
};
