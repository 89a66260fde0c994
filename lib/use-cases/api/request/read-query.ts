import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import { ApiError } from '../api-error.ts';
import { ruleOfParameter, type Parameters, type ValuesOf } from './parameter.ts';

/** Says of a name that a route has no such parameter or field, with the name that was most likely meant. */
export const unknownName = (kind: string, name: string, known: readonly string[]): string => {
  const near = name === '' ? undefined : nearestName(name, known);
  const taken = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`;
  const hint = near === undefined ? taken : `the nearest is ${near}`;
  return `Cannot use ${printedValue(name)} as a ${kind} of this route: ${hint}`;
};

/**
 * Reads the parameters of a query.
 *
 * @throws {ApiError} for one that is unknown, with the nearest name, or given twice, or does not follow its rule.
 */
export const readQuery = <Set extends Parameters>(parameters: Set, query: URLSearchParams): ValuesOf<Set> => {
  const names = Object.keys(parameters);
  for (const name of query.keys()) {
    if (!names.includes(name)) throw new ApiError('bad-request', unknownName('parameter', name, names));
    if (query.getAll(name).length > 1)
      throw new ApiError('bad-request', `Cannot use ${name} as one parameter: current value is several of them`);
  }
  const values = Object.entries(parameters).map(([name, parameter]) => {
    const text = query.get(name) ?? undefined;
    const { rule, holds } = ruleOfParameter(parameter);
    if (text !== undefined && !holds(text))
      throw new ApiError('bad-request', `${name} ${rule}, current value is ${printedValue(text)}`);
    return [name, parameter.read(text)];
  });
  return Object.fromEntries(values) as ValuesOf<Set>;
};
