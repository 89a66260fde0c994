import { signWebhook, type WebhookMessage } from './sign-webhook.ts';

/** Where messages go, and what they are signed with. */
export interface Webhook {
  readonly url: string;
  /** One; or the new one and the old one, while the receiver changes from one to the other. */
  readonly secrets: readonly string[];
}

/** How long an answer is waited for. */
export interface Patience {
  /** The milliseconds after which the receiver is given up on. */
  readonly patienceMs: number;
  /** Ends the waiting before that. */
  readonly signal?: AbortSignal;
}

const reasonOf = (error: unknown, patienceMs: number): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `it has not answered within ${patienceMs / 1000} seconds`;
  const { cause } = error;
  return cause instanceof Error && cause.message !== '' ? cause.message : error.message;
};

/**
 * Posts a message, signed as Standard Webhooks says. A redirection is not followed: it would take what was signed elsewhere.
 *
 * @param message - `sentAt` is the wall clock, whatever time it is in the shop: a receiver refuses what is minutes old.
 * @returns undefined where it was taken (a status of 200 to 299), else why it was not, in words.
 * @throws {RangeError} for a secret that Standard Webhooks does not know.
 */
export const postWebhook = async (
  { url, secrets }: Webhook,
  message: WebhookMessage,
  { patienceMs, signal }: Patience,
): Promise<string | undefined> => {
  const headers = { 'content-type': 'application/json', ...signWebhook(message, ...secrets) };
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body: message.body,
      redirect: 'manual',
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    await response.body?.cancel();
    return response.ok ? undefined : `it has answered ${response.status}`;
  } catch (error) {
    return reasonOf(error, patienceMs);
  }
};
