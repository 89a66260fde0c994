import { isObject } from './event-forms.ts';
import { byTime, type Fact } from './facts.ts';
import { isThere } from './operators.ts';

export interface Given {
  readonly value: unknown;
  readonly via: string;
  readonly t: number;
}

type Statement = readonly [path: string, value: unknown];

const under = (prefix: string, group: unknown): Statement[] =>
  isObject(group) ? Object.entries(group).map(([name, value]) => [`${prefix}.${name}`, value] as const) : [];

const forgotten = (paths: unknown): Statement[] =>
  Array.isArray(paths) ? paths.map((path) => [String(path), null] as const) : [];

/** What an event says about the traits of its person. */
const statements = ({ type, detail }: Fact): Statement[] => {
  if (type === 'PurchaseMade') return under('geographic', detail['shipTo']);
  if (type === 'VisitMade') return under('geographic', detail['place']);
  if (type === 'ConsentChanged') return [[`consent.${String(detail['purpose'])}`, detail['granted']]];
  if (type !== 'CustomerDescribed') return [];
  const given = Object.entries(isObject(detail['traits']) ? detail['traits'] : {});
  // What one event forgets and gives is given.
  return [...forgotten(detail['forget']), ...given.flatMap(([group, traits]) => under(group, traits))];
};

const viaOf = ({ type, detail }: Fact): string => (type === 'CustomerDescribed' ? String(detail['via']) : type);

/** Each trait that was given, by its path: the newest statement wins, and where that is an empty list there is none. */
export const givenTraits = (facts: readonly Fact[]): Map<string, Given> => {
  const given = new Map<string, Given>();
  for (const fact of facts.toSorted(byTime)) {
    for (const [path, value] of statements(fact)) given.set(path, { value, via: viaOf(fact), t: fact.t });
  }
  return new Map([...given].filter(([, { value }]) => isThere(value)));
};
