import type { Told } from '../adapter.ts';
import type { Payload } from '../payload.ts';
import { toldOf, type Call } from './call.ts';

/** A product's own number, where there is one. */
export const skuIn = (product: Payload): string | undefined => product.text('sku') ?? product.text('product_id');

const campaignOf = (context: Payload): object | undefined => {
  const campaign = context.part('campaign');
  const [source, medium, name] = [campaign.text('source'), campaign.text('medium'), campaign.text('name')];
  return source === undefined && medium === undefined && name === undefined ? undefined : { source, medium, name };
};

const placeOf = (context: Payload): object | undefined => {
  const location = context.part('location');
  const [country, region, city] = [location.text('country'), location.text('region'), location.text('city')];
  return country === undefined && region === undefined && city === undefined ? undefined : { country, region, city };
};

const durationOf = (properties: Payload): number | undefined => {
  const seconds = properties.raw('durationSeconds');
  return typeof seconds === 'number' && seconds >= 0 ? seconds : undefined;
};

/** A visit, with what the call says of the page, the product and the way there. */
export const visit = (call: Call, action: string): Told => {
  const { payload } = call;
  const [properties, context] = [payload.part('properties'), payload.part('context')];
  const page = context.part('page');
  return toldOf(call, 'VisitMade', {
    action,
    sessionId: properties.text('session_id') ?? context.text('sessionId'),
    path: properties.text('path') ?? page.text('path') ?? context.part('screen').text('name') ?? payload.text('name'),
    sku: skuIn(properties),
    category: properties.text('category'),
    searchTerm: action === 'search' ? properties.text('query') : undefined,
    referrer: properties.text('referrer') ?? page.text('referrer'),
    campaign: campaignOf(context),
    device: context.part('device').text('type'),
    durationSeconds: durationOf(properties),
    place: placeOf(context),
  });
};
