import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { leaveOutForEmulator } from '#infra/emulator.ts';
import { checkSettings } from '#infra/settings/check-settings.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue, defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import cdk from '../../cdk.json' with { type: 'json' };
import {
  deploymentWith,
  functionNames,
  functionOf,
  propertiesOf,
  resourcesOf,
  synthesise,
  theResource,
} from './synthesised.ts';

const least = { name: 'shop', catalogue: 'default', producers: [] };

const settingsFrom = (settings: object) => checkSettings({ ...least, ...settings }, 'shop.json');

const buyers: CatalogueSource = {
  currency: 'GBP',
  segments: [{ key: 'buyers', name: 'Buyers', when: { performed: 'PurchaseMade' } }],
};

const withKeys = (keys: readonly string[]): CatalogueSource => ({
  currency: 'GBP',
  segments: keys.map((key) => ({ key, name: 'Buyers', when: { performed: 'PurchaseMade' } })),
});

/** A text that hardly deflates: half its length is the least. */
const noise = (length: number): string =>
  Array.from({ length: length / 64 }, (_, index) => hash('sha256', String(index), 'hex')).join('');

const describedBy = (length: number) => ({
  ...buyers,
  segments: buyers.segments.map((segment) => ({ ...segment, description: noise(length) })),
});

const asker = { role: 'support' };

const ada = 'arn:aws:iam::123456789012:user/ada';
const onCall = 'arn:aws:iam::123456789012:role/teams/on-call';
/** As `aws sts get-caller-identity` prints a role. */
const sessionOf = (role: string) => `arn:aws:sts::123456789012:assumed-role/${role}/ada@shop.example`;
const permissionSet = sessionOf('AWSReservedSSO_Operations_0123456789abcdef');

const principalOf = (asking: object) => ({ api: { principals: { 'arn:aws:iam::123456789012:role/Mailer': asking } } });

const told = { tool: 'klaviyo', secret: 'klaviyo', segments: ['champions'] };

const webhook = { secret: 'shop' };

/** More than a rule's pattern holds, by what a destination adds to it. */
const longKeys = Array.from({ length: 30 }, (_, at) => `${'a'.repeat(59)}-${at}`);

