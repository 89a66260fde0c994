import { isRecord } from '#events/is-record.ts';
import { nearestName } from '../../nearest-name.ts';
import type { CatalogueFault } from './catalogue-error.ts';
import { traitRule } from './trait-path.ts';

const prefix = 'computed.';

/** The computed trait that was most likely meant, by its path or by its name alone; undefined where there is none. */
const nearestOwn = (seen: string, names: readonly string[]): string | undefined => {
  const name = nearestName(seen.slice(seen.indexOf('.') + 1), names);
  return name === undefined ? undefined : `${prefix}${name}`;
};

/** A fault of a trait that nothing known is near to, with the computed trait of the catalogue that was most likely meant. */
export const withOwnTraits = (fault: CatalogueFault, json: unknown): CatalogueFault => {
  const { expected, seen } = fault;
  const traits = isRecord(json) ? json['traits'] : undefined;
  if (expected !== traitRule || typeof seen !== 'string' || seen === '' || !isRecord(traits)) return fault;
  const near = nearestOwn(seen, Object.keys(traits));
  return near === undefined ? fault : { ...fault, expected: `${expected} (did you mean \`${near}\`?)` };
};
