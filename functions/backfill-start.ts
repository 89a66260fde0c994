import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerCloudFormation, putAnswer } from './runtime/answer-cloudformation.ts';
import { observed } from './runtime/observed.ts';
import { patientClient, rollingBackBy } from './runtime/rolling-back.ts';
import { start } from './runtime/start.ts';
import { startFor, startUnlessStarted, type StartPassDeps } from './runtime/start-pass.ts';

type Asked = CloudFormationCustomResourceEvent['ResourceProperties'];

/** The older deployment that a rollback goes back to has had its own. */
const passFor = ({ Deployment, Catalogue }: Asked) => {
  const input = { deployment: Number(Deployment), catalogue: String(Catalogue) };
  return { name: `deployment-${input.deployment}-${input.catalogue}`, input };
};

/** Starts a pass when CloudFormation has deployed another catalogue, or the same one under another number. */
export const createHandler = (deps: StartPassDeps) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    deps.metrics.addMetric('BackfillAsked', MetricUnit.Count, event.RequestType === 'Delete' ? 0 : 1);
    await answerCloudFormation(deps, event, {
      name: 'catalogue-backfill',
      act: async (asked) => {
        await startFor(deps, { ...asked, ...passFor(asked.ResourceProperties) });
        return undefined;
      },
      reasonOf: (failure) => `Cannot start the pass over everybody: ${String(failure)}`,
    });
  });

export const handler = start({
  service: 'backfill-start',
  needs: ['STATE_MACHINE_ARN'],
  build: ({ STATE_MACHINE_ARN }, runtime) =>
    createHandler({
      ...runtime,
      startPass: startUnlessStarted(new SFNClient(), STATE_MACHINE_ARN),
      isRollingBack: rollingBackBy(patientClient()),
      put: putAnswer,
    }),
});
