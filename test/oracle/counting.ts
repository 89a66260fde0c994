import type { Arrival } from './arrival.ts';
import { isObject, type Fields } from './event-forms.ts';
import { compareText, type Fact } from './facts.ts';

/** What an applied event says about which events of its own id count. */
export interface Telling {
  /** `C#` or `A#` and the id that it came under. */
  readonly own: string;
  readonly eventId: string;
  readonly replaces: string | undefined;
  /** The fact, and the number of the telling. */
  readonly of: string | undefined;
  readonly number: number;
}

/** Whose an event is by its own ids: a customer's if it has such an id, whoever a visitor is by now. */
export const ownOf = ({ customerId, anonymousId }: Fields): string =>
  typeof customerId === 'string' ? `C#${customerId}` : `A#${String(anonymousId)}`;

const textOrNone = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const tellingOf = ({ detail }: Arrival): Telling => {
  const revision = isObject(detail['revision']) ? detail['revision'] : {};
  return {
    own: ownOf(detail),
    eventId: String(detail['eventId']),
    replaces: textOrNone(detail['replaces']),
    of: textOrNone(revision['of']),
    number: Number(revision['number'] ?? 0),
  };
};

const placeOf = (own: string, name: string): string => `${own} ${name}`;

/** Of each fact the one telling that counts, whatever else is said of it. */
const newestIn = (tellings: readonly Telling[]): ReadonlyMap<string, string> => {
  const oldestFirst = tellings.toSorted((a, b) => a.number - b.number || compareText(a.eventId, b.eventId));
  return new Map(
    oldestFirst.flatMap(({ own, of, eventId }) => (of === undefined ? [] : [[placeOf(own, of), eventId] as const])),
  );
};

const namedIn = (tellings: readonly Telling[]): ReadonlySet<string> =>
  new Set(tellings.flatMap(({ own, replaces }) => (replaces === undefined ? [] : [placeOf(own, replaces)])));

/** The tellings that do not count, by own id and `eventId`. */
export const uncountedIn = (tellings: Iterable<Telling>): ReadonlySet<string> => {
  const all = [...tellings];
  const [newest, named] = [newestIn(all), namedIn(all)];
  const isOlder = ({ own, of, eventId }: Telling) => of !== undefined && newest.get(placeOf(own, of)) !== eventId;
  return new Set(
    all
      .map((telling) => ({ ...telling, place: placeOf(telling.own, telling.eventId) }))
      .filter((telling) => named.has(telling.place) || isOlder(telling))
      .map(({ place }) => place),
  );
};

/** How many places are named of which nothing was applied. */
export const unmetIn = (tellings: Iterable<Telling>): number => {
  const all = [...tellings];
  const applied = new Set(all.map(({ own, eventId }) => placeOf(own, eventId)));
  return [...namedIn(all)].filter((place) => !applied.has(place)).length;
};

/** The events of which a person is made: those that count, and say something of the person. */
export const countedOf = (tellings: Iterable<Telling>, facts: readonly Fact[]): readonly Fact[] => {
  const uncounted = uncountedIn(tellings);
  return facts.filter(
    ({ type, detail, eventId }) => type !== 'EventWithdrawn' && !uncounted.has(placeOf(ownOf(detail), eventId)),
  );
};
