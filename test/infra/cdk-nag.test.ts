import { Validations } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { describe, expect, test } from 'vitest';
import { addPatron } from '#infra/patron.ts';
import { appWith } from './synthesised.ts';

const checkedApp = () => {
  const app = appWith({ 'aws:cdk:bundling-stacks': [] });
  const patron = addPatron(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { app, ...patron };
};

describe('cdk-nag', () => {
  test('finds nothing that is not acknowledged with a reason', () => {
    const { app } = checkedApp();
    expect(() => app.synth()).not.toThrow();
  });

  test('looks at what is there', () => {
    const { app, stateless } = checkedApp();
    const plain = new Queue(stateless, 'Plain');
    expect(plain.node.path).toBe('Patron/Plain');
    expect(() => app.synth()).toThrow('Patron/Plain/Resource');
  });
});
