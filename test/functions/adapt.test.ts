import './configured.ts';
import { PutEventsCommand, EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler } from '#functions/adapt.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { adapters } from '#lib/core/adapters/adapters.ts';
import { eventBridgeBus, type ProducedEvent } from '#lib/ports/publisher/put-events.ts';
import type { OutgoingMessage } from '#lib/ports/queue/intake-queue.ts';
import { readMessage, redriveText } from '#lib/ports/queue/queue-message.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { adaptAgain } from '#lib/use-cases/adapt/adapt-again.ts';
import { unusableEntry } from '#lib/use-cases/adapt/unusable-entry.ts';
import { receiveEvents } from '#lib/use-cases/intake/receive-events.ts';
import { redrivableReasons } from '#lib/use-cases/intake/redrive-quarantine.ts';
import { samplesOf, type Sample } from '#test/adapters/payloads.ts';
import { embedded, noon } from '#test/use-cases/given.ts';
import { handingBack } from './handing-back.ts';
import { envelope, invoke, listen, sqsEvent, sqsRecord } from './invoke.ts';

const arns = Object.fromEntries(
  Object.keys(adapters).map((name) => [name, `arn:aws:sqs:us-east-1:000000000000:${name}`]),
);
type Name = keyof typeof adapters;

/** What a sample becomes on the partner's bus, as Shopify and the others put it there. */
const onBus = (adapter: Name, { payload, headers = {} }: Sample): string =>
  envelope({
    source: 'aws.partner/shopify.com/12345/shop',
    'detail-type': 'shopifyWebhook',
    detail:
      adapter === 'shopify'
        ? {
            payload,
            metadata: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name.toUpperCase(), text])),
          }
        : payload,
  });

const recordOf = (adapter: Name, body: string) => ({
  ...sqsRecord(body, { arrivedAt: noon }),
  eventSourceARN: String(arns[adapter]),
});

const given = (refuse: (event: ProducedEvent) => string | undefined = () => undefined) => {
  const { store, deps: updating } = embedded();
  const { hidden, deps } = handingBack();
  const put: ProducedEvent[] = [];
  const bus = {
    put: async (events: readonly ProducedEvent[]) => {
      const codes = events.map(refuse);
      put.push(...events.filter((_, at) => codes[at] === undefined));
      return codes;
    },
  };
  const byArn = new Map(Object.entries(arns).map(([name, arn]) => [arn, name]));
  const handler = createHandler({ ...deps, ...telemetry('adapt'), store, bus, adapters: byArn });
  return { store, updating, hidden, put, handler, log: listen() };
};

afterEach(() => vi.restoreAllMocks());

const partners = ['shopify', 'stripe', 'segment'] as const;

describe.each(partners)('adapt, from the bus of %s', (adapter) => {
  test('puts the events of everything on the bus, and keeps what is of no use', async () => {
    const { store, put, handler } = given();
    const samples = samplesOf(adapter);
    for (const sample of samples)
      expect(await invoke(handler, sqsEvent(recordOf(adapter, onBus(adapter, sample))))).toEqual({
        batchItemFailures: [],
      });
    expect(put).toEqual(samples.flatMap(({ becomes = [] }) => becomes));
    const kept = [...store.quarantined()];
    expect(kept.map(({ reason, rule }) => [reason, rule])).toEqual(
      samples.flatMap(({ unusable }) => (unusable === undefined ? [] : [['unusable', `must be of use (${unusable})`]])),
    );
    expect(kept.map(({ entry }) => JSON.parse(entry).payload)).toEqual(
      samples.flatMap(({ unusable, payload }) => (unusable === undefined ? [] : [payload])),
    );
  });
});

const shopify = samplesOf('shopify');
const sample = (name: string): Sample => shopify.find((each) => each.name === name)!;
const paid = sample('order-paid');
const ofGuest = sample('order-of-a-guest');

