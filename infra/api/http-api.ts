import { RemovalPolicy } from 'aws-cdk-lib';
import { HttpIamAuthorizer, HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { PatronConsole } from '../console/patron-console.ts';
import { signInOf } from '../console/sign-in.ts';
import type { PublishedNames } from '../published-names.ts';
import type { Settings } from '../settings/settings.ts';
import { GuardsTable } from '../table/guards-table.ts';
import { Gateway } from './gateway.ts';
import { ReadFunction, type ReadFunctionProps } from './read-function.ts';
import { ApiUserPool } from './user-pool.ts';

export interface PatronApiProps extends Omit<ReadFunctionProps, 'guards'> {
  readonly settings: Settings;
}

/** The HTTP API: one function, and two ways to it, for people with a token and for programs with a signature. */
export class PatronApi extends Construct {
  readonly read: ReadFunction;
  /** For people. */
  readonly people: Gateway;
  /** For programs. */
  readonly programs: Gateway;
  /** What is written of each request. */
  readonly accessLog: LogGroup;
  /** Undefined where the shop has an issuer of its own. */
  readonly users: ApiUserPool | undefined;
  /** Undefined where it is not asked for. */
  readonly console: PatronConsole | undefined;

  constructor(scope: Construct, id: string, { settings, ...props }: PatronApiProps) {
    super(scope, id);
    const { api, surroundings } = props;
    const { name, key } = surroundings;
    const guards = new GuardsTable(this, 'Guards', { key });
    this.read = new ReadFunction(this, 'Read', { ...props, guards });
    this.users = api.jwt ? undefined : new ApiUserPool(this, 'Users', { name });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      // What stands under this name needs no room in the account's policy of who may write logs.
      logGroupName: `/aws/vendedlogs/apis/${name}`,
      encryptionKey: key,
      retention: settings.retention.logs,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const shared = { throttle: api.throttle, log: this.accessLog };
    const description = `Patron for people who have signed in, for ${name}`;
    this.people = new Gateway(this, 'People', { ...shared, name, description });
    this.programs = new Gateway(this, 'Programs', {
      ...shared,
      name: `${name}-iam`,
      description: `Patron for programs that sign their requests, for ${name}`,
    });
    this.console = settings.console ? this.addConsole(props) : undefined;
    const { handler } = this.read;
    this.people.open({ handler, authorizer: this.byToken(api.jwt) });
    this.programs.open({ handler, authorizer: new HttpIamAuthorizer() });
  }

  private addConsole({ api, surroundings }: Pick<PatronApiProps, 'api' | 'surroundings'>): PatronConsole {
    return new PatronConsole(this, 'Console', {
      surroundings,
      api: this.people.api,
      signIn: signInOf(api, this.users),
    });
  }

  /** Publishes where it is and, where it has people of its own, who they are. */
  publish(names: PublishedNames): void {
    names.add('ApiUrl', { value: this.people.url, description: 'The HTTP API for people who have signed in' });
    names.add('ApiIamUrl', { value: this.programs.url, description: 'The HTTP API for programs that sign requests' });
    if (this.console)
      names.add('ConsoleUrl', { value: this.console.url, description: 'The console, for people who sign in' });
    if (!this.users) return;
    const { pool, client } = this.users;
    names.add('UserPoolId', { value: pool.userPoolId, description: 'The people who may ask the HTTP API' });
    names.add('UserPoolClientId', { value: client.userPoolClientId, description: 'The client by which they sign in' });
  }

  private byToken(jwt: ReadFunctionProps['api']['jwt']): IHttpRouteAuthorizer {
    if (jwt) return new HttpJwtAuthorizer('Token', jwt.issuer, { jwtAudience: [...jwt.audience] });
    const { pool, client } = this.users!;
    const clients = [client, this.console?.client].filter((one) => one !== undefined);
    return new HttpUserPoolAuthorizer('Token', pool, { userPoolClients: clients });
  }
}
