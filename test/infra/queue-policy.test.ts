import { describe, expect, test } from 'vitest';
import { deniedBy } from './judged.ts';
import { functionNames, functionOf, named, statementsOf, synthesise } from './synthesised.ts';

const { stateless } = synthesise();

const policyOf = (queue: string) =>
  statementsOf(stateless, 'AWS::SQS::QueuePolicy', ({ Queues }) => named(Queues) === queue);

/** A request to send a message, by the function of this name or by a rule, as the queue's policy sees it. */
const sentBy = {
  role: (principal: string) => ({ 'aws:PrincipalArn': principal, 'aws:SecureTransport': 'true' }),
  rule: (rule: string) => ({ 'aws:SourceArn': `${rule}.Arn`, 'aws:SecureTransport': 'true' }),
};

const roleOf = (entry: string): string => named(functionOf(stateless, entry)['Role']);
const queues: Readonly<Record<string, { readonly rules: readonly string[]; readonly functions: readonly string[] }>> = {
  EventIntakeQueue: {
    rules: ['EventIntakeCustomersRule', 'EventIntakeVisitorsRule'],
    functions: ['update', 'sweep', 'quarantine', 'backfill-part'],
  },
  EventIntakeSlowQueue: { rules: [], functions: ['update'] },
  QuarantineIntakeUnroutable: { rules: ['QuarantineIntakeRestRule'], functions: [] },
  UndeliverableEventsQueue: {
    rules: ['EventIntakeCustomersRule', 'EventIntakeVisitorsRule', 'QuarantineIntakeRestRule'],
    functions: [],
  },
};
const allRules = queues['UndeliverableEventsQueue']?.rules ?? [];

describe.each(Object.entries(queues))('the policy of %s', (queue, { rules, functions }) => {
  const policy = policyOf(queue);
  /** What is diverted has an order that only the update function keeps. */
  const isOperators = queue !== 'EventIntakeSlowQueue';

  test('takes messages only of its own rules', () => {
    const taken = [...allRules, 'AnotherRule'].filter((rule) => deniedBy(policy, sentBy.rule(rule)).length === 0);
    expect(taken).toEqual(rules);
  });

  test('takes messages of the functions that send to it, and of no other', () => {
    const taken = functionNames.filter((entry) => deniedBy(policy, sentBy.role(roleOf(entry))).length === 0);
    expect(taken.toSorted()).toEqual(functions.toSorted());
  });

  test('takes messages of the operator where the runbook sends some, and of no other role of the account', () => {
    expect(deniedBy(policy, sentBy.role('Operator.Arn'))).toEqual(isOperators ? [] : ['OnlyOwnRulesAndRoles']);
    expect(deniedBy(policy, sentBy.role('arn:aws:iam::123456789012:role/Admin'))).toEqual(['OnlyOwnRulesAndRoles']);
  });

  test('has no condition without values, which means nothing that AWS documents', () => {
    const tests = policy.flatMap(({ Condition }) => Object.values(Condition ?? {}));
    const wanted = tests.flatMap((values) => Object.values(values));
    expect(wanted.length).toBeGreaterThan(1);
    expect(wanted.filter((values) => Array.isArray(values) && values.length === 0)).toEqual([]);
  });

  test('takes no message without TLS', () => {
    const request = { ...sentBy.role(roleOf('update')), 'aws:SecureTransport': 'false' };
    expect(deniedBy(policy, request)).toContain('sqs:*');
  });
});
