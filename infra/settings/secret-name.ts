import { textLike } from './forms.ts';

/** The name of a secret in Secrets Manager, in the deployment's account and region. */
export const secretName = textLike(
  'must be the name of a secret in Secrets Manager: 1 to 200 letters, digits and /_+=.@-',
  /^[A-Za-z0-9/_+=.@-]{1,200}$/,
);

/** Tells what a setting names apart, in the names of resources and alarms: `shop/klaviyo` is `shop-klaviyo`. */
export const idOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

/** The first id that two of a list share; undefined where each has its own. */
export const sharedId = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) !== at);
