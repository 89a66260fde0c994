import { CustomResource, Duration } from 'aws-cdk-lib';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import { Construct, type IDependable } from 'constructs';
import { allowKey, allowTable, writeKey } from '../access/permissions.ts';
import { PassMachine } from '../pass/pass-machine.ts';
import { PassStart } from '../pass/pass-start.ts';
import type { Settings } from '../settings/settings.ts';
import { type Surroundings, Worker } from '../worker/worker.ts';
import { memberSurroundings } from './member-surroundings.ts';

export interface MembersPassProps {
  readonly table: ITable;
  readonly memberTable: ITable;
  readonly surroundings: Surroundings;
  readonly settings: Settings;
  /** The catalogue as JSON. */
  readonly catalogueFile: string;
  /** Deployed before a pass begins: the code that puts a row for each change. */
  readonly after: IDependable;
}

const text = { comment: 'Fills the lists of members from the profiles', error: 'MembersFailed' };

/** The keys of the segments whose members are kept. */
const keptBy = ({ members, catalogue }: Settings): readonly string[] =>
  typeof members === 'string' ? catalogue.segments.map(({ key }) => key) : members;

/** Fills the lists of members when those of other segments are kept than before, and whenever the machine is started. */
export class MembersPass extends Construct {
  readonly machine: PassMachine;

  constructor(scope: Construct, id: string, props: MembersPassProps) {
    super(scope, id);
    const { surroundings, settings } = props;
    const round = this.addRound(props);
    const part = this.addPart(props);
    this.machine = new PassMachine(this, 'Pass', {
      name: `${surroundings.name}-members`,
      key: surroundings.key,
      functions: { round: round.handler, part: part.handler },
      text,
      logDays: settings.retention.logs,
      traced: settings.traceSampling !== 'off',
    });
    const start = this.addStart(props);
    start.node.addDependency(round, part, this.machine, props.after);
  }

  private addRound({ table, memberTable, surroundings, settings, catalogueFile }: MembersPassProps): Worker {
    return new Worker(this, 'Round', {
      ...surroundings,
      environment: { ...surroundings.environment, ...memberSurroundings(memberTable, settings.members) },
      catalogueFile,
      entry: 'members-round',
      description: 'Leads a pass that fills the lists of members from round to round',
      // Counting reads all lists.
      timeout: Duration.minutes(5),
      permissions: [
        allowTable(table, 'DescribeTable'),
        allowTable(memberTable, 'GetItem', 'PutItem', 'Query'),
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
      ],
    });
  }

  private addPart({ table, memberTable, surroundings, settings }: MembersPassProps): Worker {
    return new Worker(this, 'Part', {
      ...surroundings,
      environment: { ...surroundings.environment, ...memberSurroundings(memberTable, settings.members) },
      entry: 'members-part',
      description: 'Fills the lists of members from the profiles of a part of the table',
      timeout: Duration.minutes(5),
      permissions: [
        // The change by which a membership began is read from the person's own rows.
        allowTable(table, 'Scan', 'Query'),
        allowTable(memberTable, 'Scan', 'PutItem', 'BatchWriteItem'),
        allowKey(surroundings.key, 'dynamodb', ...writeKey),
      ],
    });
  }

  /** CloudFormation calls the function whenever one of the properties changes. */
  private addStart({ surroundings, settings }: MembersPassProps): CustomResource {
    const worker = new PassStart(this, 'Start', {
      surroundings,
      machine: this.machine,
      entry: 'members-start',
      description: 'Starts a pass that fills lists of members when those of other segments are kept',
    });
    return new CustomResource(this, 'Kept', {
      resourceType: 'Custom::MembersPass',
      serviceToken: worker.handler.functionArn,
      serviceTimeout: Duration.minutes(5),
      properties: { Members: keptBy(settings).toSorted() },
    });
  }
}
