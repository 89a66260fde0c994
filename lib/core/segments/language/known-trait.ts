import { givenTraits } from '#events/field-form.ts';
import { traitAt, type Trait } from '../../profile/trait.ts';

/** The trait that a catalogue names, or undefined where there is none of that path. */
export const knownTrait = (path: unknown): Trait | undefined =>
  typeof path === 'string' ? traitAt(path, (given) => givenTraits.has(given)) : undefined;
