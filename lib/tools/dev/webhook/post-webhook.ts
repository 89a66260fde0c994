import type { Delivery } from '#lib/ports/store/embedded/delivery-rows.ts';
import { signWebhook } from '../../webhook/sign-webhook.ts';

/** A webhook is given up on after so many milliseconds, and tried again. */
const patienceMs = 15_000;

/** Where messages go, and what they are signed with. */
export interface Webhook {
  readonly url: string;
  readonly secret: string;
}

const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it has not answered within ${patienceMs / 1000} seconds`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
};

/**
 * Posts a message, signed as Standard Webhooks says.
 *
 * @param sentAt - the wall clock, whatever time it is in the shop: a receiver refuses what is minutes old.
 * @returns undefined where it was taken (a status of 200 to 299), else why it was not, in words.
 */
export const postWebhook = async (
  { url, secret }: Webhook,
  { id, body }: Delivery,
  { sentAt, signal }: { readonly sentAt: number; readonly signal: AbortSignal },
): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...signWebhook({ id, sentAt, body }, secret) },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]),
    });
    await response.body?.cancel();
    return response.ok ? undefined : `it has answered ${response.status}`;
  } catch (error) {
    return reasonOf(error);
  }
};
