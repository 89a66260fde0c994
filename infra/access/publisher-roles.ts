import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Settings } from '../settings/settings.ts';

/**
 * The functions that may put events with `source: patron`, by their `entry`. The bus outlives the functions and must name
 * their roles before these exist, so the roles' names are fixed.
 */
const publishers = ['publish', 'backfill-round', 'insight-round'] as const;

export type Publisher = (typeof publishers)[number];

/**
 * The name of a publisher's role. It has the region in it, because roles belong to the whole account.
 *
 * @param name - the name of the deployment.
 */
export const publisherRoleName = (scope: Construct, name: string, publisher: Publisher): string =>
  `${name}-${publisher}-${Stack.of(scope).region}`;

/** The roles of all publishers that are deployed, as a condition on `aws:PrincipalArn` sees them. */
export const publisherRoleArns = (
  scope: Construct,
  { name, insight }: Pick<Settings, 'name' | 'insight'>,
): readonly string[] =>
  publishersWith(insight).map((publisher) =>
    Stack.of(scope).formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: publisherRoleName(scope, name, publisher),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
  );

/** Nobody else may come by the name of a role that is not there. */
const publishersWith = (insight: Settings['insight']): readonly Publisher[] =>
  publishers.filter((publisher) => publisher !== 'insight-round' || insight !== 'off');
