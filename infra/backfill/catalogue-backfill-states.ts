import { Aws } from 'aws-cdk-lib';

/** The functions that the states call, by ARN. */
export interface BackfillFunctions {
  readonly round: string;
  readonly part: string;
}

/** What the service itself may fail of, and what a function may: another try later is all that helps. */
const anyError = ['States.ALL'];

const invoke = (functionArn: string, payload: object) => ({
  Type: 'Task',
  Resource: `arn:${Aws.PARTITION}:states:::lambda:invoke`,
  Parameters: { FunctionName: functionArn, ...payload },
  OutputPath: '$.Payload',
  TimeoutSeconds: 330,
});

/** A round that cannot be begun or judged stops the pass, so it is tried for some minutes. */
const patiently = { ErrorEquals: anyError, IntervalSeconds: 5, MaxAttempts: 6, BackoffRate: 2, MaxDelaySeconds: 120 };

/** A part that fails stays where it was: the next round goes on from there. */
const partOfRound = (functionArn: string) => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Tick',
  States: {
    Tick: {
      ...invoke(functionArn, { 'Payload.$': '$' }),
      Retry: [{ ErrorEquals: anyError, IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 2 }],
      Catch: [{ ErrorEquals: anyError, Next: 'Failed' }],
      End: true,
    },
    Failed: { Type: 'Pass', Result: { failed: true }, End: true },
  },
});

/**
 * A pass in the language of states: round after round over all parts of the table that are not done, until a round's
 * judgement has an outcome.
 */
export const backfillStates = ({ round, part }: BackfillFunctions) => ({
  Comment: 'Brings everybody up to the catalogue that was deployed',
  StartAt: 'Begin',
  States: {
    Begin: { ...invoke(round, { Payload: { 'begin.$': '$' } }), Retry: [patiently], Next: 'Over' },
    Over: {
      Type: 'Choice',
      Choices: [
        { Variable: '$.outcome', StringEquals: 'under-way', Next: 'Wait' },
        { Variable: '$.outcome', StringEquals: 'failed', Next: 'GivenUp' },
      ],
      Default: 'Done',
    },
    Wait: { Type: 'Wait', SecondsPath: '$.waitSeconds', Next: 'Round' },
    Round: {
      Type: 'Map',
      Label: 'Round',
      ItemsPath: '$.slices',
      ItemProcessor: partOfRound(part),
      ResultPath: '$.results',
      ToleratedFailurePercentage: 100,
      Next: 'Judge',
    },
    Judge: { ...invoke(round, { 'Payload.$': '$' }), Retry: [patiently], Next: 'Over' },
    Done: { Type: 'Succeed' },
    GivenUp: {
      Type: 'Fail',
      Error: 'BackfillFailed',
      Cause: 'No part of the table could be worked at, round after round',
    },
  },
});