describe('checkSettings()', () => {
  test('fills in the defaults', () => {
    expect(settingsFrom({})).toEqual({
      ...least,
      catalogue: defaultCatalogue,
      keep: true,
      backfillRate: 100,
      measured: defaultCatalogue.segments.slice(0, 20).map(({ key }) => key),
      runbook: 'docs/runbook.md',
      memory: 512,
      concurrency: 100,
      intake: 'fifo',
      insight: 'weekly',
      members: 'all',
      console: false,
      sources: [],
      destinations: [],
      logLevel: 'INFO',
      traceSampling: 'producers',
      retention: { archive: 14, logs: 30, quarantine: 90 },
      alarms: {},
      operators: [],
    });
  });

  test('takes what it has given back, and undefined for absent', () => {
    const settings = settingsFrom({ memory: undefined, retention: { logs: 90 } });
    expect(settings).toMatchObject({ memory: 512, retention: { archive: 14, logs: 90 } });
    expect(settingsFrom(settings)).toEqual(settings);
  });

  test('takes the catalogue that is given', () => {
    expect(settingsFrom({ catalogue: buyers }).catalogue).toEqual(buyers);
  });

  test('refuses a catalogue that would not fit the item that keeps it', () => {
    expect(() => settingsFrom({ catalogue: describedBy(640_000) })).not.toThrow();
    expect(() => settingsFrom({ catalogue: describedBy(960_000) })).toThrow(
      /^Cannot deploy the catalogue of shop\.json.*: deflated, it must take at most 409600 bytes, current value is \d+$/,
    );
  });

  test('refuses a catalogue that does not compile, naming the place and the fault', () => {
    const wrong = { ...buyers, segments: [{ ...buyers.segments[0], when: { performed: 'PurchaseMad' } }] };
    expect(() => settingsFrom({ catalogue: wrong })).toThrow(
      /^Cannot deploy the catalogue of shop\.json.*PurchaseMad/s,
    );
  });

  test('puts a model in the place of the catalogue’s own, and beside the default one adds the segments that it allows', () => {
    const own = { ...buyers, predict: { ...predictionModel, modelId: 'older' } };
    const settings = settingsFrom({ catalogue: own, model: predictionModel });
    expect(settings.catalogue).toEqual({ ...buyers, predict: predictionModel });
    expect(settings).not.toHaveProperty('model');
    expect(settingsFrom({ catalogue: own }).catalogue).toEqual(own);
    expect(settingsFrom({ model: predictionModel }).catalogue).toEqual(defaultCatalogueWith(predictionModel));
    expect(settingsFrom({ model: predictionModel, measured: ['probably-gone'] }).measured).toEqual(['probably-gone']);
    expect(() => settingsFrom({ measured: ['probably-gone'] })).toThrow('Cannot measure segments that are not in');
  });

  test('takes percentiles where the model has them alone', () => {
    const when = { trait: 'orders.revenue', is: { gte: { percentile: 90 } } };
    const best = { currency: 'GBP', segments: [{ key: 'best', when }] };
    expect(settingsFrom({ catalogue: best, model: predictionModel }).catalogue.segments).toEqual(best.segments);
    expect(() => settingsFrom({ catalogue: best })).toThrow(
      /^Cannot deploy the catalogue of shop\.json: .*percentile/s,
    );
    expect(() => settingsFrom({ catalogue: best, model: { ...predictionModel, quantiles: {} } })).toThrow(
      'no percentiles of orders.revenue',
    );
  });

  test.each([
    [{ ...predictionModel, timeUnit: 'P1M' }, 'Cannot use the model of shop.json as a model: timeUnit must be'],
    ['model.json', 'Cannot use the model of shop.json as a model: it must be an object'],
    [null, 'Cannot use the model of shop.json as a model: it must be an object'],
  ])('refuses a model that does not fit, naming the field: %j', (model, message) => {
    expect(() => settingsFrom({ model })).toThrow(message);
  });

  const refused: readonly (readonly [object, string])[] = [
    [{ catalogue: undefined }, 'catalogue must be given: a catalogue, or "default"'],
    [{ producers: undefined }, 'producers must be a list'],
    [{ producers: undefined }, 'or [] for nobody, current value is absent'],
    [{ catalog: 'shop.json' }, 'must not have catalog (the nearest is catalogue)'],
    [{ catalogue: undefined, catalog: 'shop.json' }, 'must not have catalog (the nearest is catalogue)'],
    [{ regoin: 'eu-west-1' }, 'must not have regoin (the nearest is region)'],
    [{ colour: 'blue' }, 'must not have colour'],
    [{ intake: 'streams' }, 'intake must be one of fifo, stream, drain (the nearest is stream)'],
    [{ intake: 'kinesis' }, 'intake must be one of fifo, stream, drain'],
    [{ intake: {} }, 'intake must be one of fifo, stream, drain'],
    [
      { destinations: [{ ...told, tool: 'klavio' }] },
      'destinations.0.tool must be one of klaviyo, braze, customerIo, standardWebhook (the nearest is klaviyo)',
    ],
    [{ destinations: [{ ...told, secret: 'a b' }] }, 'destinations.0.secret must be the name of a secret'],
    ...['pk_0123456789abcdef0123', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZI', '--', '/Deliver'].map(
      (secret): readonly [object, string] => [
        { destinations: [{ ...told, secret }] },
        'destinations.0.secret must be the name of a secret in Secrets Manager, and not the secret itself',
      ],
    ),
    [
      { sources: [{ adapter: 'stripe', webhook: { secret: 'Hook' } }] },
      'sources.0.webhook.secret must be the name of a secret',
    ],
    [{ destinations: [{ ...told, segments: [] }] }, 'destinations.0.segments must name at least one'],
    [{ destinations: [{ ...told, origins: ['live'] }] }, 'destinations.0.origins.0 must be one of backfill, snapshot'],
    [
      { destinations: [{ ...told, endpoint: 'https://a.klaviyo.com' }] },
      'destinations.0.endpoint must not be given for klaviyo',
    ],
    [
      { destinations: [{ ...told, tool: 'braze' }] },
      'destinations.0.endpoint must be given for braze, current value is absent',
    ],
    [
      { destinations: [{ ...told, tool: 'braze', endpoint: 'http://rest.braze.eu' }] },
      'destinations.0.endpoint must be an https URL',
    ],
    [
      { sources: [{ adapter: 'shopfy', webhook }] },
      'sources.0.adapter must be one of shopify, segment, wooCommerce, stripe (the nearest is shopify)',
    ],
    [{ sources: [{ adapter: 'shopify' }] }, 'sources.0 must have exactly one of partnerBus and webhook'],
    [
      { sources: [{ adapter: 'stripe', webhook, partnerBus: 'aws.partner/stripe.com/a' }] },
      'sources.0 must have exactly one of partnerBus and webhook',
    ],
    [
      { sources: [{ adapter: 'shopify', partnerBus: 'shop' }] },
      'sources.0.partnerBus must be the name of a partner’s bus',
    ],
    [
      { sources: [{ adapter: 'shopify', partnerBus: 'aws.partner/stripe.com/a' }] },
      'sources.0.partnerBus must begin with aws.partner/shopify.com/',
    ],
    [
      { sources: [{ adapter: 'wooCommerce', partnerBus: 'aws.partner/woo.com/a' }] },
      'sources.0.partnerBus must not be given: wooCommerce has none',
    ],
    [{ sources: [{ adapter: 'stripe', webhook: { secert: 'a' } }] }, 'must not have secert (the nearest is secret)'],
    [{ deployment: 0 }, 'deployment must be a positive integer, current value is 0'],
    [{ deployment: 1.5 }, 'deployment must be a positive integer, current value is 1.5'],
    [{ deployment: '3' }, 'deployment must be a positive integer, current value is "3"'],
    [{ backfillRate: 0 }, 'backfillRate must be an integer from 1 to 10000, current value is 0'],
    [{ backfillRate: 10_001 }, 'backfillRate must be an integer from 1 to 10000, current value is 10001'],
    [{ keep: 'no' }, 'keep must be true or false, current value is "no"'],
    [{ name: 'Shop' }, 'name must be 2 to 32 lower-case letters'],
    [{ name: 's' }, 'name must be 2 to 32 lower-case letters'],
    [{ name: 'x'.repeat(33) }, 'name must be 2 to 32 lower-case letters'],
    [{ name: 'shop-state' }, 'end with neither a hyphen nor "-state"'],
    [{ name: 'aws-shop' }, 'name must'],
    [{ region: 'Europe' }, 'region must be a region'],
    [{ memory: 127 }, 'memory must be an integer from 128 to 10240'],
    [{ concurrency: 1 }, 'concurrency must be an integer from 2 to 1000'],
    [{ reservedConcurrency: 0 }, 'reservedConcurrency must be'],
    [{ members: 'some' }, 'members must be "all", "none" or a list of segments’ keys, current value is "some"'],
    [{ members: true }, 'members must be "all", "none" or a list of segments’ keys, current value is true'],
    [{ members: [7] }, 'members must be "all", "none" or a list of segments’ keys, current value is [7]'],
    [{ member: 'none' }, 'must not have member (the nearest is members)'],
    [{ console: 'yes', api: {} }, 'console must be true or false, current value is "yes"'],
    [{ console: true }, 'console true needs api, of which the console is made; current value is nothing'],
    [{ console: true, api: {}, name: 'shop-aws' }, 'name must have neither "aws", "amazon" nor "cognito" in it'],
    [{ api: { jwts: {} } }, 'api must not have jwts (the nearest is jwt)'],
    [{ api: true }, 'api must be an object of jwt, rolesClaim, principals, throttle, current value is true'],
    [{ api: { jwt: { issuer: 'http://shop', audience: 'a' } } }, 'api.jwt.issuer must be the https URL of an issuer'],
    [{ api: { jwt: { issuer: 'https://shop' } } }, 'api.jwt.audience must be a text, or a list of texts'],
    [{ api: { jwt: { issuer: 'https://shop', audience: [] } } }, 'api.jwt.audience must'],
    [{ api: { rolesClaim: '' } }, 'api.rolesClaim must be the name of a claim, without spaces, current value is ""'],
    [{ api: { throttle: { rate: 0 } } }, 'api.throttle.rate must be an integer from 1 to 10000, current value is 0'],
    [{ api: { throttle: { burst: 5_001 } } }, 'api.throttle.burst must be an integer from 1 to 5000'],
    [{ api: { throttle: { limit: 5 } } }, 'api.throttle must not have limit'],
    [{ api: { principals: [] } }, 'api.principals must be an object of ARNs'],
    [
      { api: { principals: { Mailer: asker } } },
      'api.principals.Mailer must stand under the ARN of an IAM role or user',
    ],
    [
      principalOf({ role: 'suport' }),
      'role must be one of support, marketing, operator, campaign (the nearest is support)',
    ],
    [principalOf({}), 'role must be one of support, marketing, operator, campaign, current value is absent'],
    [principalOf({ role: 'campaign' }), 'segments must list the segments that the campaign may ask about'],
    [principalOf({ role: 'campaign', segments: [] }), 'segments must name at least one'],
    [
      principalOf({ role: 'support', segments: ['new-customers'] }),
      'must not be given: support asks about all segments',
    ],
    [principalOf({ role: 'support', segment: 'x' }), 'must not have segment (the nearest is segments)'],
    [{ insight: 'daily' }, 'insight must be "weekly" or "off", current value is "daily"'],
    [{ insights: 'off' }, 'must not have insights (the nearest is insight)'],
    [{ quietUntil: '2026-11-02' }, 'quietUntil must be an ISO 8601 instant with Z or an offset'],
    [{ quietUntil: 0 }, 'quietUntil must be an ISO 8601 instant'],
    [{ logLevel: 'LOUD' }, 'logLevel must be one of DEBUG, INFO, WARN, ERROR, current value is "LOUD"'],
    [{ retention: { logs: 31 } }, 'retention.logs must be one of 1, 3, 5'],
    [{ retention: { log: 30 } }, 'retention must not have log (the nearest is logs)'],
    [{ retention: { changes: 29 } }, 'retention.changes must be an integer from 30 to 3653, current value is 29'],
    [{ retention: { quarantine: 0 } }, 'retention.quarantine must be an integer from 1 to 3653, current value is 0'],
    [{ retention: { ledger: 30 } }, 'retention must not have ledger'],
    [
      { traceSampling: 0.5 },
      'traceSampling must be "producers", "default", which is Lambda’s own rate and cannot be set, or "off"',
    ],
    [{ warmThroughput: { reads: 12_000 } }, 'warmThroughput.writes must be an integer from 4000 to 10000000'],
    [{ warmThroughput: { reads: 11_999, writes: 4_000 } }, 'warmThroughput.reads must be an integer from 12000'],
    [{ alarms: { topic: 'ops' } }, 'alarms.topic must be the ARN of an SNS topic, current value is "ops"'],
    [{ alarms: { topics: 'ops' } }, 'alarms must not have topics (the nearest is topic)'],
    [{ operators: ['me'] }, 'operators.0 must be the ARN of an IAM role or user'],
    [{ operators: [{ principal: 'me' }] }, 'operators.0.principal must be the ARN of an IAM role or user'],
    [{ operators: [{ principal: ada, mfa: false }] }, 'operators.0.mfa must not be false for a user'],
    [
      { operators: [{ principal: permissionSet, mfa: true }] },
      'operators.0.mfa must not be true for a role of IAM Identity Center, whose sessions never say so',
    ],
    [{ operators: [onCall, sessionOf('on-call')] }, 'operators.1 must be listed once'],
    [{ api: { principals: { [onCall]: asker, [sessionOf('on-call')]: asker } } }, 'is the same role as'],
  ];

  test.each<readonly [object, string]>([
    [
      { destinations: [{ ...told, segments: ['champion'] }] },
      'Cannot subscribe klaviyo to champion: the catalogue has no such segment (the nearest is champions)',
    ],
    [
      { destinations: [told, { ...told, secret: '/klaviyo' }] },
      'Cannot use two destinations with one secret: their names must differ in letters and digits, current value is klaviyo twice',
    ],
    [
      { destinations: [{ ...told, segments: longKeys }], catalogue: withKeys(longKeys), measured: [] },
      'their keys must fit',
    ],
    [
      {
        sources: [
          { adapter: 'stripe', webhook },
          { adapter: 'shopify', webhook: { secret: '/shop' } },
        ],
      },
      'Cannot use two sources with one secret or bus: their names must differ in letters and digits, current value is shop twice',
    ],
  ])('refuses connections that do not fit the catalogue or one another: %j', (settings, message) => {
    expect(() => settingsFrom(settings)).toThrow(message);
  });

  test.each(refused)('refuses %j', (settings, message) => {
    expect(() => settingsFrom(settings)).toThrow(message);
    expect(() => settingsFrom(settings)).toThrow('Cannot use shop.json as settings: ');
  });

  test('takes names up to both bounds', () => {
    expect(settingsFrom({ name: 'x'.repeat(32) }).name).toHaveLength(32);
    expect(settingsFrom({ name: 'ab' }).name).toBe('ab');
  });

  test('names every fault at once', () => {
    expect(() => settingsFrom({ keep: 1, runbook: 2 })).toThrow(/keep must be .*; runbook must be /);
  });
});

