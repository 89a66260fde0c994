/** For each screen the addresses at which it is looked at over the demo. A screen without one fails its test. */
export const examplePaths: Readonly<Record<string, readonly string[]>> = {
  '/segments': ['/segments'],
  '/people': ['/people'],
  '/people/:id': [
    '/people/cust-42',
    '/people/cust-42?at=2026-03-01&view=next',
    '/people/cust-42?view=timeline',
    '/people/cust-42?view=traits',
    '/people/~visitor-40',
  ],
  '/segments/:key': [
    '/segments/champions',
    '/segments/champions?view=movement',
    '/segments/champions?view=portrait',
    '/segments/champions?view=members',
  ],
  '/live': ['/live'],
  '/data': ['/data'],
  '/builder': ['/builder', '/builder?from=won-back-customers'],
  '/plan': ['/plan'],
  '/insight': ['/insight', '/insight?view=personas', '/insight?view=predictions'],
};
