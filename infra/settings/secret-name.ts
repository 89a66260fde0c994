import { textLike } from './forms.ts';

/** Tells what a setting names apart, in the names of resources and alarms: `shop/klaviyo` is `shop-klaviyo`. */
export const idOf = (name: string): string => name.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '');

const form = /^[A-Za-z0-9/_+=.@-]{1,200}$/;

/** Keys and signing secrets of the tools, by their first letters: one that stands in place of its name would be in the template. */
const secretItself = /^(?:pk|whsec|shpss|shpat|sk_live|sk_test|rk_live)_[A-Za-z0-9+/=]{16,}$/;

/** No name without a letter or digit, and none of the functions beside what is named. */
const taken = new Set(['', 'Adapt', 'Deliver', 'Hook']);

/** The name of a secret in Secrets Manager, in the deployment's account and region. */
export const secretName = textLike(
  'must be the name of a secret in Secrets Manager, and not the secret itself: 1 to 200 letters, digits and /_+=.@-, other than Adapt, Deliver and Hook',
  form,
  (name) => form.test(name) && !secretItself.test(name) && !taken.has(idOf(name)),
);

/** The first id that two of a list share; undefined where each has its own. */
export const sharedId = (ids: readonly string[]): string | undefined => ids.find((id, at) => ids.indexOf(id) !== at);
