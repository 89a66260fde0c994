import * as z from 'zod/mini';
import { adapters, type AdapterName } from '#lib/core/adapters/adapters.ts';
import { objectOf, oneOfNames, textLike } from './forms.ts';
import { idOf, secretName, sharedId } from './secret-name.ts';

/** Another system whose events a deployment takes: either from a bus on which it puts them, or by a webhook that it calls. */
export interface SourceSettings {
  readonly adapter: AdapterName;
  /** The name of the partner's bus in the deployment's account and region, such as `aws.partner/shopify.com/…`. */
  readonly partnerBus?: string | undefined;
  /** The name of a secret in Secrets Manager, with which it signs what it sends. The last part of the webhook's URL comes from it. */
  readonly webhook?: { readonly secret: string } | undefined;
}

const names = Object.keys(adapters) as [AdapterName, ...AdapterName[]];

/** Where the partners that have one put events; the others have none. */
const partners: Readonly<Partial<Record<AdapterName, string>>> = {
  shopify: 'aws.partner/shopify.com/',
  segment: 'aws.partner/segment.com/',
  stripe: 'aws.partner/stripe.com/',
};

const partnerBus = textLike(
  'must be the name of a partner’s bus, such as "aws.partner/shopify.com/12345/shop"',
  /^aws\.partner(?:\/[\w.-]+){2,6}$/,
);

const oneWay = z.check<SourceSettings>(({ value, issues }) => {
  const { adapter, partnerBus: bus, webhook } = value;
  if ((bus === undefined) === (webhook === undefined)) {
    const message = 'must have exactly one of partnerBus and webhook';
    issues.push({ code: 'custom', message, input: value, path: [] });
  }
  const partner = partners[adapter];
  if (bus === undefined || (partner !== undefined && bus.startsWith(partner))) return;
  const message = partner === undefined ? `must not be given: ${adapter} has none` : `must begin with ${partner}`;
  issues.push({ code: 'custom', message, input: bus, path: ['partnerBus'] });
});

/** The setting `sources`. */
export const sourcesForm = z.array(
  objectOf({
    adapter: oneOfNames(names),
    partnerBus: z.optional(partnerBus),
    webhook: z.optional(objectOf({ secret: secretName })),
  }).check(oneWay),
  'must be a list of {"adapter", "partnerBus"} and {"adapter", "webhook": {"secret"}}',
);

/** Tells sources apart, in the names of resources and alarms, and ends the URL of a webhook. */
export const sourceId = ({ partnerBus: bus = '', webhook }: SourceSettings): string =>
  idOf(webhook?.secret ?? bus.replace('aws.partner/', ''));

/** @throws {Error} for two sources with one secret or bus. */
export const checkedSources = (given: readonly SourceSettings[]): readonly SourceSettings[] => {
  const shared = sharedId(given.map(sourceId));
  if (shared === undefined) return given;
  throw new Error(
    `Cannot use two sources with one secret or bus: their names must differ in letters and digits, current value is ${shared} twice`,
  );
};
