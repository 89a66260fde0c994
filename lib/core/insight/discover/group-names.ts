import type { Point } from '../statistics/k-means.ts';
import type { Axis } from './axes.ts';
import { behaviours, type Behaviour } from './behaviours.ts';
import type { Kind } from './centers.ts';

interface Words {
  readonly adjective: string;
  readonly noun: string;
}

type Path = Behaviour['path'];

/** Of those who visit. */
const visiting = [
  { adjective: 'often visiting', noun: 'frequent visitors' },
  { adjective: 'rarely visiting', noun: 'rare visitors' },
] as const;

/** What people are called who do more of something than others, and less. In the order in which they make the noun. */
const vocabulary: readonly (readonly [path: Path, more: Words, less: Words])[] = [
  [
    'orders.discountShare',
    { adjective: 'discount-loving', noun: 'bargain hunters' },
    { adjective: 'full-price', noun: 'full-price buyers' },
  ],
  ['orders.average', { adjective: 'generous', noun: 'big spenders' }, { adjective: 'thrifty', noun: 'small spenders' }],
  [
    'orders.count',
    { adjective: 'frequent', noun: 'frequent buyers' },
    { adjective: 'occasional', noun: 'occasional buyers' },
  ],
  ['visits.sessions', ...visiting],
  ['visits.count', ...visiting],
  ['orders.lastAt', { adjective: 'dormant', noun: 'dormant buyers' }, { adjective: 'active', noun: 'active buyers' }],
  [
    'feedback.satisfaction',
    { adjective: 'happy', noun: 'happy customers' },
    { adjective: 'unhappy', noun: 'unhappy customers' },
  ],
];

/** Nearer to the mean of everybody than this, in standard deviations, a group has nothing of note. */
const leastNotable = 0.35;

const mostNotable = 2;

/** A group like everybody. */
const nameless = { sharp: 'other customers', continuum: 'customers in between' } as const;

interface Note {
  readonly words: Words;
  /** The place of the noun among others. */
  readonly rank: number;
  readonly size: number;
}

const noteOf = (axis: Axis, place: number): Note => {
  const path = behaviours[axis.of]?.path;
  const rank = vocabulary.findIndex(([each]) => each === path);
  const [, more, less] = vocabulary[rank] as (typeof vocabulary)[number];
  return { words: place > 0 ? more : less, rank, size: Math.abs(place) };
};

/** What groups are named by. */
export interface Named {
  readonly kind: Kind;
  readonly axes: readonly Axis[];
  /** Of each group. */
  readonly means: readonly Point[];
}

/** Those who look and do not buy have a name of their own. */
const windowShoppers: Words = { adjective: 'window-shopping', noun: 'window shoppers' };

/** What is notable of a group, the most unlike everybody first. */
const notesOf = (mean: Point, axes: readonly Axis[]): readonly Note[] => {
  const notes = axes
    .map((axis, index) => noteOf(axis, mean[index] as number))
    .filter(({ size }) => size >= leastNotable);
  const looks = notes.find(({ words }) => words.noun === 'frequent visitors');
  const buysLittle = notes.find(({ words }) => words.noun === 'occasional buyers');
  const others = notes.filter((note) => note !== looks && note !== buysLittle);
  const all = looks && buysLittle ? [{ ...buysLittle, words: windowShoppers }, ...others] : notes;
  return all.toSorted((one, other) => other.size - one.size);
};

const nameOf = (mean: Point, { axes, kind }: Named, most: number): string => {
  const notes = notesOf(mean, axes).slice(0, most);
  const [last, ...before] = notes.toSorted((one, other) => one.rank - other.rank);
  if (last === undefined) return nameless[kind];
  return [...before.map(({ words }) => words.adjective), last.words.noun].join(' ');
};

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

const isUnique = (names: readonly string[]): boolean => new Set(names).size === names.length;

/** Numbers names that are the same. */
const numbered = (names: readonly string[]): readonly string[] =>
  names.map((name, index) => {
    const before = names.slice(0, index).filter((each) => each === name).length;
    return before === 0 ? name : `${name} ${before + 1}`;
  });

/** Plain names of groups by what they do most unlike everybody: by two things, or by as many more as make the names differ. */
export const groupNames = (named: Named): readonly string[] => {
  const tries = named.axes.map((_, more) => named.means.map((mean) => nameOf(mean, named, mostNotable + more)));
  return numbered(tries.find(isUnique) ?? tries[0] ?? []).map(capitalized);
};

/** A name as the key of a segment. */
export const keyOf = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
