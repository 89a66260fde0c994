import * as z from 'zod/mini';
import { objectOf } from './forms.ts';
import { identityOf, principal, principalRule } from './principals.ts';

/** A principal that may take the operator's role. */
export interface Operator {
  /** The ARN of an IAM role or user of this account or another, or of a session of a role. */
  readonly principal: string;
  /** Whether its session must have begun with a second factor. Default: true for a user, false for a role. */
  readonly mfa?: boolean | undefined;
}

const isUser = (arn: string): boolean => arn.includes(':user/');

/** A permission set of IAM Identity Center. Sessions of these never say whether there was a second factor. */
const isOfIdentityCenter = (arn: string): boolean => /\/AWSReservedSSO_[^/]+$/.test(identityOf(arn));

const refusalOf = ({ principal: arn, mfa }: Operator): string | undefined => {
  if (mfa === false && isUser(arn)) return 'must not be false for a user, who is a person: name a role for a program';
  if (mfa === true && isOfIdentityCenter(arn))
    return 'must not be true for a role of IAM Identity Center, whose sessions never say so: demand it there';
  return undefined;
};

const eachOnce = z.check<(string | Operator)[]>(({ value, issues }) => {
  const seen = new Set<string>();
  for (const [index, operator] of value.entries()) {
    const input = principalOf(operator);
    if (seen.has(identityOf(input)))
      issues.push({ code: 'custom', message: 'must be listed once', input, path: [index] });
    seen.add(identityOf(input));
  }
});

const principalOf = (operator: string | Operator): string =>
  typeof operator === 'string' ? operator : operator.principal;

const fittingFactors = z.check<(string | Operator)[]>(({ value, issues }) => {
  for (const [index, operator] of value.entries()) {
    const message = typeof operator === 'string' ? undefined : refusalOf(operator);
    if (message !== undefined) issues.push({ code: 'custom', message, input: operator, path: [index, 'mfa'] });
  }
});

const withFactor = objectOf({ principal, mfa: z.optional(z.boolean('must be true or false')) });

/** The setting `operators`. */
export const operatorsForm = z
  .array(z.union([principal, withFactor], `${principalRule}, or {"principal", "mfa"}`), 'must be a list')
  .check(eachOnce, fittingFactors);

/** Fills in who must have had a second factor. */
export const checkedOperators = (operators: readonly (string | Operator)[]): readonly Required<Operator>[] =>
  operators.map((operator) => {
    const { principal: arn, mfa = isUser(principalOf(operator)) } =
      typeof operator === 'string' ? { principal: operator } : operator;
    return { principal: arn, mfa };
  });
