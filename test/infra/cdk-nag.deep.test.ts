import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, test } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { deploymentWith } from './synthesised.ts';

/** With what else fails a synthesis. */
const checkedApp = (settings: Parameters<typeof deploymentWith>[0] = {}) => {
  const { app, patron } = deploymentWith(settings);
  addChecks(app);
  return { app, stateless: patron.stateless };
};

describe('cdk-nag', () => {
  test('finds nothing that is not acknowledged with a reason, for no account in particular', () => {
    const { app } = checkedApp();
    expect(() => app.synth()).not.toThrow();
  });

  test('finds nothing in a deployment that keeps nothing', () => {
    const { app } = checkedApp({ keep: false });
    expect(() => app.synth()).not.toThrow();
  });

  test('finds nothing in a deployment with every other setting', () => {
    const topic = 'arn:aws:sns:eu-west-1:123456789012:on-call';
    const warmThroughput = { reads: 12_000, writes: 4_000 };
    const { app } = checkedApp({
      traceSampling: 'off',
      alarms: { topic },
      warmThroughput,
      reservedConcurrency: 5,
      insight: 'off',
      intake: 'stream',
      api: {},
      console: true,
    });
    expect(() => app.synth()).not.toThrow();
  });

  test('finds nothing more in a named account, except a queue that was added carelessly', () => {
    const { app, stateless } = checkedApp({ env: { account: '123456789012', region: 'eu-west-1' } });
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
