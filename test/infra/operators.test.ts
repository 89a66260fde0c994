import { describe, expect, test } from 'vitest';
import type { Operator } from '#infra/settings/operators.ts';
import { isAllowedBy, type Request } from './judged.ts';
import { named, synthesise, theResource, type Json } from './synthesised.ts';

const [shop, agency] = ['123456789012', '210987654321'];
const ada = `arn:aws:iam::${shop}:user/staff/ada`;
const onCall = `arn:aws:iam::${shop}:role/on-call`;
const contractor = `arn:aws:iam::${agency}:role/contractor`;
const permissionSet = 'AWSReservedSSO_Operations_0123456789abcdef';
const session = `arn:aws:sts::${shop}:assumed-role/${permissionSet}/ada@shop.example`;
const behindSession = `arn:aws:iam::${shop}:role/aws-reserved/sso.amazonaws.com/eu-west-1/${permissionSet}`;

const trustOf = (operators?: readonly (string | Operator)[]): readonly Json[] =>
  theResource(synthesise(operators && { operators }).stateless, 'AWS::IAM::Role', {
    RoleName: { 'Fn::Join': ['', ['patron-operator-', { Ref: 'AWS::Region' }]] },
  })['Properties']['AssumeRolePolicyDocument'].Statement;

/** Whether somebody may take the role, by the statements for their account. */
const mayTake = (trust: readonly Json[], principal: string, more: Request = {}): boolean =>
  isAllowedBy(
    trust
      .filter(({ Principal }) => named(Principal.AWS) === `arn:aws:iam::${principal.split(':')[4]}:root`)
      .map(({ Effect, Condition }) => ({ Effect, Condition, Action: 'sts:AssumeRole', Resource: '*' })),
    { 'aws:PrincipalArn': principal, ...more },
  );

const withFactor = { 'aws:MultiFactorAuthPresent': 'true' };
const without = { 'aws:MultiFactorAuthPresent': 'false' };

describe('the operator’s role', () => {
  const trust = trustOf([ada, onCall, contractor, session]);

  test('is taken by a user with a second factor, and not by an access key alone', () => {
    expect(mayTake(trust, ada, withFactor)).toBe(true);
    expect(mayTake(trust, ada, without)).toBe(false);
    expect(mayTake(trust, ada)).toBe(false);
  });

  test('is taken by the roles that are listed, of this account or another', () => {
    expect(mayTake(trust, onCall)).toBe(true);
    expect(mayTake(trust, contractor)).toBe(true);
    expect(mayTake(trust, behindSession)).toBe(true);
  });

  test.each([
    `arn:aws:iam::${shop}:role/Admin`,
    `arn:aws:iam::${agency}:role/on-call`,
    `arn:aws:iam::${shop}:user/staff/grace`,
    `${behindSession}0`,
  ])('is not taken by %s', (principal) => {
    expect(mayTake(trust, principal, withFactor)).toBe(false);
  });

  test('is taken by a role only with a second factor where the setting says so', () => {
    const people = trustOf([{ principal: onCall, mfa: true }, contractor]);
    expect(mayTake(people, onCall, withFactor)).toBe(true);
    expect(mayTake(people, onCall, without)).toBe(false);
    expect(mayTake(people, contractor, without)).toBe(true);
  });

  test('is taken by nobody without a second factor where no one is listed', () => {
    expect(trustOf()).toEqual([
      {
        Effect: 'Allow',
        Action: 'sts:AssumeRole',
        Principal: { AWS: expect.anything() },
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } },
      },
    ]);
  });

  test('trusts accounts under conditions alone', () => {
    for (const { Condition } of trust) expect(Object.keys(Condition)).toContain('ArnLike');
  });
});