describe('who may ask the HTTP API', () => {
  const mailer = 'arn:aws:iam::123456789012:role/teams/Mailer';
  const segments = ['new-customers'];

  test('is filled in, and taken back as it was given', () => {
    expect(settingsFrom({}).api).toBeUndefined();
    const usual = { rolesClaim: 'cognito:groups', principals: {}, throttle: { rate: 20, burst: 40 } };
    expect(settingsFrom({ api: {} }).api).toEqual(usual);
    const jwt = { issuer: 'https://login.shop.example/realms/shop', audience: 'patron' };
    const principals = { [mailer]: { role: 'campaign', segments } };
    const settings = settingsFrom({
      api: { jwt, rolesClaim: 'https://shop.example/roles', principals, throttle: { burst: 10 } },
    });
    expect(settings.api).toEqual({
      jwt: { ...jwt, audience: ['patron'] },
      rolesClaim: 'https://shop.example/roles',
      principals,
      throttle: { rate: 20, burst: 10 },
    });
    expect(settingsFrom(settings)).toEqual(settings);
  });

  test('is the role of a session, as a request names it', () => {
    const principals = { [sessionOf('Mailer')]: { role: 'campaign', segments } };
    const settings = settingsFrom({ api: { principals } });
    expect(settings.api?.principals).toEqual({
      'arn:aws:iam::123456789012:role/Mailer': { role: 'campaign', segments },
    });
    expect(settingsFrom(settings)).toEqual(settings);
  });

  test('asks only about segments of the catalogue', () => {
    const asking = { [mailer]: { role: 'campaign', segments: ['new-custmers'] } };
    expect(() => settingsFrom({ api: { principals: asking } })).toThrow(
      `Cannot let ${mailer} ask about new-custmers: the catalogue has no such segment (the nearest is new-customers)`,
    );
  });
});

