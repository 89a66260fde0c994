import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * The functions that may put events with `source: patron`, by their `entry`. The bus
 * outlives the functions and must know their roles before they are there, so the roles' names are fixed.
 */
const speakers = ['publish', 'backfill-round'] as const;

export type Speaker = (typeof speakers)[number];

/** The name of a speaker's role: one for each region, since roles belong to the whole account. */
export const speakerRoleName = (scope: Construct, speaker: Speaker): string =>
  `patron-${speaker}-${Stack.of(scope).region}`;

/** The roles of all speakers, as a condition on `aws:PrincipalArn` sees them. */
export const speakerRoleArns = (scope: Construct): readonly string[] =>
  speakers.map((speaker) =>
    Stack.of(scope).formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: speakerRoleName(scope, speaker),
      arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
    }),
  );
