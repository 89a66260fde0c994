import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addChecks } from '#infra/checks/checks.ts';
import { roles } from '#lib/use-cases/api/access/caller.ts';
import { deniedBy, type Request } from './judged.ts';
import {
  allowedTo,
  deploymentWith,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
  type Json,
} from './synthesised.ts';

const mailer = 'arn:aws:iam::123456789012:role/teams/Mailer';
const principals = { [mailer]: { role: 'campaign', segments: ['new-customers'] } } as const;
const settings = { api: { principals } };
const { stateful, stateless, outdir } = synthesise(settings);
const closed = synthesise();
const shops = synthesise({
  api: {
    jwt: { issuer: 'https://login.shop.example', audience: 'patron' },
    rolesClaim: 'roles',
    throttle: { rate: 5 },
  },
});

const stagesOf = ({ stateless: template }: typeof closed) => propertiesOf(template, 'AWS::ApiGatewayV2::Stage');
const routesOf = ({ stateless: template }: typeof closed) => propertiesOf(template, 'AWS::ApiGatewayV2::Route');
const through = (service: string) => ` if kms:ViaService StringEquals ${service}.AWS::Region.amazonaws.com`;
const key = (service: string, ...actions: string[]) =>
  actions.map((action) => `kms:${action} on Key.Arn${through(service)}`);

describe('a deployment without an HTTP API', () => {
  test('has nothing of it', () => {
    const types = new Set(Object.values<Json>(closed.stateless.toJSON()['Resources']).map(({ Type }) => String(Type)));
    expect([...types].filter((type) => /ApiGateway|Cognito/.test(type))).toEqual([]);
    expect(resourcesOf(closed.stateless, 'AWS::DynamoDB::GlobalTable')).toHaveLength(1);
    expect(JSON.stringify(closed.stateful.toJSON())).not.toContain('-read-');
    expect(JSON.stringify(closed.stateless.toJSON())).not.toMatch(/api-(?:failures|latency|refusals)/);
  });
});

const throttles = (of: typeof closed) =>
  stagesOf(of).map(({ DefaultRouteSettings: { ThrottlingRateLimit, ThrottlingBurstLimit } }) => [
    ThrottlingRateLimit,
    ThrottlingBurstLimit,
  ]);

describe('both HTTP APIs', () => {
  test('ask who it is on every route, one for a token and one for a signature', () => {
    expect(
      routesOf({ stateful, stateless, outdir }).map(({ RouteKey, AuthorizationType }) => [RouteKey, AuthorizationType]),
    ).toEqual([
      ['ANY /v1/{proxy+}', 'JWT'],
      ['ANY /v1/{proxy+}', 'AWS_IAM'],
    ]);
    for (const { CorsConfiguration } of propertiesOf(stateless, 'AWS::ApiGatewayV2::Api'))
      expect(CorsConfiguration).toBeUndefined();
  });

  test('hand every request to the one function, which nobody else may call', () => {
    const integrations = propertiesOf(stateless, 'AWS::ApiGatewayV2::Integration');
    expect(
      integrations.map(({ IntegrationUri, PayloadFormatVersion }) => [named(IntegrationUri), PayloadFormatVersion]),
    ).toEqual([
      ['ApiReadHandler.Arn', '2.0'],
      ['ApiReadHandler.Arn', '2.0'],
    ]);
    const callers = propertiesOf(stateless, 'AWS::Lambda::Permission').filter(
      ({ FunctionName }) => named(FunctionName) === 'ApiReadHandler.Arn',
    );
    expect(callers.map(({ Principal, SourceArn }) => [Principal, named(SourceArn)])).toEqual([
      ['apigateway.amazonaws.com', expect.stringMatching(/:ApiPeopleApi\/\*\/\*\/v1\/\{proxy\+\}$/)],
      ['apigateway.amazonaws.com', expect.stringMatching(/:ApiProgramsApi\/\*\/\*\/v1\/\{proxy\+\}$/)],
    ]);
  });

  test('take 20 requests a second and 40 at once, or as many as are set', () => {
    expect(throttles({ stateful, stateless, outdir })).toEqual([
      [20, 40],
      [20, 40],
    ]);
    expect(throttles(shops)).toEqual([
      [5, 40],
      [5, 40],
    ]);
  });

  test('write of each request what was asked and how it went, encrypted, and neither its path nor from where it came', () => {
    for (const { AccessLogSettings } of stagesOf({ stateful, stateless, outdir })) {
      expect(named(AccessLogSettings.DestinationArn)).toBe('ApiAccessLog.Arn');
      const { Format } = AccessLogSettings;
      expect(JSON.parse(Format)).toMatchObject({ routeKey: '$context.routeKey', status: '$context.status' });
      expect(Format).not.toMatch(/path|query|sourceIp|identity|userAgent|claims|authorizer|Header/i);
    }
    const log = theResource(stateless, 'AWS::Logs::LogGroup', { LogGroupName: '/aws/vendedlogs/apis/patron' });
    expect([named(log['Properties']['KmsKeyId']), log['Properties']['RetentionInDays']]).toEqual(['Key.Arn', 30]);
  });

  test('are found by name', () => {
    const parameters = propertiesOf(stateless, 'AWS::SSM::Parameter').map(({ Name }) => String(Name));
    const ofApi = ['api-iam-url', 'api-url', 'user-pool-client-id', 'user-pool-id'];
    expect(parameters.filter((name) => /api|user-pool/.test(name)).toSorted()).toEqual(
      ofApi.map((name) => `/patron/${name}`),
    );
    expect(Object.keys(stateless.toJSON()['Outputs'])).toEqual(
      expect.arrayContaining(['ApiUrl', 'ApiIamUrl', 'UserPoolId', 'UserPoolClientId']),
    );
  });
});

