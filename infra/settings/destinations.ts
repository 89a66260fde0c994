import * as z from 'zod/mini';
import { checkSegments, longestPattern } from '../subscription/check-segments.ts';
import { destinationPattern } from './destination-pattern.ts';
import {
  askedFor,
  destinationTools,
  type Destination,
  type DestinationSettings,
  type DestinationTool,
} from './destination.ts';
import { objectOf, oneOfNames, some, textLike } from './forms.ts';
import { idOf, secretName, sharedId } from './secret-name.ts';

const endpoint = textLike(
  'must be an https URL, without user, query and fragment',
  /^https:\/\/[A-Za-z0-9.-]+(?::\d{1,5})?(?:\/[^\s?#@]*)?$/,
);

/** Whether a tool has one place for everybody, has one unless told, or is somewhere else for each. */
const endpoints: Readonly<Record<DestinationTool, 'one' | 'usual' | 'own'>> = {
  klaviyo: 'one',
  customerIo: 'usual',
  braze: 'own',
  standardWebhook: 'own',
};

const endpointFits = z.check<{ tool: DestinationTool; endpoint?: string | undefined }>(({ value, issues }) => {
  const { tool, endpoint: input } = value;
  const fault = (message: string) => issues.push({ code: 'custom', message, input, path: ['endpoint'] });
  if (endpoints[tool] === 'own' && input === undefined) fault(`must be given for ${tool}`);
  if (endpoints[tool] === 'one' && input !== undefined) fault(`must not be given for ${tool}, which has one for all`);
});

/** The setting `destinations`. */
export const destinationsForm = z.array(
  objectOf({
    tool: oneOfNames(destinationTools),
    secret: secretName,
    segments: some(z.string('must be the key of a segment')),
    origins: z.optional(z.array(oneOfNames(askedFor), `must be a list of ${askedFor.join(' and ')}`)),
    endpoint: z.optional(endpoint),
  }).check(endpointFits),
  'must be a list of {"tool", "secret", "segments", "origins"?, "endpoint"?}',
);

const checkPattern = (destination: Destination): void => {
  const { length } = JSON.stringify(destinationPattern(destination));
  if (length > longestPattern)
    throw new Error(
      `Cannot send the changes of ${destination.segments.length} segments to ${destination.secret}: their keys must fit a pattern of ${longestPattern} characters, current length is ${length}`,
    );
};

/**
 * Fills in what is not given.
 *
 * @param known - the keys of the catalogue.
 * @throws {Error} for two destinations with one secret, for more segments than a rule can name, and for one that the catalogue does not
 *   have, with the nearest name.
 */
export const checkedDestinations = (
  given: readonly DestinationSettings[],
  known: readonly string[],
): readonly Destination[] => {
  const destinations = given.map(({ origins = [], endpoint: place, ...each }) => ({
    ...each,
    segments: [...new Set(each.segments)],
    origins: [...new Set(origins)],
    endpoint: place?.replace(/\/$/, ''),
  }));
  const shared = sharedId(destinations.map(({ secret }) => idOf(secret)));
  if (shared !== undefined)
    throw new Error(
      `Cannot use two destinations with one secret: their names must differ in letters and digits, current value is ${shared} twice`,
    );
  for (const each of destinations) {
    checkSegments(each.secret, each, known);
    checkPattern(each);
  }
  return destinations;
};
