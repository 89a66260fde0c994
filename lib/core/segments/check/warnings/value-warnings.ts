import type { Measured, Value } from '../../language/condition.ts';
import { comparedMeasure, comparedTrait, type Compared } from './compared.ts';
import { whereWarnings } from './event-warnings.ts';
import { unsetTraitWarnings } from './unset-traits.ts';
import type { CatalogueWarning, Source } from './warning.ts';

const numericForms: ReadonlySet<Compared['form']> = new Set(['number', 'money', 'any']);

/** A warning where a part of a value is never a number, so that there is no value. */
const kindWarnings = (path: string, { name, form }: Compared): readonly CatalogueWarning[] =>
  numericForms.has(form) ? [] : [{ path, text: `has no value: ${name} is no number` }];

const comparedPart = ({ events, aggregate }: Measured): Compared | undefined => {
  if (aggregate === undefined || 'atMost' in aggregate || aggregate.name === 'mostFrequent') return undefined;
  return comparedMeasure({ form: 'aggregate', events, aggregate, is: {} });
};

const measuredPart = (path: string, measured: Measured, source: Source): readonly CatalogueWarning[] => {
  const compared = comparedPart(measured);
  return [...whereWarnings(path, measured.events, source), ...(compared ? kindWarnings(path, compared) : [])];
};

const divisionWarnings = (path: string, { form, parts }: Extract<Value, { readonly parts: unknown }>) => {
  const [, divisor] = parts;
  const isByNothing = form === 'dividedBy' && divisor?.form === 'number' && divisor.number === 0;
  return isByNothing ? [{ path: `${path}.${form}.1`, text: 'has no value: nothing can be divided by 0' }] : [];
};

/** The warnings of a number that is worked out. */
export const valueWarnings = (path: string, value: Value, source: Source): readonly CatalogueWarning[] => {
  switch (value.form) {
    case 'number':
      return [];
    case 'trait':
      return [
        ...unsetTraitWarnings(`${path}.trait`, value.trait, source),
        ...kindWarnings(`${path}.trait`, comparedTrait(value.trait, source.vocabulary)),
      ];
    case 'measured':
      return measuredPart(path, value, source);
    case 'plus':
    case 'minus':
    case 'times':
    case 'dividedBy':
      return [
        ...value.parts.flatMap((part, index) => valueWarnings(`${path}.${value.form}.${index}`, part, source)),
        ...divisionWarnings(path, value),
      ];
    default:
      return value satisfies never;
  }
};
