import { isRecord } from '#events/is-record.ts';
import type { JsonSchema } from '#events/forms/json-schema.ts';
import { newDefinitions } from './definitions.ts';
import { entrySchema } from './entry-schema.ts';
import { eventsIn, eventsOut, type EventContract } from './event-contracts.ts';

/** A reference of AsyncAPI stands alone: what is said beside it counts for nothing. */
const standingAlone = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(standingAlone);
  if (!isRecord(json)) return json;
  const { $ref, ...beside } = json;
  const rest = Object.fromEntries(Object.entries(beside).map(([key, value]) => [key, standingAlone(value)]));
  if ($ref === undefined) return rest;
  return Object.keys(rest).length === 0 ? { $ref } : { allOf: [{ $ref }], ...rest };
};

const message = ({ type, meaning }: EventContract) => ({
  name: type,
  title: type,
  summary: meaning,
  contentType: 'application/json',
  payload: { $ref: `#/components/schemas/${type}` },
});

const messagesOf = (contracts: readonly EventContract[]) =>
  Object.fromEntries(contracts.map(({ type }) => [type, { $ref: `#/components/messages/${type}` }]));

/** An operation's messages are those of its channel, not of the components. */
const operation = (action: 'send' | 'receive', summary: string, contracts: readonly EventContract[]) => ({
  action,
  channel: { $ref: '#/channels/bus' },
  summary,
  messages: contracts.map(({ type }) => ({ $ref: `#/channels/bus/messages/${type}` })),
});

/** The AsyncAPI 3 document of the bus, as Patron sees it: what shops send it receives, and what it announces it sends. */
export const asyncApi = (): JsonSchema => {
  const all: readonly EventContract[] = [...eventsIn, ...eventsOut];
  const definitions = newDefinitions('#/components/schemas/');
  const entries = all.map((contract) => [contract.type, entrySchema(contract, definitions)] as const);
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Patron',
      version: '1.0.0',
      description: 'Live customer profiles and segments: events in, changes out, over one bus of EventBridge.',
    },
    defaultContentType: 'application/json',
    channels: {
      bus: {
        address: '{name}',
        parameters: {
          name: { description: 'The name of the bus, which is that of the deployment.', default: 'patron' },
        },
        description: 'The bus of a deployment. Order is kept for no one, and what comes may come twice.',
        messages: messagesOf(all),
      },
    },
    operations: {
      takeIn: operation('receive', 'Takes in what shops say.', eventsIn),
      announce: operation('send', 'Announces changes of segments, erasures and backfills.', eventsOut),
    },
    components: {
      messages: Object.fromEntries(all.map((contract) => [contract.type, message(contract)])),
      schemas: standingAlone({ ...Object.fromEntries(entries), ...definitions.schemas }),
    },
  };
};
