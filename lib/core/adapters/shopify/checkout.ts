import type { Told } from '../adapter.ts';
import { factId } from '../fact-id.ts';
import type { Payload } from '../payload.ts';
import { personOf } from '../person.ts';
import { toldAs, visitorsTelling } from '../telling.ts';
import { faultOf } from '../unusable.ts';
import { personIn, requiredId } from './resource.ts';

/** The campaign that the first page was reached by, in the words of its address. */
const campaignOf = (landingSite: string | undefined): object | undefined => {
  const query = new URLSearchParams(landingSite?.split('?', 2)[1] ?? '');
  const value = (name: string) => query.get(name)?.trim() || undefined;
  const [source, medium, name] = [value('utm_source'), value('utm_medium'), value('utm_campaign')];
  return source === undefined && medium === undefined && name === undefined ? undefined : { source, medium, name };
};

/** A checkout, told anew at each step: one visit, at the time of the last. What lies in it is named where it is one thing. */
export const tellCheckout = (checkout: Payload): readonly Told[] => {
  const at = checkout.instant('updated_at') ?? checkout.instant('created_at');
  if (at === undefined) throw faultOf('updated_at', 'an instant', undefined);
  const key = factId(
    'shopify.checkout',
    checkout.raw('id') === undefined ? (checkout.text('token') ?? '') : requiredId(checkout),
  );
  const telling = { person: personOf(personIn(checkout)), key, number: Math.max(at, 0), at };
  const [line, ...others] = checkout.list('line_items');
  const visit = toldAs(telling, 'VisitMade', {
    at,
    action: 'checkout',
    sessionId: checkout.text('token'),
    sku: others.length === 0 ? line?.text('sku') : undefined,
    referrer: checkout.text('referring_site'),
    campaign: campaignOf(checkout.text('landing_site')),
  });
  return [visit, ...visitorsTelling(telling)];
};