describe('measured segments', () => {
  const keys = Array.from({ length: 60 }, (_, index) => `segment-${index}`);
  const measuredFrom = (settings: object) => settingsFrom({ catalogue: withKeys(keys), ...settings }).measured;

  test('are the first twenty of the catalogue unless others are named', () => {
    expect(measuredFrom({})).toEqual(keys.slice(0, 20));
    expect(measuredFrom({ measured: ['segment-59', 'segment-3', 'segment-59'] })).toEqual(['segment-59', 'segment-3']);
    expect(measuredFrom({ measured: [] })).toEqual([]);
  });

  test('are refused where they are not in the catalogue, or are more than forty', () => {
    expect(() => measuredFrom({ measured: ['segment-1', 'sgment-2'] })).toThrow('current value is sgment-2');
    expect(measuredFrom({ measured: keys.slice(0, 40) })).toHaveLength(40);
    expect(() => measuredFrom({ measured: keys.slice(0, 41) })).toThrow('measured must name at most 40 segments');
  });

  test('are passed to publish, and fit its environment whatever their length', () => {
    const measured = Array.from({ length: 40 }, (_, index) => String(index).padStart(64, 'k'));
    const { stateless } = synthesise({ catalogue: withKeys(measured), measured });
    const { Variables } = functionOf(stateless, 'publish')['Environment'];
    expect(Variables.MEASURED_SEGMENTS).toBe(measured.join(','));
    // Lambda takes 4 KB; names of resources come on top.
    expect(JSON.stringify({ ...Variables, QUEUE_URL: '' }).length).toBeLessThan(3_500);
  });
});

