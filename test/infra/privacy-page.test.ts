import { describe, expect, test } from 'vitest';
import { tombstoneLife } from '#lib/core/members/membership.ts';
import { day } from '#lib/core/time/duration.ts';
import { feedLife } from '#lib/ports/feed/feed-item.ts';
import { countsLife } from '#lib/ports/members/dynamodb/count-item.ts';
import { read } from '#test/docs/pages.ts';
import { functionOf, named, propertiesOf, resourcesOf, synthesise, theResource, type Json } from './synthesised.ts';

const deployed = { api: {}, console: true } as const;
const { stateful, stateless } = synthesise(deployed);
const templates = [stateful, stateless];

/** The lines of the table of stores: what each is, and how long it is kept. */
const [, table = ''] = read('docs/privacy.md').split('<!-- prettier-ignore-start -->');
const lines = [
  ...(table.split('<!-- prettier-ignore-end -->')[0] ?? '').matchAll(/^\| ([^|]+) \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm),
]
  .map(([, store = '', kept = '']) => [store, kept] as const)
  .filter(([store]) => store !== 'store' && !store.startsWith('---'));

const keptOf = (beginning: string): string => {
  const found = lines.filter(([store]) => store.startsWith(beginning));
  const [line] = found;
  if (line === undefined || found.length > 1)
    throw new Error(`Cannot find one line of ${beginning}: there are ${found.length}`);
  return line[1];
};

const only = <Value>(values: readonly Value[]): Value => {
  const [value, ...others] = new Set(values);
  if (value === undefined || others.length > 0) throw new Error(`Cannot take ${JSON.stringify(values)} as one value`);
  return value;
};

