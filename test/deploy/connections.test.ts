import { createHmac } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { CreateEventBusCommand, EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { personOf } from '#lib/core/profile/person.ts';
import { samplesOf, type Sample } from '#test/adapters/payloads.ts';
import { deployAll } from '#infra/local/cdk.ts';
import { runCdk } from './cdk.ts';
import { connectTo, outputsIn, until } from './deployed.ts';
import { clientSettings, startEmulator, workFolder, type Emulator } from '#infra/local/emulator.ts';

const partnerBus = 'aws.partner/stripe.com/ed_test_1';
const secret = 'a_secret_of_the_shop';

let emulator: Emulator;
let printed: string;

/** The emulator knows no partners, but a bus of any name. */
beforeAll(async () => {
  mkdirSync(workFolder, { recursive: true });
  emulator = await startEmulator();
  await new SecretsManagerClient(clientSettings(emulator)).send(
    new CreateSecretCommand({ Name: 'woo', SecretString: secret }),
  );
  await new EventBridgeClient(clientSettings(emulator)).send(new CreateEventBusCommand({ Name: partnerBus }));
  await runCdk(emulator, ['bootstrap', emulator.target]);
  printed = await runCdk(emulator, deployAll, {
    sources: [
      { adapter: 'wooCommerce', webhook: { secret: 'woo' } },
      { adapter: 'stripe', partnerBus },
    ],
  });
});

afterAll(() => emulator?.stop());

const sampleOf = (adapter: 'wooCommerce' | 'stripe', wanted: (sample: Sample) => boolean): Sample => {
  const found = samplesOf(adapter).find(wanted);
  if (found === undefined) throw new Error(`Cannot find a sample of ${adapter}`);
  return found;
};

const isPurchase = ({ becomes = [] }: Sample) =>
  becomes[0]?.['detail-type'] === 'PurchaseMade' && becomes[0].detail['customerId'] !== undefined;

const customerIn = ({ becomes = [] }: Sample): string => String(becomes[0]?.detail['customerId']);

/** Where the emulator answers for the host of a function's URL, which no machine knows. */
const hookUrl = (): string => {
  const [, id = 'none'] = /^\w+\.HookUrl = https:\/\/(\w+)\./m.exec(printed) ?? [];
  return `${clientSettings(emulator).endpoint}/_aws/lambda-url/${id}`;
};

/** Calls the webhook as WooCommerce does. */
const call = async ({ headers = {}, payload }: Sample, key: string): Promise<number> => {
  const body = JSON.stringify(payload);
  const signature = createHmac('sha256', key).update(body).digest('base64');
  const answer = await fetch(`${hookUrl()}/woo`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'x-wc-webhook-signature': signature },
    body,
  });
  return answer.status;
};

test('an order of WooCommerce comes by a webhook, one of Stripe by its bus, and what is of no use is kept', async () => {
  const { store } = connectTo(emulator, outputsIn(printed));
  const order = sampleOf('wooCommerce', isPurchase);
  const guest = sampleOf('wooCommerce', ({ unusable }) => unusable === 'no-person');
  expect(await call(order, 'another')).toBe(401);
  expect(await call(order, secret)).toBe(200);
  expect(await call(guest, secret)).toBe(200);
  const session = sampleOf('stripe', isPurchase);
  const entry = {
    EventBusName: partnerBus,
    // A partner's own begins with `aws.`, which nobody else may say.
    Source: 'stripe',
    DetailType: 'checkout.session.completed',
    Detail: JSON.stringify(session.payload),
  };
  const { FailedEntryCount } = await new EventBridgeClient(clientSettings(emulator)).send(
    new PutEventsCommand({ Entries: [entry] }),
  );
  expect(FailedEntryCount).toBe(0);
  for (const customerId of [customerIn(order), customerIn(session)]) {
    const known = async () => (await store.load(personOf({ customerId }), [])).record?.kind;
    expect(await until(known, (kind) => kind !== undefined, { seconds: 300, what: customerId })).toBe('profile');
  }
  const kept = () => store.quarantinedCount('unusable');
  expect(await until(kept, (count) => count > 0, { seconds: 300, what: 'what is of no use' })).toBe(1);
});
