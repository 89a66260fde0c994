import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { signWebhook } from '#lib/ports/webhook/sign-webhook.ts';

/** `standardwebhooks` refuses by the clock what is more than five minutes old. */
const sentAt = Date.parse('2026-11-01T12:00:00.999Z');

beforeEach(() => vi.useFakeTimers({ now: sentAt }));
afterEach(() => vi.useRealTimers());

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const older = `whsec_${Buffer.alloc(64, 7).toString('base64')}`;
const body = '{"changeId":"cust-42:1","status":"entered"}';
const message = { id: 'cust-42:1', sentAt, body };

describe('signWebhook()', () => {
  test('signs what a receiver with the secret takes, with whole seconds', () => {
    const headers = signWebhook(message, secret);
    expect(headers).toMatchObject({ 'webhook-id': 'cust-42:1', 'webhook-timestamp': '1793534400' });
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
  });

  test('gives the bytes of the example that the standard’s own libraries test', () => {
    const example = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', sentAt: 1_614_265_330_000, body: '{"test": 2432232314}' };
    expect(signWebhook(example, secret)['webhook-signature']).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  test('signs by each secret while they are changed, so that a receiver with either takes it', () => {
    const headers = signWebhook(message, secret, older);
    for (const held of [secret, older]) expect(new Webhook(held).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() => new Webhook(older).verify(body, signWebhook(message, secret))).toThrow('No matching signature');
  });

  test.for(['webhook-id', 'webhook-timestamp', 'body'] as const)('is refused where the %s was changed', (what) => {
    const headers = { ...signWebhook(message, secret), ...(what !== 'body' && { [what]: '1793534401' }) };
    const sent = what === 'body' ? body.replace('entered', 'exited') : body;
    expect(() => new Webhook(secret).verify(sent, headers)).toThrow('No matching signature');
  });

  test('agrees with the reference for any id and text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^~?[A-Za-z0-9._:@+-]{1,64}:[1-9]\d*$/), fc.json(), (id, text) => {
        const headers = signWebhook({ id, sentAt, body: text }, secret);
        expect(headers['webhook-signature']).toBe(new Webhook(secret).sign(id, new Date(sentAt), text));
      }),
    );
  });

  test.for([
    ['not base64!', 'not base64'],
    [`whsec_${Buffer.alloc(23).toString('base64')}`, '23 bytes'],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, '65 bytes'],
    ['', '0 bytes'],
  ] as const)('refuses %s as a secret, without repeating it', ([wrong, is]) => {
    expect(() => signWebhook(message, secret, wrong)).toThrow(
      `Cannot sign with a secret as one of Standard Webhooks (\`whsec_\` and base64 of 24 to 64 bytes): current value is ${is}`,
    );
  });

  test('refuses to sign with no secret', () => {
    expect(() => signWebhook(message)).toThrow('current number of secrets is 0');
  });
});
