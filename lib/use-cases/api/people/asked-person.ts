import { printedValue } from '#events/printed-value.ts';
import { personOfPublicId, publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { LoadedPerson } from '#lib/ports/store/customer-store.ts';
import type { ApiDeps, Ask } from '../api-deps.ts';
import { publicIdRule } from '../request/public-id.ts';
import { ApiError, type ErasureReceipt } from '../api-error.ts';

/**
 * The person in the path of a request.
 *
 * @throws {ApiError} for a text that is no id.
 */
export const askedPerson = ({ params: { id = '' } }: Pick<Ask, 'params'>): PersonKey => {
  const person = personOfPublicId(id);
  if (person !== undefined) return person;
  throw new ApiError('bad-request', `id ${publicIdRule}, current value is ${printedValue(id)}`);
};

/** The error for a person of whom nothing is stored. */
const unknownPerson = (person: PersonKey): ApiError =>
  new ApiError('not-found', `Cannot find ${publicIdOf(person)}: nothing is known of them here`);

/** The error for a person who was erased. */
export const erasedPerson = (person: PersonKey, { erasedAt, receiptId }: ErasureReceipt) =>
  new ApiError('erased', `Cannot tell of ${publicIdOf(person)}: they were erased at ${erasedAt}`, {
    erasedAt,
    receiptId,
  });

/** A person who has a profile. */
export interface Profiled {
  readonly person: PersonKey;
  readonly state: CustomerState;
}

/** The customer to whom a request about a linked visitor is redirected. */
export interface LinkedTo {
  readonly to: PersonKey;
}

/** @throws {ApiError} for a person who was erased, and for one of whom nothing is stored. */
export const profileIn = ({ person, record }: Pick<LoadedPerson, 'person' | 'record'>): Profiled | LinkedTo => {
  if (record === undefined) throw unknownPerson(person);
  if (record.kind === 'linked') return record;
  if (record.kind === 'profile') return { person, state: record.state };
  throw erasedPerson(person, { erasedAt: formatInstant(record.erasedAt), receiptId: record.receiptId });
};

/** The customer, or the visitor not yet known, whom a request is about; or to whom it is to be made. */
export const askedProfile = async (deps: Pick<ApiDeps, 'store'>, ask: Ask): Promise<Profiled | LinkedTo> =>
  profileIn(await deps.store.load(askedPerson(ask), []));
