import * as z from 'zod/mini';
import { isRecord } from '#events/is-record.ts';
import { chosen } from './chosen.ts';
import { closed } from './closed.ts';
import { measuredValue } from './measured-schema.ts';
import { traitPath } from './trait-path.ts';

const number = z.number('a number');

const valueRule = 'a number, or an object with one of trait, plus, minus, times, dividedBy, performed';

/** A number that is worked out. */
export const valueSchema = chosen((value) => {
  if (typeof value === 'number') return number;
  const form = isRecord(value) ? formMeant(value) : undefined;
  return form ? valueForms[form] : valueRule;
});

const listRule = 'a list of 2 to 10 values';
const pairRule = 'a list of two values';

const list = z.array(valueSchema, listRule).check(z.minLength(2, listRule), z.maxLength(10, listRule));
const pair = z.array(valueSchema, pairRule).check(z.length(2, pairRule));

/** The schema of each form but a number; in the order in which an object that has the keys of several is taken for one of them. */
export const valueForms = {
  measured: measuredValue,
  trait: closed({ trait: traitPath }, { notes: true }),
  plus: closed({ plus: list }, { notes: true }),
  minus: closed({ minus: pair }, { notes: true }),
  times: closed({ times: list }, { notes: true }),
  dividedBy: closed({ dividedBy: pair }, { notes: true }),
} as const;

type Form = keyof typeof valueForms;

const forms = Object.keys(valueForms) as readonly Form[];

/** A selection has `performed`; `times` beside it is none of its own. */
const formMeant = (value: object): Form | undefined =>
  forms.find((form) => Object.hasOwn(value, form === 'measured' ? 'performed' : form));
