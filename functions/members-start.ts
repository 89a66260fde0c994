import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { SFNClient } from '@aws-sdk/client-sfn';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { FillAsked } from '#lib/use-cases/members/fill-pass.ts';
import { whatToFill } from '#lib/use-cases/members/what-to-fill.ts';
import { answerCloudFormation, putAnswer } from './runtime/answer-cloudformation.ts';
import { observed } from './runtime/observed.ts';
import { patientClient, rollingBackBy } from './runtime/rolling-back.ts';
import { start } from './runtime/start.ts';
import { startFor, startUnlessStarted, type StartPassDeps } from './runtime/start-pass.ts';

const keysIn = ({ Members }: { readonly [name: string]: unknown }): readonly string[] =>
  Array.isArray(Members) ? Members.map(String) : [];

type Asking = Exclude<CloudFormationCustomResourceEvent, { RequestType: 'Delete' }>;

/** The input of the pass that a request asks for; undefined where nothing is to be filled or thrown away. */
const inputFor = (asked: Asking): FillAsked | undefined =>
  whatToFill(
    keysIn(asked.ResourceProperties),
    asked.RequestType === 'Update' ? keysIn(asked.OldResourceProperties) : undefined,
  );

/** Starts a pass when CloudFormation has deployed a table of members, or keeps those of other segments than before. */
export const createHandler = (deps: StartPassDeps) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    deps.metrics.addMetric('MembersAsked', MetricUnit.Count, event.RequestType === 'Delete' ? 0 : 1);
    await answerCloudFormation(deps, event, {
      name: 'members-pass',
      act: async (asked) => {
        const input = inputFor(asked);
        if (input) await startFor(deps, { ...asked, name: `members-${asked.RequestId}`, input });
        return undefined;
      },
      reasonOf: (failure) => `Cannot start the pass for members: ${String(failure)}`,
    });
  });

export const handler = start({
  service: 'members-start',
  needs: ['STATE_MACHINE_ARN'],
  build: ({ STATE_MACHINE_ARN }, runtime) =>
    createHandler({
      ...runtime,
      startPass: startUnlessStarted(new SFNClient(), STATE_MACHINE_ARN),
      isRollingBack: rollingBackBy(patientClient()),
      put: putAnswer,
    }),
});
