import { describe, expect, test } from 'vitest';
import { roles } from '#lib/use-cases/api/access/caller.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { shopCatalogue } from './shop.ts';
import type { ApiUnderTest } from './api.contract.ts';

const people = { support: 'yes' };
const marketing = { marketing: 'yes' };
const operator = { operator: 'yes' };
const everybody = { ...people, ...marketing, ...operator, campaign: 'yes' };

/** Of each route a request, its body, and who may ask it, as the contract says. */
const requests: Readonly<Record<string, { readonly body?: unknown; readonly may: Readonly<Record<string, string>> }>> =
  {
    'GET /v1/people/cust-42': { may: people },
    'GET /v1/people/cust-42/explanation': { may: people },
    'GET /v1/people/cust-42/forecast': { may: people },
    'GET /v1/people/cust-42/changes': { may: { ...people, campaign: 'yes' } },
    'GET /v1/people/cust-42/timeline': { may: people },
    'GET /v1/segments': { may: marketing },
    'GET /v1/segments/buyer/history': { may: marketing },
    'GET /v1/segments/buyer/members': { may: { ...marketing, campaign: 'yes' } },
    'GET /v1/segments/buyer/digest': { may: { ...marketing, campaign: 'yes' } },
    'GET /v1/openapi.json': { may: everybody },
    'GET /v1/console/session': { may: everybody },
    'GET /v1/console/people/cust-42': { may: people },
    'GET /v1/console/changes': { may: { ...people, ...marketing } },
    'GET /v1/console/language': { may: marketing },
    'GET /v1/console/catalogue': { may: marketing },
    'POST /v1/console/check': { body: { when: { performed: 'VisitMade' } }, may: marketing },
    'GET /v1/console/segments/buyer/leavers': { may: marketing },
    'POST /v1/console/plan': { body: { catalogue: shopCatalogue.source }, may: marketing },
    'GET /v1/console/plan/plan-1': { may: marketing },
    'GET /v1/console/quality': { may: operator },
    'GET /v1/console/segments': { may: marketing },
    'GET /v1/console/segments/buyer': { may: marketing },
    'GET /v1/console/insight/places': { may: marketing },
    'GET /v1/console/rfm': { may: marketing },
    'GET /v1/insight/places': { may: marketing },
    'GET /v1/quarantine': { may: operator },
    'POST /v1/quarantine/redrive': { body: { reason: 'invalid' }, may: operator },
    'POST /v1/preview': { body: { when: { performed: 'PurchaseMade' } }, may: marketing },
    'POST /v1/memberships': { body: { ids: ['cust-42'], segments: ['buyer'] }, may: { campaign: 'yes' } },
    'POST /v1/people/cust-42/erasure': { body: { confirm: 'cust-42' }, may: people },
  };

/** A request as the table has its route: `GET /v1/people/{id}`. */
const routeOf = (request: string): string =>
  request
    .replace('/people/cust-42', '/people/{id}')
    .replace('/segments/buyer', '/segments/{key}')
    .replace('/plan/plan-1', '/plan/{plan}')
    .replace('/insight/places', '/insight/{kind}')
    .split('?', 1)[0] ?? '';

/** A stranger learns nothing, and a role what it may. */
export const rolesContract = (api: () => ApiUnderTest): void => {
  test('every route is asked by every role below', () => {
    expect(Object.keys(requests).map(routeOf).toSorted()).toEqual(
      routes.map(({ method, path }) => `${method} ${path}`).toSorted(),
    );
  });

  describe.each(Object.entries(requests))('%s', (request, { body, may }) => {
    test('knows nobody without a token, and tells nothing', async () => {
      const { status, json, headers } = await api().ask(request, { body });
      expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer']);
      expect(json).toEqual({ error: 'unauthenticated', message: expect.any(String) as string });
    });

    test.each(['', ...roles])('of a caller with the role "%s" is answered where it may be', async (role) => {
      const { status, json } = await api().ask(request, { body, as: role, of: 'buyer' });
      const { error = 'none' } = json as { readonly error?: string };
      expect({ status: Math.floor(status / 100), error }).toEqual(
        may[role] === undefined ? { status: 4, error: 'forbidden' } : { status: 2, error: 'none' },
      );
    });
  });

  test('a route that is not there is told only to who is known', async () => {
    expect((await api().ask('GET /v1/peoples')).status).toBe(401);
    expect(await api().ask('GET /v1/peoples', { as: '' })).toMatchObject({ status: 404, json: { error: 'not-found' } });
    expect(await api().ask('POST /v1/people/cust-42', { as: 'support' })).toMatchObject({ status: 404 });
  });
};
