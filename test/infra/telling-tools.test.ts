import { describe, expect, onTestFinished, test } from 'vitest';
import entered from '../../events/examples/segment-entered.json' with { type: 'json' };
import exited from '../../events/examples/segment-exited.json' with { type: 'json' };
import member from '../../events/examples/segment-member.json' with { type: 'json' };
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { ofPipe, ofRule, sendAll, type ApiDestination } from '#test/support/tools/event-bridge.ts';
import { startTool } from '#test/support/tools/fake-tool.ts';
import { marketingTools, secrets } from '#test/support/tools/marketing-tools.ts';
import { propertiesOf, synthesise, theResource, type Json } from './synthesised.ts';

const segments = [String(defaultCatalogue.segments[0]?.key)];

const { stateless } = synthesise({
  destinations: [
    { tool: 'klaviyo', secret: 'shop/klaviyo', segments },
    { tool: 'braze', secret: 'braze', segments, endpoint: 'https://rest.fra-01.braze.eu' },
    { tool: 'customerIo', secret: 'customer-io', segments },
  ],
});

/** CloudFormation puts the text of a secret where the template names it. */
const resolved = (value: string): string =>
  value.replace(/\{\{resolve:secretsmanager:([^:]+):SecretString:(\w*):.*\}\}/, (_, name: string, field: string) => {
    const secret: unknown = Reflect.get(secrets, name);
    return String(field === '' ? secret : Reflect.get(Object(secret), field));
  });

const authorizationOf = ({ ApiKeyAuthParameters: key, BasicAuthParameters: basic }: Json): string =>
  key
    ? resolved(key.ApiKeyValue)
    : `Basic ${Buffer.from(`${resolved(basic.Username)}:${resolved(basic.Password)}`).toString('base64')}`;

/** What the template says of a tool: how its requests are made, at what rate, and with what. */
const deployedFor = (tool: string, fake: string) => {
  const about = { Description: `Changes of segments for ${tool}` };
  const [target] = theResource(stateless, 'AWS::Events::Rule', about)['Properties'].Targets;
  const api = theResource(stateless, 'AWS::Events::ApiDestination', about)['Properties'];
  const connection = propertiesOf(stateless, 'AWS::Events::Connection').find(({ Description }) =>
    Description.endsWith(` ${tool}`),
  )!;
  const { InvocationHttpParameters: given, ...credentials } = connection['AuthParameters'];
  const destination: ApiDestination = {
    url: api.InvocationEndpoint.replace(/^https:\/\/[^/]*/, fake),
    perSecond: api.InvocationRateLimitPerSecond,
    headers: {
      authorization: authorizationOf(credentials),
      ...Object.fromEntries(given.HeaderParameters.map(({ Key, Value }: Json) => [Key, Value])),
    },
  };
  const pipe = propertiesOf(stateless, 'AWS::Pipes::Pipe').find(({ Description }) =>
    Description.includes(` ${tool} `),
  )!;
  const template: string = pipe['TargetParameters'].InputTemplate;
  return { destination, transformer: target.InputTransformer, template };
};

/** What shops write into names and traits, and what breaks JSON that is put together carelessly. */
const awkward = {
  'address.city': 'Bad "Orb"\\\n<b>',
  'orders.lastCoupon': '🦔 <changeId>',
  'orders.count': 0,
  none: null,
};

const change = (number: number) => {
  const of = number % 2 === 0 ? entered : exited;
  const customerId = `cust-${number % 40}`;
  const detail = {
    ...of.detail,
    customerId,
    changeId: `${customerId}:${number + 1}`,
    sequence: number + 1,
    traits: awkward,
  };
  return { ...of, detail: { ...detail, segment: { ...of.detail.segment, name: 'The "best"' } } };
};

const changes = Array.from({ length: 120 }, (_, number) => change(number));

