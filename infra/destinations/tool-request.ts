import { SecretValue } from 'aws-cdk-lib';
import type { CfnConnection } from 'aws-cdk-lib/aws-events';
import type { ApiDestination, ApiTool } from '../settings/destination.ts';

/**
 * How one change is said to a tool. In `body`, `<name>` stands for a value of the change: within a text for one that has neither
 * quotes nor backslashes, since EventBridge escapes nothing, and alone also for a number, a list or an object.
 */
interface ToolRequest {
  /** The usual place of the tool; undefined where everybody has another. */
  readonly origin?: string;
  readonly path: string;
  /** Requests a second: what the tool publishes, at most the 300 that EventBridge sends to one API destination. */
  readonly perSecond: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly credentials: (
    secret: string,
  ) => Pick<CfnConnection.AuthParametersProperty, 'apiKeyAuthParameters' | 'basicAuthParameters'>;
  readonly body: object;
}

/** The values of a change that a body may name, by their places in it. Every change has them all. */
export const changePaths = {
  changeId: 'changeId',
  sequence: 'sequence',
  customerId: 'customerId',
  status: 'status',
  segment: 'segment.key',
  effectiveAt: 'effectiveAt',
  enteredAt: 'enteredAt',
  origin: 'origin',
  segments: 'segments',
  traits: 'traits',
  consent: 'consent',
} as const;

/** Those that are no texts, and stand without quotes. */
export const plainValues: readonly (keyof typeof changePaths)[] = ['sequence', 'segments', 'traits', 'consent'];

/** What every tool is told of a change, under names of the contract. */
const properties = Object.fromEntries(
  Object.keys(changePaths)
    .filter((name) => name !== 'customerId')
    .map((name) => [name, `<${name}>`]),
);

const event = 'Segment <status>';

/** CloudFormation reads it when it makes or changes the connection; it is in no template. */
const valueOf = (secret: string, jsonField?: string): string =>
  SecretValue.secretsManager(secret, { ...(jsonField !== undefined && { jsonField }) }).unsafeUnwrap();

const authorization = (scheme: string) => (secret: string) => ({
  apiKeyAuthParameters: { apiKeyName: 'Authorization', apiKeyValue: `${scheme} ${valueOf(secret)}` },
});

/** Each tool's own, by its public documentation; `docs/destinations` has a page for each. */
export const toolRequests: Readonly<Record<ApiTool, ToolRequest>> = {
  // https://developers.klaviyo.com/en/reference/create_event: 350 a second, 3,500 a minute. A revision is taken for two years after its day, and
  // refused then: https://developers.klaviyo.com/en/docs/api_versioning_and_deprecation_policy
  klaviyo: {
    origin: 'https://a.klaviyo.com',
    path: '/api/events',
    perSecond: 58,
    headers: { revision: '2026-07-15', accept: 'application/vnd.api+json', 'content-type': 'application/vnd.api+json' },
    credentials: authorization('Klaviyo-API-Key'),
    body: {
      data: {
        type: 'event',
        attributes: {
          metric: { data: { type: 'metric', attributes: { name: event } } },
          profile: { data: { type: 'profile', attributes: { external_id: '<customerId>' } } },
          unique_id: '<changeId>',
          time: '<effectiveAt>',
          properties,
        },
      },
    },
  },
  // https://www.braze.com/docs/api/endpoints/user_data/post_user_track: 3,000 in three seconds.
  braze: {
    path: '/users/track',
    perSecond: 300,
    credentials: authorization('Bearer'),
    body: { events: [{ external_id: '<customerId>', name: event, time: '<effectiveAt>', properties }] },
  },
  // https://docs.customer.io/api/track/#operation/entity
  customerIo: {
    origin: 'https://track.customer.io',
    path: '/api/v2/entity',
    perSecond: 100,
    credentials: (secret) => ({
      basicAuthParameters: { username: valueOf(secret, 'siteId'), password: valueOf(secret, 'apiKey') },
    }),
    body: { type: 'person', identifiers: { id: '<customerId>' }, action: 'event', name: event, attributes: properties },
  },
};

/** The URL that a destination's requests go to. */
export const urlOf = ({ tool, endpoint }: ApiDestination): string => {
  const { origin = '', path } = toolRequests[tool];
  return `${endpoint ?? origin}${path}`;
};
