import { Aws } from 'aws-cdk-lib';
import { AccountPrincipal, ArnPrincipal, CompositePrincipal, type PrincipalBase } from 'aws-cdk-lib/aws-iam';
import type { Operator } from '../settings/operators.ts';
import { accountRootOf, arnsLike } from '../settings/principals.ts';

/** Absent, and so refused, where somebody comes with an access key alone. */
const secondFactor = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/**
 * Who may take the operator's role: the listed roles and users, users with a second factor; or, where none is listed, whoever the
 * account's own policies allow and has a second factor.
 *
 * Their accounts are trusted under the condition that it is they: a policy that named a role itself would be refused where its path is
 * not known, and would quietly end to hold once the role was made anew.
 */
export const takersOf = (operators: readonly Required<Operator>[]): PrincipalBase => {
  const [first, ...others] = [...Map.groupBy(operators, ({ principal }) => accountRootOf(principal))].flatMap(takersIn);
  if (first === undefined) return new AccountPrincipal(Aws.ACCOUNT_ID).withConditions(secondFactor);
  return new CompositePrincipal(first, ...others);
};

/** The operators of one account: those who need a second factor, and those who need none. */
const takersIn = ([root, operators]: readonly [string, readonly Required<Operator>[]]): readonly PrincipalBase[] =>
  [...Map.groupBy(operators, ({ mfa }) => mfa)].map(([mfa, alike]) =>
    new ArnPrincipal(root).withConditions({
      ArnLike: { 'aws:PrincipalArn': alike.flatMap(({ principal }) => arnsLike(principal)) },
      ...(mfa && secondFactor),
    }),
  );