const long = (count: number) => Array.from({ length: count }, (_, index) => String(index).padStart(63, 'k'));

const variablesWith = (members: 'all' | 'none') =>
  functionOf(synthesise({ members }).stateless, 'publish')['Environment'].Variables;

describe('segments whose members are kept', () => {
  const keys = Array.from({ length: 60 }, (_, index) => `segment-${index}`);
  const keptFrom = (settings: object) => settingsFrom({ catalogue: withKeys(keys), ...settings }).members;

  test('are all unless others are named, each once', () => {
    expect(keptFrom({})).toBe('all');
    expect(keptFrom({ members: 'none' })).toBe('none');
    expect(keptFrom({ members: [] })).toBe('none');
    expect(keptFrom({ members: ['segment-59', 'segment-3', 'segment-59'] })).toEqual(['segment-59', 'segment-3']);
  });

  test('are refused where they are not in the catalogue, with the nearest that is', () => {
    expect(() => keptFrom({ members: ['segment-1', 'sgment-2'] })).toThrow(
      'Cannot keep the members of sgment-2: the catalogue has no such segment (the nearest is segment-2)',
    );
    expect(() => keptFrom({ members: ['nobody'] })).toThrow(/no such segment$/);
  });

  test('are told to publish, beside those that are measured, as long as there is room for both', () => {
    const catalogue = withKeys(long(47));
    const { stateless } = synthesise({ catalogue, measured: long(31), members: long(15) });
    const { Variables } = functionOf(stateless, 'publish')['Environment'];
    expect(Variables.MEMBER_SEGMENTS).toBe(long(15).join(','));
    // Lambda takes 4 KB; names of resources come on top.
    expect(JSON.stringify({ ...Variables, QUEUE_URL: '' }).length).toBeLessThan(3_600);
    expect(() => settingsFrom({ catalogue, measured: long(31), members: long(16) })).toThrow(
      'Cannot keep the members of 16 listed segments: their keys and those of measured must fit 3000 characters, current length is 3007; "all" has no such limit',
    );
  });

  test('are named by an output, which has 1,024 characters for them', () => {
    const catalogue = withKeys(long(17));
    const named = (members: readonly string[] | 'all') =>
      Object.values(synthesise({ catalogue, members, measured: [] }).stateless.findOutputs('MembersOf'))[0]?.['Value'];
    expect(named(long(16))).toBe(long(16).join(','));
    expect(named([...long(16), ...long(16)])).toBe(long(16).join(','));
    expect(named('all')).toBe('all');
    expect(() => named(long(17))).toThrow(
      'Cannot keep the members of 17 listed segments: their keys must fit 1024 characters, current length is 1087; "all" has no such limit',
    );
  });

  test('are not listed where they are all, or none', () => {
    expect(variablesWith('all')).toMatchObject({ MEMBERS_TABLE_NAME: expect.anything() });
    expect(variablesWith('all')).not.toHaveProperty('MEMBER_SEGMENTS');
    expect(Object.keys(variablesWith('none')).filter((name) => name.startsWith('MEMBERS'))).toEqual([]);
  });
});

