import { isRecord } from '#events/is-record.ts';
import type { Headers } from '#lib/core/adapters/adapter.ts';

/** What a source has sent: kept as it is where no event can be made of it. */
export interface Delivery {
  /** The name of its adapter, which a later version may not have. */
  readonly adapter: string;
  /** By their names in lower case. */
  readonly headers: Headers;
  readonly payload: unknown;
}

/** What a webhook has brought, as it is put into the queue of its source. */
export interface HookMessage {
  readonly hook: { readonly headers: Headers; readonly body: string };
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const isHookMessage = (message: unknown): message is HookMessage => isRecord(message) && isRecord(message['hook']);

const textsIn = (metadata: unknown): Headers =>
  Object.fromEntries(
    Object.entries(Object(metadata)).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name.toLowerCase(), value]] : [],
    ),
  );

/** Shopify puts what it sends to a webhook into an envelope of its own; the others put nothing around it. */
const ofPartner = (detail: unknown): Pick<Delivery, 'headers' | 'payload'> =>
  isRecord(detail) && isRecord(detail['payload']) && isRecord(detail['metadata'])
    ? { headers: textsIn(detail['metadata']), payload: detail['payload'] }
    : { headers: {}, payload: detail };

/**
 * Reads a message of a source's queue: what a webhook has brought, or an event of a partner's bus. Never throws.
 *
 * @param adapter - that of the source.
 */
export const readDelivery = (adapter: string, text: string): Delivery => {
  const message = parsed(text);
  if (isHookMessage(message)) return { adapter, headers: message.hook.headers, payload: parsed(message.hook.body) };
  return { adapter, ...ofPartner(isRecord(message) ? message['detail'] : message) };
};

/** Reads a delivery that quarantine has kept; undefined for anything else. */
export const readKept = (text: string): Delivery | undefined => {
  const kept = parsed(text);
  if (!isRecord(kept) || typeof kept['adapter'] !== 'string') return undefined;
  return { adapter: kept['adapter'], headers: textsIn(kept['headers']), payload: kept['payload'] };
};
