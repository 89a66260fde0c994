import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { contentPolicyWith } from '#lib/tools/console/content-policy.ts';
import { newFolder } from '#test/support/folder.ts';
import {
  allowedTo,
  functionOf,
  named,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
  type Json,
} from './synthesised.ts';

const { stateless } = synthesise({ api: {}, console: true });
const withoutConsole = synthesise({ api: {} }).stateless;
const shops = synthesise({
  api: { jwt: { issuer: 'https://login.shop.example/realms/shop', audience: ['patron-console', 'patron'] } },
  console: true,
}).stateless;

const typesIn = (template: typeof stateless): ReadonlySet<string> =>
  new Set(Object.values<Json>(template.toJSON()['Resources']).map(({ Type }) => String(Type)));

const distributionOf = (template: typeof stateless): Json =>
  theResource(template, 'AWS::CloudFront::Distribution')['Properties']['DistributionConfig'];

/** What the function at the edge makes of a path. */
const shownAt = (path: string): string => {
  const { FunctionCode: code } = theResource(stateless, 'AWS::CloudFront::Function')['Properties'];
  const handler = runInNewContext(`${code}; handler`) as (event: object) => { uri: string };
  return handler({ request: { uri: path } }).uri;
};

const policyOf = (template: typeof stateless): string => {
  const { ResponseHeadersPolicyConfig: config } = theResource(template, 'AWS::CloudFront::ResponseHeadersPolicy')[
    'Properties'
  ];
  return named(config['SecurityHeadersConfig']['ContentSecurityPolicy']['ContentSecurityPolicy']);
};

const pool = 'https://ApiUsersPoolPages.auth.AWS::Region.amazoncognito.com';
const page = 'https://ApiConsolePagesDistribution.DomainName';

describe('a deployment with an API and without a console', () => {
  test('has nothing of it', () => {
    expect(
      [...typesIn(withoutConsole)].filter((type) => /CloudFront|CDKBucketDeployment|PoolDomain/.test(type)),
    ).toEqual([]);
  });
});

const role = (entry: string) => functionOf(stateless, entry)['Role']['Fn::GetAtt'][0];

describe('the changes that the console shows', () => {
  test('are put into a table by the function that publishes, and read from it by the API', () => {
    const tells = (entry: string) => named(functionOf(stateless, entry)['Environment'].Variables['FEED_TABLE_NAME']);
    expect([tells('publish'), tells('read')]).toEqual(['Feed', 'Feed']);
    expect(allowedTo(stateless, role('publish'))).toContain('dynamodb:PutItem on Feed.Arn');
    expect(allowedTo(stateless, role('read'))).toContain('dynamodb:Query on Feed.Arn');
  });

  test('go with their stack, and expire', () => {
    const [, table] = resourcesOf(stateless, 'AWS::DynamoDB::GlobalTable').find(
      ([id]) => named({ Ref: id }) === 'Feed',
    )!;
    expect(table).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { TimeToLiveSpecification: { Enabled: true } },
    });
  });

  test('cost nothing where there is no console', () => {
    expect(resourcesOf(withoutConsole, 'AWS::DynamoDB::GlobalTable').map(([id]) => named({ Ref: id }))).not.toContain(
      'Feed',
    );
    for (const entry of ['publish', 'read'])
      expect(functionOf(withoutConsole, entry)['Environment'].Variables).not.toHaveProperty('FEED_TABLE_NAME');
  });
});

