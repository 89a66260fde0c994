import { deepestDetail } from '#events/fingerprint.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import { patronSource } from '#events/segment-change.ts';
import { newDefinitions, type Definitions } from './definitions.ts';
import { isAnnouncement, type EventContract } from './event-contracts.ts';
import { writtenSchema } from './written-schema.ts';

const ofPatron = { const: patronSource, description: 'The source of everything that Patron announces.' };

/** No producer need say it to Patron; EventBridge wants one. */
const ofProducer = { type: 'string', description: 'What put the event on the bus, such as `shop.checkout`.' };

/** The JSON Schema of an entry of the bus: the event with its type and its source. */
export const entrySchema = (contract: EventContract, definitions: Definitions): JsonSchema => {
  const { type, meaning, schema } = contract;
  const announced = isAnnouncement(contract);
  return {
    title: type,
    description: meaning,
    type: 'object',
    properties: {
      'detail-type': { const: type, description: 'The kind of event.' },
      source: announced ? ofPatron : ofProducer,
      detail: writtenSchema(schema, definitions),
    },
    required: [...(announced ? ['source'] : []), 'detail-type', 'detail'],
  };
};

/** The JSON Schema (2020-12) of one kind of event, a document of its own. */
export const eventJsonSchema = (contract: EventContract): JsonSchema => {
  const definitions = newDefinitions('#/$defs/');
  const entry = entrySchema(contract, definitions);
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', ...entry, $defs: definitions.schemas };
};

/** What `acceptEntry` refuses and the JSON Schemas of these events do not, each thing once. */
export const beyondJsonSchema = (contracts: readonly EventContract[]): readonly string[] => {
  const definitions = newDefinitions('#/$defs/');
  for (const { schema } of contracts) writtenSchema(schema, definitions);
  const depth = `A detail is nested at most ${deepestDetail.toLocaleString('en')} deep, unknown fields included. A JSON Schema asks nothing of those.`;
  return [...definitions.beyond, depth];
};