describe('Patron', () => {
  test('refuses settings that do not fit, naming itself', () => {
    expect(() => deploymentWith({ backfillRate: 0 })).toThrow(
      'Cannot use the settings of Patron as settings: backfillRate',
    );
  });

  test('puts the catalogue and its hash where the bundle of update takes them from', () => {
    const { outdir } = synthesise({ catalogue: buyers });
    const written = JSON.parse(readFileSync(join(outdir, 'patron.catalogue.json'), 'utf8'));
    expect(written).toEqual({ hash: compile(buyers).hash, source: buyers });
  });
});

describe('settings of what was fixed', () => {
  const operator = 'arn:aws:iam::123456789012:role/operations';
  const topic = 'arn:aws:sns:eu-west-1:123456789012:on-call';
  const { stateful, stateless } = synthesise({
    memory: 1024,
    concurrency: 7,
    reservedConcurrency: 9,
    logLevel: 'DEBUG',
    retention: { archive: 5, logs: 90, quarantine: 7, changes: 400 },
    operators: [operator],
    traceSampling: 'off',
    alarms: { topic },
  });

  test('reach the functions', () => {
    const others = functionNames.filter((entry) => !entry.startsWith('insight-'));
    for (const entry of others) expect(functionOf(stateless, entry)['MemorySize']).toBe(1024);
    const { ReservedConcurrentExecutions: reserved, Environment } = functionOf(stateless, 'update');
    expect([reserved, Environment.Variables.POWERTOOLS_LOG_LEVEL]).toEqual([9, 'DEBUG']);
    expect(functionOf(stateless, 'publish')['ReservedConcurrentExecutions']).toBeUndefined();
    const scaling = propertiesOf(stateless, 'AWS::Lambda::EventSourceMapping').flatMap(
      ({ ScalingConfig }) => ScalingConfig ?? [],
    );
    // The slow queue beside it has the least that Lambda allows.
    expect(scaling).toEqual([{ MaximumConcurrency: 7 }, { MaximumConcurrency: 2 }]);
  });

  test('let rows expire where they are written', () => {
    for (const entry of ['update', 'quarantine']) {
      const { Variables } = functionOf(stateless, entry)['Environment'];
      expect([Variables.QUARANTINE_DAYS, Variables.CHANGES_DAYS]).toEqual(['7', '400']);
    }
    const unset = functionOf(synthesise().stateless, 'update')['Environment'].Variables;
    expect([unset.QUARANTINE_DAYS, unset.CHANGES_DAYS]).toEqual(['90', undefined]);
  });

  test('turn tracing off everywhere', () => {
    for (const entry of functionNames) expect(functionOf(stateless, entry)['TracingConfig']).toBeUndefined();
    const machines = propertiesOf(stateless, 'AWS::StepFunctions::StateMachine');
    expect(machines.map(({ TracingConfiguration }) => TracingConfiguration)).toEqual([
      { Enabled: false },
      { Enabled: false },
      { Enabled: false },
    ]);
  });

  test('have everything written down of what is debugged, Lambda’s own lines too', () => {
    for (const entry of functionNames) {
      const { LoggingConfig, Environment } = functionOf(stateless, entry);
      expect(LoggingConfig).toMatchObject({ ApplicationLogLevel: 'DEBUG', SystemLogLevel: 'INFO' });
      expect(Environment.Variables.POWERTOOLS_LOG_LEVEL).toBe('DEBUG');
    }
  });

  test('have Lambda sample traces itself, and never drop the lines of metrics, which have no level and count as INFO', () => {
    const silent = synthesise({ logLevel: 'ERROR', traceSampling: 'default' }).stateless;
    for (const entry of functionNames) {
      const { LoggingConfig, TracingConfig, Environment } = functionOf(silent, entry);
      expect(LoggingConfig).toMatchObject({ ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' });
      expect(TracingConfig).toEqual({ Mode: 'Active' });
      expect(Environment.Variables.POWERTOOLS_LOG_LEVEL).toBe('ERROR');
    }
  });

  test('let alarms ring on a topic that is there already', () => {
    expect(resourcesOf(stateless, 'AWS::SNS::Topic')).toEqual([]);
    const alarms = propertiesOf(stateless, 'AWS::CloudWatch::Alarm').flatMap(({ AlarmActions }) => AlarmActions ?? []);
    expect(new Set(alarms)).toEqual(new Set([topic]));
    expect(stateless.findOutputs('AlarmTopicArn')['AlarmTopicArn']?.['Value']).toBe(topic);
  });

  test('reach archive, logs and the operator’s role', () => {
    expect(theResource(stateful, 'AWS::Events::Archive')['Properties']['RetentionDays']).toBe(5);
    const days = propertiesOf(stateless, 'AWS::Logs::LogGroup').map(({ RetentionInDays }) => RetentionInDays);
    expect(new Set(days)).toEqual(new Set([90]));
    const trusted = propertiesOf(stateless, 'AWS::IAM::Role').filter((role) => JSON.stringify(role).includes(operator));
    expect(trusted).toHaveLength(1);
  });
});

describe('leaveOutForEmulator()', () => {
  test('leaves out exactly what it names', () => {
    const whole = synthesise();
    const { app, patron } = deploymentWith();
    const leftOut = leaveOutForEmulator(app);
    expect(new Set(leftOut.map((name) => name.split(' ')[0]))).toEqual(
      new Set(['AWS::Events::Archive', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']),
    );
    const assembly = app.synth();
    const left = new Set(
      [patron.stateful, patron.stateless].flatMap(({ artifactId }) =>
        Object.keys(assembly.getStackArtifact(artifactId).template['Resources']),
      ),
    );
    const ids = [whole.stateful, whole.stateless].flatMap((template) => Object.keys(template.toJSON()['Resources']));
    const expected = [
      ...Object.keys(whole.stateful.findResources('AWS::Events::Archive')),
      ...resourcesOf(whole.stateless, 'AWS::CloudWatch::Alarm').flatMap(([id, { Properties }]) =>
        Properties.Metrics === undefined ? [] : [id],
      ),
      ...Object.keys(whole.stateless.findResources('AWS::CloudWatch::CompositeAlarm')),
    ];
    expect(ids.filter((id) => !left.has(id)).toSorted()).toEqual(expected.toSorted());
  });
});

describe('cdk.json', () => {
  test('lets no rule of another account into a queue', () => {
    expect(cdk.context['@aws-cdk/aws-events:eventsTargetQueueSameAccount']).toBe(true);
  });
});
