import { calendarUnits } from '#lib/core/segments/language/language.ts';
import type { JsonObject } from './json-object.ts';

/** When events happened, in the forms that are edited. */
export type WindowName = 'ever' | 'within' | 'between' | 'during' | 'dates';

const keys = ['within', 'between', 'during', 'since', 'until'] as const;

/** The window of a condition over events: the first that it has. */
export const windowOf = (condition: JsonObject): WindowName => {
  const key = keys.find((each) => condition[each] !== undefined);
  if (key === undefined) return 'ever';
  return key === 'since' || key === 'until' ? 'dates' : key;
};

const usual: Readonly<Record<WindowName, JsonObject>> = {
  ever: {},
  within: { within: 'P30D' },
  between: { between: ['P60D', 'P30D'] },
  during: { during: { unit: calendarUnits[2], from: -1, to: -1 } },
  dates: { since: '2026-01-01' },
};

/** A condition over events with another kind of window, in its usual form. */
export const withWindow = (condition: JsonObject, name: WindowName): JsonObject => {
  if (windowOf(condition) === name) return condition;
  const { performed, where, each, ...rest } = condition;
  const others = Object.entries(rest).filter(([key]) => !keys.some((window) => window === key));
  return {
    performed,
    ...(where !== undefined && { where }),
    ...(each !== undefined && { each }),
    ...usual[name],
    ...Object.fromEntries(others),
  };
};