const all = (type: string): readonly Json[] => templates.flatMap((template) => propertiesOf(template, type));
const daysOfQueues = only(
  all('AWS::SQS::Queue').map(({ MessageRetentionPeriod }) => MessageRetentionPeriod / (day / 1000)),
);
const daysOfLogs = (in_: typeof stateless): number =>
  only(propertiesOf(in_, 'AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays));
const rulesOf = (id: string): readonly Json[] => {
  const bucket = resourcesOf(stateless, 'AWS::S3::Bucket').find(([name]) => named({ Ref: name }) === id);
  return bucket?.[1]['Properties'].LifecycleConfiguration.Rules;
};
const daysUnder = (prefix: string): number =>
  only(
    rulesOf('InsightResults')
      .filter(({ Prefix }) => Prefix === prefix)
      .map(({ ExpirationInDays }) => ExpirationInDays),
  );
const variables = (from = stateless) => functionOf(from, 'update')['Environment'].Variables;
const customers = theResource(stateful, 'AWS::DynamoDB::GlobalTable')['Properties'];

const retention = { archive: 5, logs: 90, quarantine: 7, changes: 400 } as const;
const destinations = [
  { tool: 'klaviyo', secret: 'klaviyo', segments: ['cart-abandoners'] },
  { tool: 'standardWebhook', secret: 'hook', segments: ['cart-abandoners'], endpoint: 'https://shop.example/hook' },
] as const;
const sources = [
  { adapter: 'shopify', partnerBus: 'aws.partner/shopify.com/12345/shop' },
  { adapter: 'wooCommerce', webhook: { secret: 'woo' } },
] as const;
const other = synthesise({ ...deployed, retention, destinations, sources, intake: 'stream' });
const stream = theResource(other.stateless, 'AWS::Kinesis::Stream')['Properties'];

describe('docs/privacy.md says how long each store keeps', () => {
  test.each<readonly [line: string, kept: string]>([
    ['rows of changes', `as long as the profile, or \`retention.changes\``],
    ['what [sources]', `${variables().QUARANTINE_DAYS} days (\`retention.quarantine\`)`],
    ['refused events', `${variables().QUARANTINE_DAYS} days (\`retention.quarantine\`)`],
    [
      'archive',
      `${theResource(stateful, 'AWS::Events::Archive')['Properties'].RetentionDays} days (\`retention.archive\`)`,
    ],
    ['queues', `${daysOfQueues} days at most`],
    ['stream of events', `${stream.RetentionPeriodHours / 24} days`],
    ['dead letters', `${daysOfQueues} days at most`],
    [
      'bucket of unpublished',
      `${only(rulesOf('ChangePublicationFailures').map(({ ExpirationInDays }) => ExpirationInDays))} days`,
    ],
    [
      'lists of members',
      `members: as long as they are; tombstones: ${tombstoneLife / day} days; counts: ${countsLife / day} days`,
    ],
    ['changes of a day', `${feedLife / day} day`],
    ['results of insight', `${only([daysUnder('parts/'), daysUnder('sample/')])} days`],
    ['`buyers/`', `${daysUnder('buyers/')} days`],
    ['`results/`', `${daysUnder('results/')} days`],
    ['logs', `${daysOfLogs(stateless)} days (\`retention.logs\`)`],
  ])('%s: %s', (line, kept) => {
    expect(keptOf(line)).toBe(kept);
  });

  test('point-in-time recovery has the 35 days that AWS gives where no other number is asked for', () => {
    const [{ PointInTimeRecoverySpecification: recovery }] = customers.Replicas;
    expect(recovery).toEqual({ PointInTimeRecoveryEnabled: true });
    expect(keptOf('point-in-time recovery')).toBe('35 days');
  });

  test('no row of a profile or its ledger expires by a setting, and changes only by theirs', () => {
    expect(variables().CHANGES_DAYS).toBeUndefined();
    expect(keptOf('ledger of events')).toBe('as long as the profile: no setting shortens it');
  });

  test('a setting of `retention` moves what its line names, and nothing else', () => {
    expect(theResource(other.stateful, 'AWS::Events::Archive')['Properties'].RetentionDays).toBe(5);
    expect(daysOfLogs(other.stateless)).toBe(90);
    expect(variables(other.stateless)).toMatchObject({ QUARANTINE_DAYS: '7', CHANGES_DAYS: '400' });
    const lifecycles = (template: typeof stateless) =>
      resourcesOf(template, 'AWS::S3::Bucket')
        .filter(([id]) => !id.startsWith('EventIntakeStream'))
        .map(([, { Properties }]) => Properties.LifecycleConfiguration);
    expect(lifecycles(other.stateless)).toEqual(lifecycles(stateless));
  });
});

/** The line of the page for each store of the templates, by the beginning of its name there. */
const linesOfStores: readonly (readonly [store: RegExp, line: string])[] = [
  [/^GlobalTable Customers/, 'profile'],
  [/^GlobalTable Members/, 'lists of members'],
  [/^GlobalTable Feed/, 'changes of a day'],
  [/^GlobalTable Api\w*Guards/, 'guards'],
  [/^Archive /, 'archive'],
  [/^Queue \w*DeadLetters/, 'dead letters'],
  [/^Queue /, 'queues'],
  [/^Stream EventIntake/, 'stream of events'],
  [/^Bucket EventIntakeStreamFailures/, 'bucket of that stream'],
  [/^Bucket ChangePublicationFailures/, 'bucket of unpublished'],
  [/^Bucket InsightResults/, 'results of insight'],
  [/^Bucket ApiConsole/, 'pages of the console'],
  [/^LogGroup /, 'logs'],
  [/^StateMachine /, 'history of passes'],
  [/^UserPool /, 'user pool'],
];

const storing = [
  'DynamoDB::GlobalTable',
  'DynamoDB::Table',
  'Events::Archive',
  'SQS::Queue',
  'S3::Bucket',
  'Logs::LogGroup',
  'StepFunctions::StateMachine',
  'Cognito::UserPool',
  'Kinesis::Stream',
  'RDS::DBInstance',
  'ElastiCache::ServerlessCache',
];

describe('docs/privacy.md has a line', () => {
  const stores = [...templates, other.stateful, other.stateless].flatMap((template) =>
    storing.flatMap((type) =>
      resourcesOf(template, `AWS::${type}`).map(([id]) => `${type.split('::')[1]} ${named({ Ref: id })}`),
    ),
  );

  test('for each store of a deployment', () => {
    expect(stores.length).toBeGreaterThan(20);
    expect(stores.filter((store) => !linesOfStores.some(([form]) => form.test(store)))).toEqual([]);
    for (const [, line] of linesOfStores) expect(keptOf(line)).not.toBe('');
  });

  test('for nothing that no deployment has', () => {
    expect(linesOfStores.filter(([form]) => !stores.some((store) => form.test(store)))).toEqual([]);
  });
});
