import type { Payload } from '../payload.ts';
import { idIn, visitorIn, type Person } from '../person.ts';
import { faultOf } from '../unusable.ts';

const globalId = /^gid:\/\/shopify\/\w+\/(\w+)/;

const digitsOf = (id: unknown): string | undefined => (typeof id === 'string' ? globalId.exec(id)?.[1] : undefined);

/**
 * The id of a resource. Where the number is too large to be read exactly, and in exports, the global id has its digits.
 *
 * @throws {Unusable} for an id that is neither exact nor one of a person's form.
 */
export const resourceId = (resource: Payload): string | undefined =>
  digitsOf(resource.raw('id')) ??
  (Number.isSafeInteger(resource.raw('id')) ? undefined : digitsOf(resource.raw('admin_graphql_api_id'))) ??
  idIn(resource, 'id');

/** The same, where there must be one. */
export const requiredId = (resource: Payload): string => {
  const id = resourceId(resource);
  if (id !== undefined) return id;
  throw faultOf(resource.path('id'), 'an id', undefined);
};

/** The id of another resource, as a number or a global id. @throws {Unusable} for one that is not exact. */
export const referenceIn = (resource: Payload, name: string): string | undefined =>
  digitsOf(resource.raw(name)) ?? idIn(resource, name);

/** The name of the cart's attribute in which a shop's storefront may leave its visitor's id. */
const visitorAttribute = 'anonymousId';

/** Whose an order or a checkout is: the customer, and the visitor whom the storefront named in an attribute of the cart. */
export const personIn = (resource: Payload): Person => {
  const attribute = resource.list('note_attributes').find((each) => each.text('name') === visitorAttribute);
  return {
    customerId: resourceId(resource.part('customer')),
    anonymousId: attribute && visitorIn(attribute, 'value'),
  };
};
