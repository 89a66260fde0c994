import { Queue } from 'aws-cdk-lib/aws-sqs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { addPatron } from '#infra/patron.ts';
import { appWith } from './synthesised.ts';

/** With what else fails a synthesis. */
const checkedApp = () => {
  const app = appWith({ 'aws:cdk:bundling-stacks': [] });
  const patron = addPatron(app);
  addChecks(app);
  return { app, ...patron };
};

afterEach(() => void vi.unstubAllEnvs());

describe('cdk-nag', () => {
  test('finds nothing that is not acknowledged with a reason, for no account in particular', () => {
    const { app } = checkedApp();
    expect(() => app.synth()).not.toThrow();
  });

  test('finds nothing more in a named account, except a queue that was added carelessly', () => {
    vi.stubEnv('CDK_DEFAULT_ACCOUNT', '123456789012');
    vi.stubEnv('CDK_DEFAULT_REGION', 'eu-west-1');
    const { app, stateless } = checkedApp();
    const plain = new Queue(stateless, 'Plain');
    const found = findingsOf(() => app.synth());
    expect(found).not.toEqual([]);
    expect(found.filter((path) => path !== `${plain.node.path}/Resource`)).toEqual([]);
  });
});

/** The paths of the constructs that a synthesis fails on. */
const findingsOf = (synthesise: () => unknown): readonly string[] => {
  try {
    synthesise();
  } catch (error) {
    return [...String(error).matchAll(/^ERROR .*\n\s+(\S+) /gm)].map(([, path]) => String(path));
  }
  return [];
};
