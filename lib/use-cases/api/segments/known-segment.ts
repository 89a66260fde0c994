import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { ApiError } from '../api-error.ts';

/**
 * The segment of a key.
 *
 * @param code - of the error where the catalogue has none: `not-found` where the key is in the path.
 * @throws {ApiError} where the catalogue has none, with the nearest key.
 */
export const knownSegment = (
  { segments }: Catalogue,
  key: string,
  code: 'bad-request' | 'not-found' = 'not-found',
): CompiledSegment => {
  const found = segments.find((segment) => segment.key === key);
  if (found) return found;
  const near = nearestName(
    key,
    segments.map((segment) => segment.key),
  );
  const hint = near === undefined ? 'GET /v1/segments lists them' : `the nearest is ${near}`;
  throw new ApiError(code, `Cannot use ${printedValue(key)} as a segment of the catalogue: ${hint}`);
};
