import { openApi } from '../openapi/openapi.ts';
import { asyncApi } from './asyncapi.ts';
import { eventJsonSchema } from './entry-schema.ts';
import { eventsIn, eventsOut } from './event-contracts.ts';

/** A file of JSON. */
export interface SchemaFile {
  readonly name: string;
  readonly json: object;
}

/** `PurchaseMade` as `purchase-made`. */
export const fileStem = (type: string): string => type.replaceAll(/\B[A-Z]/g, '-$&').toLowerCase();

/** The JSON Schema of every event, in and out, each a file of its own. */
export const eventSchemaFiles = (): readonly SchemaFile[] =>
  [...eventsIn, ...eventsOut].map((contract) => ({
    name: `${fileStem(contract.type)}.json`,
    json: eventJsonSchema(contract),
  }));

/** The AsyncAPI document of the bus. */
export const asyncApiFile = (): SchemaFile => ({ name: 'asyncapi.json', json: asyncApi() });

/** The OpenAPI document of the HTTP API. */
export const openApiFile = (): SchemaFile => ({ name: 'openapi.json', json: openApi() });

/** A file's text. */
export const schemaText = ({ json }: SchemaFile): string => `${JSON.stringify(json, null, 2)}\n`;
