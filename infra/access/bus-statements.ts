import { StarPrincipal, Effect, type IPrincipal, PolicyStatement } from 'aws-cdk-lib/aws-iam';

/** The bus that a policy is of, and Patron's own roles. */
export interface OnBus {
  readonly busArn: string;
  /** The ARNs of the roles that may say something as Patron. */
  readonly patron: readonly string[];
  /** The ARN of the role that speaks of the made-up person. */
  readonly canary: string;
}

/** Conditions of IAM by operator and key. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** Denies everybody who fits all conditions, whatever other policies allow. */
export const deny = ({ busArn }: OnBus, sid: string, conditions: Conditions): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new StarPrincipal()],
    actions: ['events:PutEvents'],
    resources: [busArn],
    conditions,
  });

/** Allows some principals to put events, under conditions. */
export const open = (
  { busArn }: OnBus,
  sid: string,
  { principals, conditions }: { readonly principals: readonly IPrincipal[]; readonly conditions: Conditions },
): PolicyStatement =>
  new PolicyStatement({
    sid,
    principals: [...principals],
    actions: ['events:PutEvents'],
    resources: [busArn],
    conditions,
  });
