import type * as z from 'zod/mini';
import { describedTraits } from './described-traits.ts';
import { boundedList, form, unwrapped } from './forms/form.ts';
import { groupOf } from './forms/group.ts';
import { nearestName } from './nearest-name.ts';

const namesIn = (schema: z.core.$ZodType): readonly string[] => Object.keys(groupOf(unwrapped(schema))?.fields ?? {});

/** The traits whose names are the contract's: those of `custom` are the shop's own. */
const knownPaths = Object.entries(groupOf(describedTraits)?.fields ?? {}).flatMap(([group, { schema }]) =>
  namesIn(schema).map((name) => `${group}.${name}`),
);

const known: ReadonlySet<unknown> = new Set(knownPaths);

const customPrefix = 'custom.';

const isTraitPath = (value: unknown): boolean =>
  known.has(value) || (typeof value === 'string' && value.startsWith(customPrefix) && value !== customPrefix);

const rule = 'must be the path of a trait that can be given, such as demographic.gender or custom.NAME';

const ruleFor = (value: unknown): string => {
  const near = typeof value === 'string' && value !== '' ? nearestName(value, knownPaths) : undefined;
  return near === undefined ? rule : `${rule} (did you mean \`${near}\`?)`;
};

const traitPath = form<string>({
  as: 'text',
  rule,
  ruleFor,
  json: {
    type: 'string',
    anyOf: [{ enum: knownPaths }, { pattern: '^custom[.]', minLength: customPrefix.length + 1 }],
  },
  holds: isTraitPath,
});

/** The paths of traits that must not be known any more. */
export const forgottenTraits = boundedList({ what: 'path of a trait' }, traitPath);
