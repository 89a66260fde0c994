import type { Fact } from '../../../parts/facts.tsx';
import type { Show } from '../../../show/use-show.ts';
import { traits as words } from '../../../words/en.ts';
import { traitAt, type Profile } from '../person.ts';
import { valueWords } from '../traits/value-words.ts';

/** Facts for those of some traits that are known, in this order. */
export const factsOf = (profile: Profile, paths: readonly string[], show: Show): readonly Fact[] =>
  paths.flatMap((path) => {
    const value = traitAt(profile, path);
    const isKnown = value !== undefined && value !== null && !(Array.isArray(value) && value.length === 0);
    return isKnown ? [{ name: words.name(path), value: valueWords(value, show, profile.units[path]) }] : [];
  });
