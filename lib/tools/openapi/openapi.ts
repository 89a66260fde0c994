import { insightKinds } from '#events/insight-published.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import { statusOf } from '#lib/use-cases/api/api-error.ts';
import type { Parameter } from '#lib/use-cases/api/request/parameter.ts';
import type { Route } from '#lib/use-cases/api/route.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { newDefinitions, type Definitions } from '../schemas/definitions.ts';
import { writtenSchema } from '../schemas/written-schema.ts';
import { answers } from './answers.ts';

/** The parts of paths. */
const pathParts: Readonly<Record<string, { readonly description: string; readonly schema: JsonSchema }>> = {
  id: {
    description: 'The id of a customer, or `~` and the id of a visitor.',
    schema: { type: 'string', pattern: '^~?[A-Za-z0-9._:@+-]{1,64}$' },
  },
  plan: { description: 'The id of a plan.', schema: { type: 'string' } },
  key: { description: 'The key of a segment.', schema: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } },
  kind: { description: 'What the result is about.', schema: { type: 'string', enum: insightKinds } },
};

const errorSchema: JsonSchema = {
  title: 'Error',
  type: 'object',
  properties: {
    error: { type: 'string', enum: Object.keys(statusOf) },
    message: { type: 'string', description: 'What was wrong, for people.' },
    erasedAt: { type: 'string', description: 'When the person was erased; with `erased` alone.' },
    receiptId: { type: 'string', description: 'The receipt of the erasure; with `erased` alone.' },
  },
  required: ['error', 'message'],
};

const json = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } });

const parametersOf = ({ path, query }: Route, definitions: Definitions) => [
  ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    ...pathParts[name],
  })),
  ...Object.entries(query).map(([name, { schema, meaning }]: readonly [string, Parameter]) => ({
    name,
    in: 'query',
    description: meaning,
    schema: writtenSchema(schema, definitions),
  })),
];

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

const operationIdOf = ({ method, path }: Route): string =>
  [method.toLowerCase(), ...path.split('/').slice(2)].map((part) => part.replaceAll(/\W/g, '')).join('-');

const responsesOf = (route: Route, definitions: Definitions) => {
  const { answer, status = 200 } = answers[nameOf(route)] as (typeof answers)[string];
  return {
    [status]: { description: 'The answer.', ...json(writtenSchema(answer, definitions)) },
    '4XX': { $ref: '#/components/responses/Error' },
    '5XX': { $ref: '#/components/responses/Error' },
  };
};

const operationOf = (route: Route, definitions: Definitions) => ({
  operationId: operationIdOf(route),
  summary: answers[nameOf(route)]?.summary,
  description: `For callers with the role ${route.roles.map((role) => `\`${role}\``).join(' or ')}.`,
  tags: [route.path.split('/')[2]?.replace('.json', '')],
  parameters: parametersOf(route, definitions),
  ...(route.body && { requestBody: { required: true, ...json(writtenSchema(route.body, definitions)) } }),
  responses: responsesOf(route, definitions),
});

/** The OpenAPI 3.1 document of the HTTP API, made of the routes that answer. */
export const openApi = (): JsonSchema => {
  const definitions = newDefinitions('#/components/schemas/');
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes)
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, definitions) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Patron',
      version: '1.0.0',
      description: 'Live customer profiles and segments: people, members, insight, and what was refused.',
      license: { name: 'Apache 2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ bearer: [] }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'A token; where requests are signed (SigV4), none.' },
      },
      responses: {
        Error: { description: 'Why the request is not answered.', ...json({ $ref: '#/components/schemas/Error' }) },
      },
      schemas: { ...definitions.schemas, Error: errorSchema },
    },
  };
};