describe('the people who may ask', () => {
  test('do not sign up by themselves, and have a second factor that is no message', () => {
    expect(theResource(stateless, 'AWS::Cognito::UserPool')['Properties']).toMatchObject({
      UserPoolName: 'patron',
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    });
  });

  test('have tokens for an hour, of a client without a secret', () => {
    expect(theResource(stateless, 'AWS::Cognito::UserPoolClient')['Properties']).toMatchObject({
      AccessTokenValidity: 60,
      IdTokenValidity: 60,
      RefreshTokenValidity: 60,
      GenerateSecret: false,
      PreventUserExistenceErrors: 'ENABLED',
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    });
  });

  test('are in groups that are the roles of people', () => {
    const groups = propertiesOf(stateless, 'AWS::Cognito::UserPoolGroup').map(({ GroupName }) => String(GroupName));
    expect(groups.toSorted()).toEqual(roles.filter((role) => role !== 'campaign').toSorted());
  });

  test('come with tokens of the pool, for its client', () => {
    const { JwtConfiguration: jwt } = theResource(stateless, 'AWS::ApiGatewayV2::Authorizer')['Properties'];
    expect(named(jwt.Issuer)).toBe('https://cognito-idp.AWS::Region.amazonaws.com/ApiUsersPool');
    expect(jwt.Audience.map(named)).toEqual(['ApiUsersPoolClient']);
  });

  test('are the shop’s own where it has an issuer', () => {
    expect(resourcesOf(shops.stateless, 'AWS::Cognito::UserPool')).toEqual([]);
    const { JwtConfiguration: jwt } = theResource(shops.stateless, 'AWS::ApiGatewayV2::Authorizer')['Properties'];
    expect(jwt).toEqual({ Issuer: 'https://login.shop.example', Audience: ['patron'] });
    const names = propertiesOf(shops.stateless, 'AWS::SSM::Parameter').map(({ Name }) => String(Name));
    expect(names.filter((name) => name.includes('user-pool'))).toEqual([]);
  });
});

const putting = (source: string, type: string): Request => ({
  'aws:PrincipalArn': 'arn:AWS::Partition:iam::AWS::AccountId:role/patron-read-AWS::Region',
  'aws:PrincipalIsAWSService': 'false',
  'aws:SecureTransport': 'true',
  'events:source': source,
  'events:detail-type': type,
});

const told = (of: typeof closed): Json => functionOf(of.stateless, 'read')['Environment'].Variables;

const read = (folder: string): unknown => JSON.parse(readFileSync(join(folder, 'patron.access.json'), 'utf8'));

