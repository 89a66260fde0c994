/**
 * Synthesises a stack of two functions to compare with, made by the construct that makes Patron's own, with the same options.
 *
 *     CDK_OUTDIR=FOLDER node bench/programs/synthesise-baselines.ts
 */
import { App, Duration, Stack } from 'aws-cdk-lib';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Worker } from '#infra/worker/worker.ts';

const app = new App();
const stack = new Stack(app, 'Baselines');
const key = new Key(stack, 'Key');
const functions = ['dynamodb-client', 'empty-handler'].map(
  (program) =>
    new Worker(stack, program, {
      entry: `../bench/programs/${program}`,
      description: 'To compare with',
      timeout: Duration.seconds(1),
      name: 'baselines',
      environment: {},
      permissions: [],
      key,
    }),
);
app.synth();
process.stdout.write(`${functions.length}\n`);
