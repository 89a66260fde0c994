import { segment } from './segment/segment.ts';
import { shopify } from './shopify/shopify.ts';
import { stripe } from './stripe/stripe.ts';
import { wooCommerce } from './woocommerce/woocommerce.ts';

export { toldAtOf } from './adapter.ts';
export type { Adapted, AdaptedEvent, Adapter, Headers } from './adapter.ts';
export { segment } from './segment/segment.ts';
export { shopify } from './shopify/shopify.ts';
export { stripe } from './stripe/stripe.ts';
export { wooCommerce } from './woocommerce/woocommerce.ts';

/** The adapters, by the names that settings and commands give them. */
export const adapters = { shopify, segment, wooCommerce, stripe } as const;

/** The name of an adapter. */
export type AdapterName = keyof typeof adapters;
