import type { ConditionSource } from '../language/language.ts';

const said = Symbol('said');

/** A condition as far as it is written; its enumerable properties are its JSON. */
export interface Said<Data> {
  readonly [said]: Data;
}

/** A condition, as JSON or as the builders leave it. */
export type Part = ConditionSource | Said<ConditionSource>;

/**
 * Puts steps beside what is written so far. They are not enumerable, so that the value equals its JSON and becomes it when
 * it is copied or printed; a step that was taken gives way to its field.
 */
export const withSteps = <Data extends object>(data: Data, steps: Readonly<Record<string, unknown>>): Said<Data> => {
  const open = Object.entries(steps).filter(([name]) => !Object.hasOwn(data, name));
  return Object.defineProperties(
    { ...data },
    { ...Object.fromEntries(open.map(([name, value]) => [name, { value }])), [said]: { value: data } },
  ) as unknown as Said<Data>;
};

/** The data as written, without steps. */
export const plain = <Data extends object>(part: Data | Said<Data>): Data => (said in part ? part[said] : part);
