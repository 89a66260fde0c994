import { MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import type { DeploymentRegister } from '#lib/ports/store/deployment-register.ts';
import { dynamoDbDeployments } from '#lib/ports/store/dynamodb/registered-deployments.ts';
import { admitDeployment } from '#lib/use-cases/deployment/admit-deployment.ts';
import { DeploymentRefusedError, type Deployable } from '#lib/use-cases/deployment/deployment-number.ts';
import { requireDrained, type IntakeChange } from '#lib/use-cases/deployment/require-drained.ts';
import { answerCloudFormation, putAnswer, type AnswerDeps } from './runtime/answer-cloudformation.ts';
import { observed } from './runtime/observed.ts';
import { patientClient, rollingBackBy, type RollingBack } from './runtime/rolling-back.ts';
import { start } from './runtime/start.ts';

export interface DeploymentGateDeps extends AnswerDeps {
  readonly register: DeploymentRegister;
  readonly isRollingBack: RollingBack;
}

type Properties = CloudFormationCustomResourceEvent['ResourceProperties'];

/** CloudFormation gives every property as a text. */
const deployableIn = ({ Catalogue, Deployment }: Omit<Properties, 'ServiceToken'>): Deployable => ({
  catalogue: String(Catalogue),
  deployment: Deployment === undefined ? undefined : Number(Deployment),
});

const intakeChangeIn = (event: CloudFormationCustomResourceEvent): IntakeChange => ({
  before: event.RequestType === 'Update' ? event.OldResourceProperties['Intake'] : undefined,
  after: event.ResourceProperties['Intake'],
});

/**
 * Lets a deployment in, before CloudFormation changes any function, and hands its number to the functions as the attribute
 * `Deployment`; or refuses it, and CloudFormation goes back.
 */
export const createHandler = (deps: DeploymentGateDeps) =>
  observed(deps, async (event: CloudFormationCustomResourceEvent): Promise<void> => {
    const status = await answerCloudFormation(deps, event, {
      name: 'deployment-gate',
      act: async (asked) => {
        const isRollingBack = () => deps.isRollingBack(asked.StackId);
        const before = asked.RequestType === 'Update' ? deployableIn(asked.OldResourceProperties) : undefined;
        await requireDrained(intakeChangeIn(asked), isRollingBack);
        const request = { request: asked.RequestId, ...deployableIn(asked.ResourceProperties), before };
        return { Deployment: String(await admitDeployment({ ...deps, isRollingBack }, request)) };
      },
      reasonOf: (failure) =>
        failure instanceof DeploymentRefusedError
          ? failure.message
          : `Cannot learn which deployment is the latest: ${String(failure)}`,
    });
    deps.metrics.addMetric('DeploymentRefused', MetricUnit.Count, status === 'FAILED' ? 1 : 0);
  });

export const handler = start({
  service: 'deployment-gate',
  needs: ['TABLE_NAME'],
  build: ({ TABLE_NAME }, runtime) =>
    createHandler({
      ...runtime,
      register: dynamoDbDeployments({ client: new DynamoDBClient(), tableName: TABLE_NAME }),
      isRollingBack: rollingBackBy(patientClient()),
      put: putAnswer,
    }),
});