const started = async (tool: keyof typeof marketingTools, limits = marketingTools[tool].limits) => {
  const clock = { now: Date.parse('2026-11-02T09:12:00Z') };
  const fake = await startTool({ ...marketingTools[tool], limits }, clock);
  onTestFinished(fake.stop);
  return { clock, fake, ...deployedFor(tool, fake.url) };
};

const told = (events: Awaited<ReturnType<typeof startTool>>['events']) =>
  events.map(({ properties }) => String(properties['changeId']));
const ids = changes.map(({ detail }) => detail.changeId);

describe.each(['klaviyo', 'braze', 'customerIo'] as const)('%s', (tool) => {
  test('is told of every edge, however it throttles, fails, is slow or is told again', async () => {
    // Half of what the deployment sends: somebody else asks the tool, too.
    const limits = [{ requests: 25, spanMs: 1_000 }];
    const { clock, fake, destination, transformer } = await started(tool, limits);
    fake.state.mood = (request) => (request % 61 === 0 ? 'slow' : request % 7 === 0 ? 'failing' : 'well');
    // EventBridge delivers at least once: now and then it does so twice.
    const bodies = [...changes, ...changes.filter((_, at) => at % 10 === 0)].map((entry) => ofRule(transformer, entry));
    expect(await sendAll(destination, bodies, clock)).toEqual([]);
    expect(fake.state.throttled).toBeGreaterThan(0);
    expect(new Set(told(fake.events))).toEqual(new Set(ids));
    // Klaviyo alone knows an event that comes again; the pages of the others say that they may count twice.
    expect(fake.events.length > changes.length).toBe(tool !== 'klaviyo');
  });

  test('is told no faster than it publishes that it takes', async () => {
    const { destination } = await started(tool);
    for (const { requests, spanMs } of marketingTools[tool].limits)
      expect(destination.perSecond).toBeLessThanOrEqual((1_000 * requests) / spanMs);
  });

  test('has each value as the change has it, whatever is in it', async () => {
    const { clock, fake, destination, transformer } = await started(tool);
    const [first] = changes as [(typeof changes)[0]];
    await sendAll(destination, [ofRule(transformer, first)], clock);
    const { detail } = first;
    expect(fake.events).toMatchObject([
      {
        person: 'cust-0',
        name: 'Segment entered',
        properties: {
          changeId: 'cust-0:1',
          sequence: 1,
          status: 'entered',
          segment: detail.segment.key,
          effectiveAt: detail.effectiveAt,
          enteredAt: detail.enteredAt,
          origin: detail.origin,
          segments: detail.segments,
          traits: awkward,
          consent: detail.consent,
        },
      },
    ]);
  });

  test('that refuses is told again by the pipe once the cause is gone, in the very same words', async () => {
    const { clock, fake, destination, transformer, template } = await started(tool);
    fake.state.mood = () => 'refusing';
    const some = changes.slice(0, 20);
    const left = await sendAll(
      destination,
      some.map((entry) => ofRule(transformer, entry)),
      clock,
    );
    expect([left.length, fake.events.length, fake.state.requests]).toEqual([20, 0, 20]);
    fake.state.mood = () => 'well';
    // What is left is the entry itself.
    const again = some.map((entry) => ofPipe(template, entry));
    expect(again).toEqual(left);
    expect(await sendAll(destination, again, clock)).toEqual([]);
    expect(told(fake.events).toSorted()).toEqual(ids.slice(0, 20).toSorted());
  });

  test('is told of a member of a snapshot in the words of an entry, under the id of the entry', async () => {
    const { clock, fake, destination, transformer } = await started(tool);
    const entry = {
      ...entered,
      detail: { ...entered.detail, changeId: member.detail.changeId, customerId: member.detail.customerId },
    };
    await sendAll(
      destination,
      [entry, member].map((each) => ofRule(transformer, each)),
      clock,
    );
    expect(new Set(fake.events.map(({ name }) => name))).toEqual(new Set(['Segment entered']));
    expect(fake.events).toHaveLength(tool === 'klaviyo' ? 1 : 2);
  });
});
