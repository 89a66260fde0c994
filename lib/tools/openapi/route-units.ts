/** What a call reads and writes of DynamoDB, in capacity units. */
interface RouteUnits {
  /** At most, for a small answer. */
  readonly reads: number;
  /** What more of something takes. */
  readonly each?: { readonly reads: number; readonly of: string };
  readonly writes?: number;
  /** What else makes it more, in words. */
  readonly beyond?: string;
}

const largeProfile = '1 more for each 4 KB of the profile beyond the first';
const largePast = '1 more for each 4 KB of events or changes beyond the first of each';

const aYear = 'fewer than 64 for each segment with a year of counts';

/** What each route takes: tests over DynamoDB Local hold the routes to it. */
export const routeUnits: Readonly<Record<string, RouteUnits>> = {
  'GET /v1/people/{id}': { reads: 2, beyond: largeProfile },
  'GET /v1/people/{id}/explanation': { reads: 6, each: { reads: 3, of: 'linked visitor' }, beyond: largePast },
  'GET /v1/people/{id}/forecast': { reads: 2, beyond: largeProfile },
  'GET /v1/people/{id}/changes': {
    reads: 4,
    beyond: '1 more for each 4 KB of changes beyond the first; 2 at most where there are none behind `after`',
  },
  'GET /v1/people/{id}/timeline': { reads: 8, each: { reads: 4, of: 'linked visitor' }, beyond: largePast },
  'GET /v1/segments': { reads: 0, each: { reads: 2, of: 'segment' } },
  'GET /v1/segments/{key}/members': {
    reads: 0,
    each: { reads: 0.5, of: 'sixteenth of the segment that the page reaches into' },
    beyond: 'some 10 for a thousand members',
  },
  'GET /v1/segments/{key}/digest': {
    reads: 0,
    each: { reads: 0.5, of: 'sixteenth of the segment in the part' },
    beyond: 'some 10 for a thousand members',
  },
  'GET /v1/segments/{key}/history': { reads: 2, beyond: aYear },
  'GET /v1/insight/{kind}': { reads: 0 },
  'GET /v1/quarantine': {
    reads: 0,
    each: { reads: 8, of: 'reason' },
    beyond: '1 more for each entry, and for each 4 KB of it',
  },
  'POST /v1/quarantine/redrive': { reads: 8, beyond: '1 more for each entry, and for each 4 KB of it' },
  'POST /v1/memberships': { reads: 0, each: { reads: 2, of: 'id, and 1 more of a linked visitor' } },
  'POST /v1/preview': { reads: 0 },
  'POST /v1/people/{id}/erasure': { reads: 3, writes: 1 },
  'GET /v1/console/session': { reads: 0 },
  'GET /v1/console/segments': { reads: 0, each: { reads: 2, of: 'segment' }, beyond: aYear },
  'GET /v1/console/segments/{key}': { reads: 2, beyond: aYear },
  'GET /v1/console/people/{id}': { reads: 7, each: { reads: 3, of: 'linked visitor' }, beyond: largePast },
  'GET /v1/console/changes': {
    reads: 2,
    beyond: '0.5 more for each 4 KB of changes as they are packed, of at most a megabyte',
  },
  'GET /v1/console/language': { reads: 0 },
  'GET /v1/console/catalogue': { reads: 0 },
  'POST /v1/console/check': { reads: 0 },
  'GET /v1/console/rfm': { reads: 0 },
  'GET /v1/console/insight/{kind}': { reads: 0 },
  'GET /v1/console/segments/{key}/leavers': { reads: 0 },
  'POST /v1/console/plan': { reads: 0 },
  'GET /v1/console/plan/{plan}': { reads: 0 },
  'GET /v1/console/quality': {
    reads: 0,
    each: { reads: 8, of: 'reason' },
    beyond: '1 more for each entry, and for each 4 KB of it, of at most 2,000',
  },
  'GET /v1/openapi.json': { reads: 0 },
};
