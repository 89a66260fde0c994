import { routes } from '#lib/use-cases/api/routes.ts';

/** The name of the route that a request asks: `GET /v1/people/{id}` of `GET /v1/people/cust-42?at=…`; empty where there is none. */
export const routeAsked = (request: string): string => {
  const [method = '', url = ''] = request.split(' ');
  const path = url.split('?', 1)[0] ?? '';
  const found = routes.find(
    (route) => route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
  );
  return found === undefined ? '' : `${found.method} ${found.path}`;
};
