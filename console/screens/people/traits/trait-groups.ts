import { traits as words } from '../../../words/en.ts';
import type { Profile, Traits } from '../person.ts';

/** Traits of one group by their paths. */
interface TraitGroup {
  readonly key: string;
  readonly traits: readonly (readonly [path: string, value: unknown])[];
}

const isNested = (value: unknown): value is Traits =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('currency' in value);

/** The traits below a path; money, which is an object, is one. */
const below = (path: string, value: unknown): TraitGroup['traits'] =>
  isNested(value) ? Object.entries(value).flatMap(([name, part]) => below(`${path}.${name}`, part)) : [[path, value]];

const placeOf = (key: string): number => {
  const place = words.groupOrder.indexOf(key);
  return place < 0 ? words.groupOrder.length : place;
};

/** All traits in groups, in the order of reading; those that stand alone are the group `seen`. */
export const traitGroups = ({ traits }: Pick<Profile, 'traits'>): readonly TraitGroup[] => {
  const all = Object.entries(traits);
  const alone = all.filter(([, value]) => !isNested(value));
  const groups = all.filter(([, value]) => isNested(value)).map(([key, value]) => ({ key, traits: below(key, value) }));
  return [...groups, { key: 'seen', traits: alone }]
    .filter((group) => group.traits.length > 0)
    .toSorted((one, other) => placeOf(one.key) - placeOf(other.key));
};
