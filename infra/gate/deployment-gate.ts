import { CustomResource, Duration, Stack } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { catalogueHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { deploymentPartition } from '#lib/ports/store/table-keys.ts';
import { allow, allowKey, allowPartition, writeKey } from '../access/permissions.ts';
import { acknowledge } from '../checks/acknowledge.ts';
import type { Settings } from '../settings/settings.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';

export interface DeploymentGateProps {
  readonly table: ITable;
  /** Those of every function, without the number. */
  readonly surroundings: Surroundings;
  readonly settings: Settings;
}

/**
 * Lets a deployment in before any function changes, and gives it its number; or refuses a number by which older code would
 * decide beside newer, and to take a stream away in which events wait. CloudFormation asks it whenever the catalogue, the number given
 * by hand or the intake changes.
 */
export class DeploymentGate extends Construct {
  /** The number, known as the stack is deployed. */
  readonly deployment: string;
  /** The hash of the catalogue. */
  readonly catalogue: string;
  /** The surroundings of the functions, with the number. */
  readonly surroundings: Surroundings;
  readonly #worker: Worker;
  readonly #admitted: CustomResource;

  constructor(scope: Construct, id: string, props: DeploymentGateProps) {
    super(scope, id);
    const { deployment, catalogue, intake } = props.settings;
    this.catalogue = catalogueHash(catalogue);
    this.#worker = this.addWorker(props);
    this.#admitted = new CustomResource(this, 'Admitted', {
      resourceType: 'Custom::DeploymentGate',
      serviceToken: this.#worker.handler.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: {
        Catalogue: this.catalogue,
        ...(deployment !== undefined && { Deployment: String(deployment) }),
        ...(intake !== 'fifo' && { Intake: intake }),
      },
    });
    this.deployment = this.#admitted.getAttString('Deployment');
    const { environment } = props.surroundings;
    this.surroundings = { ...props.surroundings, environment: { ...environment, DEPLOYMENT: this.deployment } };
  }

  /** Lets functions change only once their deployment has been let in. */
  holdBack(workers: readonly Worker[]): void {
    for (const worker of workers) {
      if (worker !== this.#worker) worker.handler.node.addDependency(this.#admitted);
    }
  }

  private addWorker({ table, surroundings }: DeploymentGateProps): Worker {
    const worker = new Worker(this, 'Gate', {
      ...surroundings,
      environment: { PATRON_NAME: surroundings.name, TABLE_NAME: table.tableName },
      entry: 'deployment-gate',
      description: 'Lets a deployment in, and gives it its number',
      timeout: Duration.minutes(2),
      permissions: [
        allowPartition(table, deploymentPartition, 'Query', 'PutItem'),
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
        allow(Stack.of(this).stackId, 'cloudformation:DescribeStacks'),
      ],
    });
    acknowledge(worker.handler, {
      'Serverless::Serverless-LambdaAsyncFailureDestination':
        'CloudFormation waits for its answer, and says when none comes',
    });
    return worker;
  }
}