describe('the function behind both', () => {
  const role = functionOf(stateless, 'read')['Role']['Fn::GetAtt'][0];
  test('may read, ask for erasures, and take refused events again; it writes no row of a customer', () => {
    expect(allowedTo(stateless, role)).toEqual(
      [
        'logs:CreateLogStream on ApiReadLog.Arn',
        'logs:PutLogEvents on ApiReadLog.Arn',
        'xray:PutTelemetryRecords on *',
        'xray:PutTraceSegments on *',
        ...['BatchGetItem', 'GetItem', 'Query'].flatMap((action) =>
          ['Customers', 'Members'].map((table) => `dynamodb:${action} on ${table}.Arn`),
        ),
        'dynamodb:Query on Customers.Arn/index/due',
        ...['GetItem', 'PutItem'].map((action) => `dynamodb:${action} on ApiGuards.Arn`),
        ...key('dynamodb', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom', 'ReEncryptTo'),
        's3:GetObject on InsightResults.Arn/* if s3:ResourceAccount StringEquals AWS::AccountId',
        's3:ListBucket on InsightResults.Arn',
        ...key('s3', 'Decrypt'),
        'sqs:SendMessage on EventIntakeQueue.Arn',
        ...key('sqs', 'Decrypt', 'GenerateDataKey'),
        'events:PutEvents on EventsBus.Arn if events:detail-type StringEquals ErasureRequested if events:source StringEquals support',
      ].sort(),
    );
  });

  test('is let by the bus to ask for erasures as support, and to say nothing else', () => {
    const { Statement } = theResource(stateful, 'AWS::Events::EventBus')['Properties']['Policy'];
    expect(deniedBy(Statement, putting('support', 'ErasureRequested'))).toEqual([]);
    expect(deniedBy(Statement, putting('support', 'PurchaseMade'))).not.toEqual([]);
    expect(deniedBy(Statement, putting('shop', 'ErasureRequested'))).not.toEqual([]);
    expect(deniedBy(Statement, putting('patron', 'SegmentEntered'))).not.toEqual([]);
    const without = theResource(closed.stateful, 'AWS::Events::EventBus')['Properties']['Policy'].Statement;
    expect(deniedBy(without, putting('support', 'ErasureRequested'))).toEqual(['OnlyProducers']);
  });

  test('is told where to look, and nothing of what the deployment lacks', () => {
    expect(Object.keys(told({ stateful, stateless, outdir }))).toEqual(
      expect.arrayContaining(['GUARDS_TABLE_NAME', 'MEMBERS_TABLE_NAME', 'RESULTS_BUCKET_NAME', 'DEPLOYMENT']),
    );
    const bare = synthesise({ api: {}, members: 'none', insight: 'off' });
    expect(Object.keys(told(bare)).filter((name) => /MEMBERS|BUCKET/.test(name))).toEqual([]);
    expect(allowedTo(bare.stateless, functionOf(bare.stateless, 'read')['Role']['Fn::GetAtt'][0]).join()).not.toMatch(
      /s3:|Members/,
    );
  });

  test('knows who may ask by a file, which holds what the settings say', () => {
    expect(read(outdir)).toEqual({ rolesClaim: 'cognito:groups', principals });
    expect(read(shops.outdir)).toEqual({ rolesClaim: 'roles', principals: {} });
  });

  test('shares a table of guards that goes with its stack', () => {
    const [, table] = resourcesOf(stateless, 'AWS::DynamoDB::GlobalTable').find(
      ([id]) => named({ Ref: id }) === 'ApiGuards',
    )!;
    expect(table).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { TimeToLiveSpecification: { Enabled: true } },
    });
    expect(table['Properties']['StreamSpecification']).toBeUndefined();
  });
});

describe('the alarms on it', () => {
  const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').map(({ AlarmName }) => String(AlarmName));

  test('are on failures, refusals and latency of both ways in, and on faults of the function', () => {
    for (const name of ['api-failures', 'api-refusals', 'api-latency'])
      expect(alarms).toEqual(expect.arrayContaining([`patron-${name}-people`, `patron-${name}-programs`]));
    expect(alarms).toEqual(expect.arrayContaining(['patron-function-errors-read', 'patron-function-throttles-read']));
  });

  test('the operator reads the access log', () => {
    const [operator] = resourcesOf(stateless, 'AWS::IAM::Role').find(([id]) => named({ Ref: id }) === 'Operator')!;
    expect(allowedTo(stateless, operator)).toContain('logs:FilterLogEvents on ApiAccessLog.Arn');
  });

  test('each has its section in the runbook', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    const headings = runbook.split('\n').filter((line) => line.startsWith('## API'));
    expect(headings).toEqual(['## API failures', '## API refusals', '## API latency']);
  });

  test('have a column of the dashboard', () => {
    const body = named(theResource(stateless, 'AWS::CloudWatch::Dashboard')['Properties']['DashboardBody']);
    const { widgets }: Json = JSON.parse(body);
    const texts = widgets.filter(({ type }: Json) => type === 'text');
    expect(texts.map(({ properties }: Json) => properties.markdown)).toContainEqual(
      expect.stringContaining('Are questions answered?'),
    );
    expect(texts.map(({ x }: Json) => x)).toEqual([0, 4, 8, 12, 16, 20]);
  });
});

test.each([
  ['a pool of its own', settings],
  ['the shop’s issuer', { api: { jwt: { issuer: 'https://login.shop.example', audience: ['a', 'b'] } } }],
  ['nothing kept', { ...settings, keep: false, members: 'none', insight: 'off', traceSampling: 'off' }],
] as const)('cdk-nag finds nothing that is not acknowledged with a reason: %s', (_, given) => {
  const { app } = deploymentWith(given);
  addChecks(app);
  expect(() => app.synth()).not.toThrow();
});
