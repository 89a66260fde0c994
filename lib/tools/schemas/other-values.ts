import * as z from 'zod/mini';
import { formOf, ruleOf, unwrapped, type FieldForm } from '#events/forms/form.ts';

/** A text that no example says. */
export const otherText = 'other';

const numbers = (value: unknown): readonly number[] => [0, 1, 1_000_000, Number(value ?? 0) + 1];

const byForm: Readonly<Partial<Record<FieldForm, (value: unknown) => readonly unknown[]>>> = {
  number: numbers,
  money: numbers,
  instant: () => ['2020-02-29T12:00:00Z', '2027-01-31T12:00:00Z'],
  boolean: (value) => [value !== true],
  // A text, a currency and a day.
  text: () => [otherText, 'EUR', '1999-12-31'],
  object: () => [{ other: otherText }],
};

/** Values that a field could have beside the one that it has; not every one of them fits. */
export const otherValues = (schema: z.core.$ZodType, value: unknown): readonly unknown[] => {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodMiniArray)
    return [[], ...otherValues(inner.def.element, undefined).map((other) => [other])];
  const words = ruleOf(inner)?.json['enum'];
  return Array.isArray(words) ? words : (byForm[formOf(inner)]?.(value) ?? []);
};
