import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { openApi } from '#lib/tools/openapi/openapi.ts';
import { routeAsked } from './route-asked.ts';

const ajv = new Ajv2020({ strict: false });
ajv.addSchema(openApi(), 'openapi');

const pointerOf = (path: string, method: string, status: number): string =>
  `openapi#/paths/${path.replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${method}/responses/${status}/content/application~1json/schema`;

/** Expects a good answer to be what the OpenAPI document says of its route. */
export const expectToFit = (request: string, status: number, json: unknown): void => {
  const [method = '', path = ''] = routeAsked(request).split(' ');
  const fits = ajv.getSchema(pointerOf(path, method.toLowerCase(), status));
  expect([request, fits?.(json), fits?.errors]).toEqual([request, true, null]);
};
