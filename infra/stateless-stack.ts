import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stack, Stage, type StackProps } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { withHash } from '#lib/core/segments/compile/catalogue-hash.ts';
import { PatronApi, type PatronApiProps } from './api/http-api.ts';
import { Canary } from './canary/canary.ts';
import { connectionsWith } from './connections.ts';
import { addDashboard } from './dashboard/dashboard.ts';
import { DeploymentGate } from './gate/deployment-gate.ts';
import type { InsightPass } from './insight/insight-pass.ts';
import { EventIntake } from './intake/event-intake.ts';
import { UndeliverableEvents } from './intake/undeliverable-events.ts';
import type { MembersPass } from './members/members-pass.ts';
import { OperatorRole } from './operator/operator-role.ts';
import { PublishedNames } from './published-names.ts';
import { namedMembers } from './settings/members.ts';
import type { Settings } from './settings/settings.ts';
import type { StatefulStack } from './stateful-stack.ts';
import type { Sources } from './sources/sources.ts';
import { Subscribers } from './subscription/subscribers.ts';
import { listTables } from './table/list-tables.ts';
import { AlarmBoard } from './watches/alarm-board.ts';
import { allWatches } from './watches/all-watches.ts';
import { burns } from './watches/burn-watches.ts';
import { jumps } from './watches/jump-watches.ts';
import { countingFor } from './watches/watch.ts';
import type { Watched } from './watches/watched.ts';
import { surroundingsOf } from './worker/surroundings.ts';
import { workersIn } from './worker/worker.ts';
import { passesWith } from './pass/passes.ts';
import { quarantineTimeout, updateTimeout, workersWith } from './workers.ts';

export interface StatelessStackProps extends StackProps {
  readonly stateful: StatefulStack;
  readonly settings: Settings;
}

/** The parts that people and programs look for. */
interface Published {
  readonly intake: EventIntake;
  readonly gate: DeploymentGate;
  readonly operator: IRole;
  readonly insight: InsightPass | undefined;
  readonly memberTable: ITable | undefined;
  readonly members: MembersPass | undefined;
  readonly api: PatronApi | undefined;
  readonly sources: Sources | undefined;
  readonly canary: Canary;
}

/** The resources that can be made again at any time: queues, functions, schedule and alarms. */
export class StatelessStack extends Stack {
  readonly alarms: AlarmBoard;
  readonly subscribers: Subscribers;

  constructor(scope: Construct, id: string, { stateful, settings, ...props }: StatelessStackProps) {
    super(scope, id, props);
    const { table, key } = stateful;
    const { bus } = stateful.bus;
    const undeliverable = new UndeliverableEvents(this, 'UndeliverableEvents', { key, quarantineTimeout });
    const intake = new EventIntake(this, 'EventIntake', { bus, key, updateTimeout, undeliverable, settings });
    const catalogueFile = this.writeCatalogue(settings);
    const given = surroundingsOf(stateful, intake, settings);
    const gate = new DeploymentGate(this, 'DeploymentGate', { table, settings, surroundings: given });
    const { surroundings, deployment } = gate;
    const { memberTable, feedTable } = listTables(this, settings, key);
    const shared = { bus, table, intake, surroundings, memberTable, feedTable };
    const workers = workersWith(this, { ...shared, settings, undeliverable, catalogueFile });
    const passing = passesWith(this, workers, { ...shared, settings, deployment, catalogueFile });
    const api = apiWith(this, { ...shared, settings, catalogueFile, results: passing.insight?.bucket });
    const connections = connectionsWith(this, { bus, table, key, settings, surroundings });
    const canary = new Canary(this, 'Canary', { ...shared, undeliverable, catalogueFile, stacks: [stateful, this] });
    const functions = workersIn(this);
    gate.holdBack(functions);
    const hops = { bus: stateful.bus, undeliverable, intake, canary, ...workers, ...passing };
    const watched: Watched = {
      key,
      table,
      memberTable,
      api,
      ...connections,
      ...hops,
      functions,
      settings,
      counting: countingFor(settings.name),
    };
    this.alarms = this.watch(watched);
    const operator = new OperatorRole(this, 'Operator', watched);
    this.subscribers = new Subscribers(this, 'Subscribers', { stateful, operator, alarms: this.alarms });
    this.publishNames(settings, { intake, gate, operator, memberTable, api, canary, ...connections, ...passing });
  }

  private watch(watched: Watched): AlarmBoard {
    const alarms = new AlarmBoard(this, 'Alarms', {
      ...watched.settings,
      key: watched.key,
      watches: allWatches(watched),
      burns: burns(watched),
      jumps: jumps(watched),
    });
    addDashboard(this, { watched, alarms: alarms.names });
    return alarms;
  }

  private publishNames(
    { name, members }: Settings,
    { intake, gate, operator, insight, memberTable, members: pass, api, canary, sources: brought }: Published,
  ): void {
    const names = new PublishedNames(this, name);
    intake.publish(names);
    names.add('AlarmTopicArn', { value: this.alarms.topic.topicArn, description: 'The topic that alarms ring on' });
    names.add('OperatorRoleArn', {
      value: operator.roleArn,
      description: 'The role that may do what the runbook says',
    });
    names.add('Deployment', {
      value: gate.deployment,
      description: 'The number of the deployment, which rises with every other catalogue',
    });
    names.add('CanaryName', {
      value: canary.handler.functionName,
      description: 'The function that tries the deployment out',
    });
    names.add('CatalogueHash', { value: gate.catalogue, description: 'The hash of the catalogue' });
    if (insight) {
      const { bucketName: value } = insight.bucket;
      names.add('InsightBucketName', { value, description: 'The bucket of what was found out' });
    }
    if (memberTable) {
      names.add('MembersTableName', { value: memberTable.tableName, description: 'The table of who is in a segment' });
      names.add('MembersOf', { value: namedMembers(members), description: 'The segments whose members are kept' });
    }
    if (pass) {
      names.add('MembersPassArn', {
        value: pass.machine.arn,
        description: 'The pass that makes lists of members anew',
      });
    }
    api?.publish(names);
    brought?.publish(names);
  }

  private writeCatalogue({ name, catalogue }: Settings): string {
    // Bundles are made from Patron's own folder.
    const file = resolve(Stage.of(this)!.outdir, `${name}.catalogue.json`);
    writeFileSync(file, JSON.stringify(withHash(catalogue)));
    return file;
  }
}

const apiWith = (scope: Construct, { settings, ...props }: Omit<PatronApiProps, 'api'>): PatronApi | undefined =>
  settings.api && new PatronApi(scope, 'Api', { ...props, settings, api: settings.api });
