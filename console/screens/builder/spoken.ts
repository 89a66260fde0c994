/** `GET /v1/console/language`: of what sentences are made. */
export interface Language {
  readonly currency: string;
  readonly traits: readonly SpokenTrait[];
  readonly namedTraits: readonly NamedTrait[];
  readonly operators: readonly SpokenOperator[];
  readonly events: readonly SpokenEvent[];
  readonly aggregates: readonly { readonly name: string; readonly label: string; readonly on: 'number' | 'any' }[];
  readonly segments: readonly { readonly key: string; readonly name: string }[];
}

/** What is compared: a trait, a field or a number of events. */
export interface Compared {
  readonly kind: string;
  /** A currency by ISO 4217, `share`, or nothing in particular. */
  readonly unit: string;
  readonly operators: readonly string[];
  /** The values that it can have, where they are few. */
  readonly values?: readonly unknown[];
}

interface SpokenTrait extends Compared {
  readonly path: string;
  readonly label: string;
  readonly group: string;
}

/** A trait whose path ends with a name of the shop's own. */
interface NamedTrait {
  readonly prefix: string;
  readonly label: string;
  readonly kind: string;
  readonly operators: readonly string[];
}

interface SpokenOperator {
  readonly name: string;
  readonly label: string;
  readonly meaning: string;
  readonly operand: string;
}

/** A kind of event. */
export interface SpokenEvent {
  readonly type: string;
  readonly label: string;
  readonly many?: string;
  readonly each: readonly string[];
  readonly fields: readonly SpokenField[];
}

/** A field of an event; a path that ends with a dot wants a name. */
interface SpokenField {
  readonly path: string;
  readonly label: string;
  readonly kind: string;
  readonly operators: readonly string[];
  readonly values?: readonly unknown[];
}

/** Of a number that is nothing in particular. */
export const plainUnit = 'plain';

const unknown: Compared = { kind: 'any', unit: plainUnit, operators: ['eq', 'ne', 'exists'] };

/** What is known of a trait by its path, also of one with a name of the shop's own. */
export const traitOf = ({ traits, namedTraits }: Language, path: string): Compared => {
  const known = traits.find((trait) => trait.path === path);
  const named = namedTraits.find(({ prefix }) => path.startsWith(prefix));
  return known ?? (named ? { unit: plainUnit, ...named } : unknown);
};

const unitOf = ({ kind }: SpokenField, { currency }: Language): string => {
  if (kind === 'money') return currency;
  return kind === 'share' ? 'share' : plainUnit;
};

/** What is known of a field of an event by its path. */
export const fieldOf = (language: Language, event: SpokenEvent | undefined, path: string): Compared => {
  const known = event?.fields.find((field) => field.path === path);
  const open = event?.fields.find((field) => field.path.endsWith('.') && path.startsWith(field.path));
  const found = known ?? open;
  return found ? { ...found, unit: unitOf(found, language) } : unknown;
};
