import { RemovalPolicy } from 'aws-cdk-lib';
import { HttpIamAuthorizer, HttpJwtAuthorizer, HttpUserPoolAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import type { IHttpRouteAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
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
    const shared = { handler: this.read.handler, throttle: api.throttle, log: this.accessLog };
    this.people = new Gateway(this, 'People', {
      ...shared,
      name,
      description: `Patron for people who have signed in, for ${name}`,
      authorizer: this.byToken(api.jwt),
    });
    this.programs = new Gateway(this, 'Programs', {
      ...shared,
      name: `${name}-iam`,
      description: `Patron for programs that sign their requests, for ${name}`,
      authorizer: new HttpIamAuthorizer(),
    });
  }

  /** Publishes where it is and, where it has people of its own, who they are. */
  publish(names: PublishedNames): void {
    names.add('ApiUrl', { value: this.people.url, description: 'The HTTP API for people who have signed in' });
    names.add('ApiIamUrl', { value: this.programs.url, description: 'The HTTP API for programs that sign requests' });
    if (!this.users) return;
    const { pool, client } = this.users;
    names.add('UserPoolId', { value: pool.userPoolId, description: 'The people who may ask the HTTP API' });
    names.add('UserPoolClientId', { value: client.userPoolClientId, description: 'The client by which they sign in' });
  }

  private byToken(jwt: ReadFunctionProps['api']['jwt']): IHttpRouteAuthorizer {
    if (jwt) return new HttpJwtAuthorizer('Token', jwt.issuer, { jwtAudience: [...jwt.audience] });
    const { pool, client } = this.users!;
    return new HttpUserPoolAuthorizer('Token', pool, { userPoolClients: [client] });
  }
}
