import { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  DistributedMap,
  Errors,
  Fail,
  JsonPath,
  Pass,
  Result,
  type RetryProps,
  StateGraph,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** The functions that the states call. */
export interface PassFunctions {
  /** Begins the pass, and judges each round: `{begin}` or `{pass, results}` in; `{pass, slices, waitSeconds, outcome}` out. */
  readonly round: IFunction;
  /** Works for a while at one of the `slices`; its answer is one of the `results`. */
  readonly part: IFunction;
}

/** The words by which people tell one machine from another. */
export interface PassText {
  /** The purpose of the pass. */
  readonly comment: string;
  /** The name of the error with which it is given up. */
  readonly error: string;
}

/** A failure is the service's or the function's own; either way only a later attempt helps. */
const retry = { errors: [Errors.ALL], interval: Duration.seconds(5), backoffRate: 2 };

/** A round that cannot be begun or judged stops the pass, so it is tried for some minutes. */
const retryForMinutes: RetryProps = { ...retry, maxAttempts: 6, maxDelay: Duration.seconds(120) };

const invoke = (
  scope: Construct,
  id: string,
  props: { readonly lambdaFunction: IFunction; readonly payload?: TaskInput },
): LambdaInvoke =>
  new LambdaInvoke(scope, id, {
    ...props,
    outputPath: '$.Payload',
    taskTimeout: Timeout.duration(Duration.seconds(330)),
    // `retry` covers what the construct library would retry by itself.
    retryOnServiceExceptions: false,
  });

/** All parts of the table that are not done, each as an execution of its own. A part that fails is resumed by the next round. */
const roundOf = (scope: Construct, part: IFunction): DistributedMap => {
  const tick = invoke(scope, 'Tick', { lambdaFunction: part })
    .addRetry({ ...retry, maxAttempts: 2 })
    .addCatch(new Pass(scope, 'Failed', { result: Result.fromObject({ failed: true }) }));
  return new DistributedMap(scope, 'Round', {
    label: 'Round',
    itemsPath: '$.slices',
    resultPath: '$.results',
    toleratedFailurePercentage: 100,
  }).itemProcessor(tick);
};

/**
 * A pass in Amazon States Language: round after round over all parts of the table that are not done, until the judgement
 * of a round has an outcome.
 */
export const passStates = (scope: Construct, { round, part }: PassFunctions, { comment, error }: PassText): object => {
  const payload = TaskInput.fromObject({ begin: JsonPath.objectAt('$') });
  const begin = invoke(scope, 'Begin', { lambdaFunction: round, payload });
  const judge = invoke(scope, 'Judge', { lambdaFunction: round }).addRetry(retryForMinutes);
  const wait = new Wait(scope, 'Wait', { time: WaitTime.secondsPath('$.waitSeconds') });
  const over = new Choice(scope, 'Over')
    .when(Condition.stringEquals('$.outcome', 'under-way'), wait)
    .when(Condition.stringEquals('$.outcome', 'failed'), givenUp(scope, error))
    .otherwise(new Succeed(scope, 'Done'));
  wait.next(roundOf(scope, part)).next(judge).next(over);
  begin.addRetry(retryForMinutes).next(over);
  return { Comment: comment, ...new StateGraph(begin, comment).toGraphJson() };
};

const givenUp = (scope: Construct, error: string): Fail =>
  new Fail(scope, 'GivenUp', {
    error,
    cause: 'No part of the table could be worked at, round after round',
  });
