import * as z from 'zod/mini';
import type { Tool } from './fake-tool.ts';

const text = z.string().check(z.minLength(1));
const instant = z.iso.datetime();
const properties = z.record(z.string(), z.unknown());

const only = <const Value extends string>(value: Value) => z.literal(value);

const klaviyoBody = z.strictObject({
  data: z.strictObject({
    type: only('event'),
    attributes: z.strictObject({
      metric: z.strictObject({
        data: z.strictObject({ type: only('metric'), attributes: z.strictObject({ name: text }) }),
      }),
      profile: z.strictObject({
        data: z.strictObject({ type: only('profile'), attributes: z.strictObject({ external_id: text }) }),
      }),
      unique_id: text,
      time: instant,
      properties,
    }),
  }),
});

const brazeBody = z.strictObject({
  events: z
    .array(z.strictObject({ external_id: text, name: text, time: instant, properties }))
    .check(z.minLength(1), z.maxLength(75)),
});

const customerIoBody = z.strictObject({
  type: only('person'),
  identifiers: z.strictObject({ id: text }),
  action: only('event'),
  name: text,
  attributes: properties,
});

/** What the secrets hold that the tools know. */
export const secrets = {
  'shop/klaviyo': 'pk_1',
  braze: 'key-2',
  'customer-io': { siteId: 'site', apiKey: 'key-3' },
} as const;

/** The tools by their names in the settings, as their documentation has them; `infra/destinations/tool-request.ts` names the pages. */
export const marketingTools: Readonly<Record<'klaviyo' | 'braze' | 'customerIo', Tool>> = {
  klaviyo: {
    path: '/api/events',
    headers: {
      authorization: 'Klaviyo-API-Key pk_1',
      revision: '2026-07-15',
      'content-type': 'application/vnd.api+json',
    },
    limits: [
      { requests: 350, spanMs: 1_000 },
      { requests: 3_500, spanMs: 60_000 },
    ],
    taken: 202,
    read: (body) => {
      const { metric, profile, unique_id: id, properties: told } = klaviyoBody.parse(body).data.attributes;
      const { name } = metric.data.attributes;
      const person = profile.data.attributes.external_id;
      return { person, name, properties: told, key: JSON.stringify([person, name, id]) };
    },
  },
  braze: {
    path: '/users/track',
    headers: { authorization: 'Bearer key-2' },
    limits: [{ requests: 3_000, spanMs: 3_000 }],
    taken: 201,
    read: (body) => {
      const [event] = brazeBody.parse(body).events;
      const { external_id: person, name, properties: told } = event!;
      return { person, name, properties: told, key: undefined };
    },
  },
  customerIo: {
    path: '/api/v2/entity',
    headers: { authorization: `Basic ${Buffer.from('site:key-3').toString('base64')}` },
    limits: [{ requests: 100, spanMs: 1_000 }],
    taken: 200,
    read: (body) => {
      const { identifiers, name, attributes } = customerIoBody.parse(body);
      return { person: identifiers.id, name, properties: attributes, key: undefined };
    },
  },
};