describe('adapt', () => {
  test('hands back exactly what the bus or the table did not take', async () => {
    const { store, hidden, put, handler, log } = given(({ 'detail-type': type }) =>
      type === 'PurchaseMade' ? 'ThrottlingException' : undefined,
    );
    vi.spyOn(store, 'quarantine').mockRejectedValue(new Error('Cannot put semmelweis'));
    const described = samplesOf('segment').find(
      ({ becomes = [] }) => becomes[0]?.['detail-type'] === 'CustomerDescribed',
    )!;
    const batch = sqsEvent(
      recordOf('shopify', onBus('shopify', paid)),
      recordOf('segment', onBus('segment', described)),
      recordOf('shopify', onBus('shopify', ofGuest)),
    );
    const [first, , third] = batch.Records;
    expect(await invoke(handler, batch)).toEqual({
      batchItemFailures: [{ itemIdentifier: first?.messageId }, { itemIdentifier: third?.messageId }],
    });
    expect(put.length).toBe(described.becomes?.length);
    expect(hidden.map(({ seconds }) => seconds)).toEqual([2, 2]);
    expect(log.lines.join('\n')).not.toContain('semmelweis');
    expect(log.metrics()).toMatchObject([
      { service: 'adapt', Delivered: 3, Adapted: put.length, QuarantinedUnusable: 0 },
    ]);
  });

  test.each([
    ['what is not JSON', '<xml/>', 'not an object'],
    ['what has no detail', '{}', 'not an object'],
    ['a webhook that brings no JSON', JSON.stringify({ hook: { headers: {}, body: 'a=b' } }), 'not an object'],
  ])('keeps %s', async (_, body, why) => {
    const { store, handler } = given();
    expect(await invoke(handler, sqsEvent(recordOf('shopify', body)))).toEqual({ batchItemFailures: [] });
    expect([...store.quarantined()].map(({ message }) => message)).toEqual([
      `Cannot make an event of what shopify sent: ${why}`,
    ]);
  });

  test('puts a message that comes twice as the same events', async () => {
    const { put, handler } = given();
    const again = recordOf('shopify', onBus('shopify', paid));
    await invoke(handler, sqsEvent(again, again));
    expect(put).toEqual([...(paid.becomes ?? []), ...(paid.becomes ?? [])]);
  });

  test('puts events under their own source, and counts as taken what has an id', async () => {
    const client = mockClient(EventBridgeClient);
    client.on(PutEventsCommand).resolves({ Entries: [{ EventId: 'e' }, { ErrorCode: 'InternalFailure' }] });
    const bus = eventBridgeBus(new EventBridgeClient(), 'patron');
    const event = { source: 'shop.shopify', 'detail-type': 'VisitMade', detail: { path: '/' } };
    expect(await bus.put([event, event, event])).toEqual([undefined, 'InternalFailure', 'NoAnswer']);
    expect(client.commandCalls(PutEventsCommand)[0]?.args[0].input.Entries?.[0]).toEqual({
      EventBusName: 'patron',
      Source: 'shop.shopify',
      DetailType: 'VisitMade',
      Detail: '{"path":"/"}',
    });
    client.restore();
  });
});

/** A delivery as quarantine keeps it, once its adapter has failed. */
const kept = (of: Sample) =>
  unusableEntry(
    { adapter: 'shopify', headers: of.headers ?? {}, payload: of.payload },
    { id: `m-${of.name}`, arrivedAt: noon, why: 'the adapter fails: TypeError' },
  );

const redrive = async (of: Sample, codes: readonly string[] = []) => {
  const { store, updating } = given();
  await store.quarantine(kept(of));
  const sent: OutgoingMessage[] = [];
  const queue = {
    send: async (messages: readonly OutgoingMessage[]) => {
      sent.push(...messages);
      return messages.slice(0, codes.length).map((item, at) => ({ item, code: String(codes[at]) }));
    },
  };
  const deps = { ...updating, adaptAgain: adaptAgain({ ...noPauses, store, queue }) };
  const message = readMessage(redriveText({ id: `m-${of.name}`, person: undefined }), {
    id: 'r',
    arrivedAt: noon + 9,
  });
  const { results } = await receiveEvents(deps, [message]);
  return { store, sent, results };
};

describe('a redrive of what was of no use', () => {
  test('is for every store to list', () => {
    expect(redrivableReasons).toContain('unusable');
  });

  test('runs the adapter again, and sends its events into the queue', async () => {
    const { store, sent, results } = await redrive(paid);
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual(paid.becomes);
    expect(new Set(sent.map(({ group }) => group))).toEqual(new Set([String(paid.becomes?.[0]?.detail['customerId'])]));
    expect(new Set(sent.map(({ deduplicationId }) => deduplicationId)).size).toBe(sent.length);
    expect([...store.quarantined()]).toEqual([]);
    expect(results).toEqual([{ kind: 'taken', outcome: undefined }]);
  });

  test('leaves what is still of no use, with its new reason', async () => {
    const { store, sent } = await redrive(ofGuest);
    expect(sent).toEqual([]);
    expect([...store.quarantined()]).toMatchObject([
      {
        id: `m-${ofGuest.name}`,
        reason: 'unusable',
        rule: `must be of use (${ofGuest.unusable})`,
        arrivedAt: noon + 9,
      },
    ]);
  });

  test('leaves it where the queue takes nothing, to be tried again', async () => {
    const { store, results } = await redrive(paid, ['Down']);
    expect(results).toMatchObject([{ kind: 'failed' }]);
    expect([...store.quarantined()]).toHaveLength(1);
  });

  test('leaves it in a store without a queue', async () => {
    const { store, updating } = given();
    await store.quarantine(kept(paid));
    await receiveEvents(updating, [
      readMessage(redriveText({ id: `m-${paid.name}`, person: undefined }), { id: 'r', arrivedAt: noon }),
    ]);
    expect([...store.quarantined()]).toHaveLength(1);
  });
});
