import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * The functions that may put events with `source: patron`, by their `entry`. The bus outlives the functions and must name
 * their roles before these exist, so the roles' names are fixed.
 */
const publishers = ['publish', 'backfill-round'] as const;

export type Publisher = (typeof publishers)[number];

/**
 * The name of a publisher's role. It has the region in it, because roles belong to the whole account.
 *
 * @param name - the name of the deployment.
 */
export const publisherRoleName = (scope: Construct, name: string, publisher: Publisher): string =>
  `${name}-${publisher}-${Stack.of(scope).region}`;

/**
 * The roles of all publishers, as a condition on `aws:PrincipalArn` sees them.
 *
 * @param name - the name of the deployment.
 */
export const publisherRoleArns = (scope: Construct, name: string): readonly string[] =>
  publishers.map((publisher) =>
    Stack.of(scope).formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: publisherRoleName(scope, name, publisher),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
  );
