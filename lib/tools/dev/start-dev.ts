import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { listen } from '../local-server/listen.ts';
import type { Taken } from '../local-shop/take-entry.ts';
import { DevShop } from './dev-shop.ts';
import type { EntryFault } from './put-events/check-entry.ts';
import type { PutEventsDeps, TakenEntry } from './put-events/put-events.ts';
import { devApp, type DevAppDeps } from './server/dev-app.ts';
import { deliveryOf } from './webhook/delivery-of.ts';
import { WebhookDelivery, type DevWebhook, type WebhookNews } from './webhook/webhook-delivery.ts';

/** Told of what happens, as it happens. */
interface DevReport {
  /** An entry that is about to be taken. */
  readonly coming: (entry: TakenEntry) => void;
  readonly taken: (taken: Taken, isStrict: boolean) => void;
  readonly published: (entries: readonly OutgoingEntry[]) => void;
  /** An entry or a call that does not fit the service, as its producer was told. */
  readonly fault: (fault: EntryFault, what: string | undefined) => void;
  readonly webhook: (news: WebhookNews) => void;
}

/** How a Patron for development is run. */
export interface DevSettings {
  readonly host: string;
  /** 0 for a free one. */
  readonly port: number;
  /** Names by which the machine is reached, where it is reached from elsewhere. */
  readonly ownNames: readonly string[];
  readonly catalogue: Catalogue;
  readonly file: string | undefined;
  readonly isStrict: boolean;
  /** Where time stands still at first, and again after everything was forgotten; undefined where time runs. */
  readonly frozenAt: (() => Instant) | undefined;
  readonly webhook: { readonly url: string; readonly secret: (kept: (fresh: string) => string) => string } | undefined;
  readonly report: DevReport;
  readonly now: () => number;
  readonly newId: () => string;
  readonly random: () => number;
  /** Makes what answers below `/v1`. */
  readonly api?: ((shop: DevShop) => (request: Request) => Response | Promise<Response>) | undefined;
  /** Answers browsers; without it there is no console. */
  readonly pages?: DevAppDeps['pages'];
}

/** A Patron for development that runs. */
export interface RunningDev {
  readonly url: string;
  readonly shop: DevShop;
  readonly webhook: DevWebhook | undefined;
  /** Ends it; everything that was acknowledged is kept. */
  readonly close: () => Promise<void>;
}

/** What is published waits in the store for the webhook. */
const keepFor = (entries: readonly OutgoingEntry[], { deliveries }: EmbeddedStore): void => {
  for (const entry of entries) deliveries.add(deliveryOf(entry));
};

const startDelivery = (settings: DevSettings, shop: DevShop): WebhookDelivery | undefined => {
  const { webhook, now, random, report } = settings;
  if (webhook === undefined) return undefined;
  const secret = webhook.secret((fresh) => shop.store.deliveries.secret(fresh));
  const deliveries = () => shop.store.deliveries;
  const delivery = new WebhookDelivery({
    webhook: { url: webhook.url, secret },
    deliveries,
    now,
    random,
    onNews: report.webhook,
  });
  delivery.start();
  return delivery;
};

const openShop = (settings: DevSettings, onPublished: () => void): Promise<DevShop> => {
  const { catalogue, file, isStrict, frozenAt, now, report, webhook } = settings;
  return DevShop.open({
    catalogue,
    file,
    isStrict,
    frozenAt,
    now,
    onComing: report.coming,
    onTaken: (taken) => report.taken(taken, isStrict),
    onPublished: (entries, store) => {
      if (webhook !== undefined) keepFor(entries, store);
      report.published(entries);
      onPublished();
    },
  });
};

/**
 * Starts a Patron for development.
 *
 * @throws {Error} where the store cannot be opened, or nothing can listen at the port.
 */
export const startDev = async (settings: DevSettings): Promise<RunningDev> => {
  const { host, port, ownNames, report, newId, api, pages } = settings;
  const begun: { delivery?: WebhookDelivery | undefined } = {};
  const shop = await openShop(settings, () => begun.delivery?.wake());
  const onFault: PutEventsDeps['onFault'] = (fault, { DetailType }) => report.fault(fault, DetailType);
  const onRefused: PutEventsDeps['onRefused'] = ({ name, message }) =>
    report.fault({ ErrorCode: name, ErrorMessage: message }, 'a call of PutEvents');
  const app = devApp({
    shop,
    listening: { host, ownNames },
    onFault,
    onRefused,
    newId,
    ...(api && { api: api(shop) }),
    ...(pages && { pages }),
  });
  const server = await listen((request) => app.fetch(request), { host, port }).catch(async (error: unknown) => {
    await shop.close();
    throw error;
  });
  begun.delivery = startDelivery(settings, shop);
  return {
    url: server.url,
    shop,
    webhook: begun.delivery?.webhook,
    close: async () => {
      await Promise.all([server.close(), begun.delivery?.stop()]);
      await shop.close();
    },
  };
};
