import { isRecord } from '#events/is-record.ts';
import { computedName } from '../language/own-paths.ts';
import { below, checkedBy, chosen, foundBy, type Found } from './chosen.ts';
import { closed } from './closed.ts';
import { traitForms } from './measured-schema.ts';
import { valueSchema } from './value-schema.ts';

/** The forms of a computed trait, in the order in which one that has the keys of several is taken for one of them. */
export const computedForms = {
  value: closed({ value: valueSchema }, { notes: true }),
  ...traitForms,
} as const;

type Form = keyof typeof computedForms;

const forms = Object.keys(computedForms) as readonly Form[];

const computedRule =
  'an object with "value", or with "performed" and at most one of sum, avg, min, max, first, last, uniqueCount, mostFrequent, list, latest';

/** What one computed trait is. */
export const computedSchema = chosen((value) => {
  if (!isRecord(value)) return computedRule;
  const form = forms.find((name) => Object.hasOwn(value, name === 'measured' ? 'performed' : name));
  return form ? computedForms[form] : computedRule;
});

const nameRule = 'a name of 1 to 40 letters, digits and _ that begins with a letter';

const traitFound = ([name, source]: readonly [string, unknown]): readonly Found[] => [
  ...(computedName.test(name) ? [] : [{ path: [name], message: nameRule, params: { seen: name } }]),
  ...below([name], foundBy(computedSchema, source)),
];

/** The traits of the shop's own, by name. */
export const computedTraitsSchema = checkedBy((value) =>
  isRecord(value)
    ? Object.entries(value).flatMap(traitFound)
    : [{ path: [], message: 'an object of computed traits by name' }],
);
