import { useLocation } from 'preact-iso/router';
import { withQuery } from '../../../api/call.ts';
import { useSession } from '../../../api/session.ts';
import { dateOf, endOf } from './zoned-day.ts';

/** The instant that a person is looked at. */
export interface AsOf {
  /** As the API takes it; undefined for now. */
  readonly instant: string | undefined;
  /** The date of it in the catalogue's zone. */
  readonly date: string;
  /** Today in the catalogue's zone. */
  readonly today: string;
  /** Looks at the end of a date, or at now where it is today or later. It replaces the entry of the browser's history. */
  readonly goTo: (date: string) => void;
}

const isDate = (at: string): boolean => /^\d{4}-\d\d-\d\d$/.test(at) && !Number.isNaN(Date.parse(at));

/** The instant of an address: a date means its end, anything else that is an instant means itself. */
const instantIn = (at: string | undefined, zone: string): string | undefined => {
  if (at === undefined || at === '' || Number.isNaN(Date.parse(at))) return undefined;
  return isDate(at) ? endOf(at, zone) : new Date(at).toISOString();
};

/** The instant that the address holds as `?at=`, and how to change it. */
export const useAsOf = (): AsOf => {
  const { path, query, route } = useLocation();
  const {
    now,
    catalogue: { timeZone: zone },
  } = useSession();
  const instant = instantIn(query['at'], zone);
  const today = dateOf(now, zone);
  return {
    instant,
    date: dateOf(instant ?? now, zone),
    today,
    goTo: (date) => route(withQuery(path, { ...query, at: date >= today ? undefined : date }), true),
  };
};
