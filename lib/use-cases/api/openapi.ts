import { roles } from './access/caller.ts';
import { ApiError } from './api-error.ts';
import { defineRoute } from './route.ts';

/** The document of all routes, for programs that make clients of it. */
export const openApiRoute = defineRoute({
  method: 'GET',
  path: '/v1/openapi.json',
  roles,
  handle: async ({ openApi }) => {
    const json = await openApi?.();
    if (json === undefined) throw new ApiError('not-found', 'Cannot find the OpenAPI document: docs/schemas has it');
    return { json };
  },
});