describe('the console of a deployment', () => {
  test('is read by its distribution alone, over TLS', () => {
    const { PolicyDocument: policy } = propertiesOf(stateless, 'AWS::S3::BucketPolicy').find(({ Bucket }) =>
      named(Bucket).includes('Console'),
    )!;
    const reads = policy['Statement'].filter(({ Action }: Json) => Action === 's3:GetObject');
    expect(reads).toHaveLength(1);
    expect(reads[0]).toMatchObject({ Effect: 'Allow', Principal: { Service: 'cloudfront.amazonaws.com' } });
    expect(named(reads[0]['Condition']['StringEquals']['AWS:SourceArn'])).toContain('ApiConsolePagesDistribution');
    const { DefaultCacheBehavior: pages } = distributionOf(stateless);
    expect(pages['ViewerProtocolPolicy']).toBe('redirect-to-https');
  });

  test('has the HTTP API at its own address, which keeps none of its answers', () => {
    const { CacheBehaviors: behaviours, Origins: origins } = distributionOf(stateless);
    expect(behaviours).toHaveLength(1);
    const [api] = behaviours;
    expect([api['PathPattern'], api['ViewerProtocolPolicy'], api['AllowedMethods']]).toEqual([
      '/v1/*',
      'https-only',
      ['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'POST', 'DELETE'],
    ]);
    // The managed policies CachingDisabled and AllViewerExceptHostHeader.
    expect([api['CachePolicyId'], api['OriginRequestPolicyId']]).toEqual([
      '4135ea2d-6df8-44a3-9df3-4b5a84be39ad',
      'b689b0a8-53d0-40ab-baf2-68738e2966ac',
    ]);
    const origin = origins.find(({ Id }: Json) => Id === api['TargetOriginId']);
    expect(JSON.stringify(origin['DomainName'])).toContain('ApiEndpoint');
  });

  test('shows the page at every path but those of what it loads', () => {
    expect(['/', '/segments', '/people/a.b', '/signed-in', '/assets', '/x/assets/main.js'].map(shownAt)).toEqual(
      Array.from({ length: 6 }, () => '/index.html'),
    );
    expect(['/assets/main-5J3K.js', '/sign-in.json'].map(shownAt)).toEqual(['/assets/main-5J3K.js', '/sign-in.json']);
  });

  test('lets its pages ask themselves and who signs people in, and nobody else', () => {
    expect(policyOf(stateless)).toBe(contentPolicyWith([pool]));
    expect(policyOf(shops)).toBe(contentPolicyWith(['https://login.shop.example']));
    expect(policyOf(stateless)).not.toContain('unsafe');
  });

  test('signs people in by a code that comes back to it alone, and the API knows its tokens', () => {
    const client = theResource(stateless, 'AWS::Cognito::UserPoolClient', { ClientName: 'patron-console' })[
      'Properties'
    ];
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
    });
    const { Domain: domain } = theResource(stateless, 'AWS::Cognito::UserPoolDomain')['Properties'];
    expect(named(domain)).toBe('patron-AWS::AccountId');
    expect([client['CallbackURLs'].map(named), client['LogoutURLs'].map(named)]).toEqual([
      [`${page}/signed-in`],
      [`${page}/`],
    ]);
    const [authorizer] = propertiesOf(stateless, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer!['JwtConfiguration']['Audience'].map(named)).toEqual([
      'ApiUsersPoolClient',
      'ApiUsersPoolConsoleClient',
    ]);
  });

  test('leaves signing in to the issuer of a shop that has one', () => {
    expect([...typesIn(shops)].filter((type) => type.includes('Cognito'))).toEqual([]);
    const outputs = Object.keys(shops.toJSON()['Outputs']);
    expect(outputs).toContain('ConsoleUrl');
  });

  test('puts the page there once what it loads is', () => {
    const copies = resourcesOf(stateless, 'Custom::CDKBucketDeployment');
    expect(copies).toHaveLength(2);
    const [assets, pages] = copies;
    expect([assets![1]['Properties']['Include'], pages![1]['Properties']['Exclude']]).toEqual([
      ['assets/*'],
      ['assets/*'],
    ]);
    expect(pages![1]['DependsOn']).toContain(assets![0]);
    const kept = copies.map(([, { Properties }]) => Properties['SystemMetadata']['cache-control']);
    expect(kept).toEqual(['public, max-age=31536000, immutable', 'no-cache']);
  });

  test('is built of its sources by the program that a synthesis runs', () => {
    const folder = newFolder();
    execFileSync(process.execPath, ['infra/console/write-pages.ts', folder]);
    expect(existsSync(join(folder, 'index.html'))).toBe(true);
    expect(readdirSync(join(folder, 'assets')).some((name) => /^main-\w+\.js$/.test(name))).toBe(true);
  });
});
