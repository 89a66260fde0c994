import { isCalendarDay } from '#events/forms/instant.ts';
import type { Told } from '../adapter.ts';
import type { Payload } from '../payload.ts';
import { toldOf, type Call } from './call.ts';

/** Who someone is to others: a name, an address of whatever kind. Patron keeps none of them. */
const personal = ['address', 'avatar', 'email', 'firstName', 'lastName', 'name', 'phone', 'username', 'website'];

/** Segment's own traits with another meaning than the shop's: told elsewhere, or of no use in a condition. */
const reserved = new Set([
  ...personal.flatMap((name) => [name, name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]),
  'age',
  'anonymousId',
  'birthday',
  'company',
  'createdAt',
  'description',
  'gender',
  'id',
  'language',
  'title',
]);

const longestText = 256;

const isScalar = (value: unknown): boolean => {
  if (typeof value === 'string') return value.length >= 1 && value.length <= longestText;
  return typeof value === 'boolean' || Number.isFinite(value);
};

const ownTraits = (traits: Payload): readonly string[] => traits.names.filter((name) => !reserved.has(name));

const customOf = (traits: Payload): object | undefined => {
  const names = ownTraits(traits).filter((name) => isScalar(traits.raw(name)));
  return names.length === 0 ? undefined : Object.fromEntries(names.map((name) => [name, traits.raw(name)]));
};

/** The given traits that Segment has names of its own for. */
const paths: ReadonlyMap<string, string> = new Map([
  ['birthday', 'demographic.birthDate'],
  ['gender', 'demographic.gender'],
]);

/** A trait that is told as `null` is taken back. */
const forgottenIn = (traits: Payload): readonly string[] =>
  traits.names
    .filter((name) => traits.raw(name) === undefined && name !== '')
    .flatMap((name) => paths.get(name) ?? (reserved.has(name) ? [] : [`custom.${name}`]));

const birthDateOf = (traits: Payload): string | undefined => {
  const day = traits.text('birthday')?.slice(0, 'YYYY-MM-DD'.length);
  return isCalendarDay(day) ? day : undefined;
};

const unlessEmpty = (group: object): object | undefined =>
  Object.values(group).every((value) => value === undefined) ? undefined : group;

const traitsOf = (traits: Payload, context: Payload): object | undefined => {
  const address = traits.part('address');
  const [country, region] = [address.text('country'), address.text('state')];
  const [city, postalCode] = [address.text('city'), address.text('postalCode')];
  return unlessEmpty({
    demographic: unlessEmpty({ birthDate: birthDateOf(traits), gender: traits.text('gender') }),
    geographic: unlessEmpty({ country, region, city, postalCode }),
    preferences: unlessEmpty({ language: traits.text('language') ?? context.text('locale') }),
    custom: customOf(traits),
  });
};

const linked = (call: Call): readonly Told[] => {
  const { customerId, anonymousId } = call.person;
  return customerId === undefined || anonymousId === undefined ? [] : [toldOf(call, 'IdentityLinked', {})];
};

/** identify: what a person is like; with both ids, also that they are one person. */
export const identify = (call: Call): readonly Told[] => {
  const context = call.payload.part('context');
  const own = call.payload.part('traits');
  const given = own.names.length === 0 ? context.part('traits') : own;
  const traits = traitsOf(given, context);
  const forget = forgottenIn(given);
  if (traits === undefined && forget.length === 0) return linked(call);
  const fields = { via: 'crm', traits: traits ?? {}, forget: forget.length === 0 ? undefined : forget };
  return [toldOf(call, 'CustomerDescribed', fields)];
};
