import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { eventTypes } from '#events/incoming-event.ts';
import type { AdapterName } from '#lib/core/adapters/adapters.ts';
import { supportSource } from '#lib/use-cases/api/people/support-source.ts';
import type { Producer } from '../settings/producers.ts';
import type { Settings } from '../settings/settings.ts';

/**
 * The functions that may put events with `source: patron`, by their `entry`. The bus outlives the functions and must name
 * their roles before these exist, so the roles' names are fixed.
 */
const publishers = ['publish', 'backfill-round', 'insight-round'] as const;

type Publisher = (typeof publishers)[number];

/** A function whose role the bus knows by its name: a publisher, the one that answers the HTTP API and asks for erasures, the one that makes events of what sources send, or the canary. */
export type KnownFunction = Publisher | 'read' | 'adapt' | 'canary';

/** A role that the bus knows by its name: a function's, or the one that people take. */
type KnownRole = KnownFunction | 'operator';

/**
 * The name of a role that the bus knows. It has the region in it, because roles belong to the whole account.
 *
 * @param name - the name of the deployment.
 */
export const knownRoleName = (scope: Construct, name: string, role: KnownRole): string =>
  `${name}-${role}-${Stack.of(scope).region}`;

/** A role as a condition on `aws:PrincipalArn` sees it. */
const arnOf = (scope: Construct, name: string, role: KnownRole): string =>
  Stack.of(scope).formatArn({
    service: 'iam',
    region: '',
    resource: 'role',
    resourceName: knownRoleName(scope, name, role),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  });

/** The roles of all publishers that are deployed, as a condition on `aws:PrincipalArn` sees them. */
export const publisherRoleArns = (
  scope: Construct,
  { name, insight }: Pick<Settings, 'name' | 'insight'>,
): readonly string[] => publishersWith(insight).map((publisher) => arnOf(scope, name, publisher));

/** The role that may announce who is in a segment; undefined where the deployment keeps no members. */
export const announcerRoleArn = (
  scope: Construct,
  { name, members }: Pick<Settings, 'name' | 'members'>,
): string | undefined => (members === 'none' ? undefined : arnOf(scope, name, 'operator'));

/** What the HTTP API may put on the bus; nothing where the deployment has none. */
export const readersOf = (scope: Construct, { name, api }: Pick<Settings, 'name' | 'api'>): readonly Producer[] =>
  api === undefined
    ? []
    : [{ principal: arnOf(scope, name, 'read'), sources: [supportSource], detailTypes: ['ErasureRequested'] }];

/** The `source` of the events that adapters make, by the adapter. */
const sourceOf: Readonly<Record<AdapterName, string>> = {
  shopify: 'shop.shopify',
  segment: 'shop.segment',
  wooCommerce: 'shop.woocommerce',
  stripe: 'shop.stripe',
};

/** Every `source` of events that adapters make. */
export const adaptedSources: readonly string[] = Object.values(sourceOf);

/** What is made of what sources send; nothing where the deployment has none. */
export const adaptersOf = (
  scope: Construct,
  { name, sources }: Pick<Settings, 'name' | 'sources'>,
): readonly Producer[] =>
  sources.length === 0
    ? []
    : [{ principal: arnOf(scope, name, 'adapt'), sources: adaptedSources, detailTypes: eventTypes }];

/** The role by which a deployment tries itself out. */
export const canaryRoleArn = (scope: Construct, { name }: Pick<Settings, 'name'>): string =>
  arnOf(scope, name, 'canary');

/** Nobody else may come by the name of a role that is not there. */
const publishersWith = (insight: Settings['insight']): readonly Publisher[] =>
  publishers.filter((publisher) => publisher !== 'insight-round' || insight !== 'off');
