import {
  AccountPrincipal,
  StarPrincipal,
  ArnPrincipal,
  type IPrincipal,
  type PolicyStatement,
} from 'aws-cdk-lib/aws-iam';
import { accountRootOf, arnsLike } from '../settings/principals.ts';
import type { Producer } from '../settings/producers.ts';
import { deny, open, type Conditions, type OnBus } from './bus-statements.ts';

/** A condition key by which producers are known, and the values that some of them have. */
interface Known {
  readonly key: string;
  readonly values: readonly string[];
}

const arn = 'aws:PrincipalArn';
const account = 'aws:PrincipalAccount';
const organisation = 'aws:PrincipalOrgID';

/** How one producer is known. */
const knownBy = (producer: Producer): Known => {
  if (producer.principal !== undefined) return { key: arn, values: arnsLike(producer.principal) };
  if (producer.account !== undefined) return { key: account, values: [producer.account] };
  const [tag = '', value = ''] = Object.entries(producer.tag ?? {})[0] ?? [];
  return { key: `aws:PrincipalTag/${tag}`, values: [value] };
};

/** The values of all producers by key. */
const knownIn = (producers: readonly Producer[]): ReadonlyMap<string, readonly string[]> => {
  const by = Map.groupBy(producers.map(knownBy), ({ key }) => key);
  return new Map([...by].map(([key, known]) => [key, known.flatMap(({ values }) => values)]));
};

const isTag = (key: string): boolean => key !== arn && key !== account;

const organisationOf = (producers: readonly Producer[]): string | undefined =>
  producers.find((producer) => producer.organisation !== undefined)?.organisation;

/** Holds for whoever has none of the values, or lacks the key. */
const isNone = (known: Iterable<readonly [string, readonly string[]]>): Conditions => {
  const others = [...known].filter(([key]) => key !== arn);
  const arns = [...known].flatMap(([key, values]) => (key === arn ? values : []));
  return {
    ...(arns.length > 0 && { ArnNotLike: { [arn]: arns } }),
    ...(others.length > 0 && { StringNotEquals: Object.fromEntries(others) }),
  };
};

const isOneOf = (key: string, values: readonly string[]): Conditions =>
  key === arn ? { ArnLike: { [arn]: values } } : { StringEquals: { [key]: values } };

const byCaller = { Bool: { 'aws:PrincipalIsAWSService': 'false' } };

/** Denies whoever is no producer; and who carries the tag of one, but is not of the organisation. */
export const onlyProducers = (on: OnBus, producers: readonly Producer[]): readonly PolicyStatement[] => {
  const known = new Map(knownIn(producers));
  known.set(arn, [...on.patron, on.canary, ...(known.get(arn) ?? [])]);
  const id = organisationOf(producers);
  const named = [...known].filter(([key]) => !isTag(key));
  return [
    deny(on, 'OnlyProducers', { ...isNone(known), ...byCaller }),
    ...(id === undefined
      ? []
      : [deny(on, 'OnlyOrganisation', { ...isNone([...named, [organisation, [id]]]), ...byCaller })]),
  ];
};

/** What producers are limited to: the key of a request, and where their entry says what it may be. */
interface Limit {
  readonly key: string;
  readonly allowed: 'sources' | 'detailTypes';
  readonly sid: string;
}

const limits: readonly Limit[] = [
  { key: 'events:source', allowed: 'sources', sid: 'Sources' },
  { key: 'events:detail-type', allowed: 'detailTypes', sid: 'Types' },
];

/** Denies each producer what is another's. Whoever is listed by name is held to that entry, and not to those of their account and tags. */
export const ownEventsOnly = (on: OnBus, producers: readonly Producer[]): readonly PolicyStatement[] =>
  limits.flatMap((limit) => ownOnly(on, producers, limit));

const ownOnly = (
  on: OnBus,
  producers: readonly Producer[],
  { key, allowed, sid }: Limit,
): readonly PolicyStatement[] => {
  const named = [...on.patron, on.canary, ...(knownIn(producers).get(arn) ?? [])];
  const alike = Map.groupBy(producers, (producer) =>
    JSON.stringify([knownBy(producer).key, producer[allowed].toSorted()]),
  );
  return [...alike.values()]
    .flatMap((group) => [...knownIn(group)].map(([by, values]) => ({ by, values, only: group[0]?.[allowed] ?? [] })))
    .map(({ by, values, only }, index) =>
      // `ForAnyValue`, because IAM treats both keys as multivalued: one value that is not allowed is enough.
      deny(on, `${sid}${index + 1}`, {
        ...isOneOf(by, values),
        ...(by !== arn && { ArnNotLike: { [arn]: named } }),
        'ForAnyValue:StringNotEquals': { [key]: only },
      }),
    );
};

/** Opens the bus to the producers' accounts. An account other than the bus's own needs this in addition to its own policies. */
export const openToProducers = (on: OnBus, producers: readonly Producer[]): readonly PolicyStatement[] => {
  const id = organisationOf(producers) ?? '';
  return [...knownIn(producers)].map(([key, values], index) =>
    open(
      on,
      `Producers${index + 1}`,
      isTag(key)
        ? { principals: [new StarPrincipal()], conditions: { StringEquals: { [organisation]: id, [key]: values } } }
        : { principals: accountsOf(key, producers), conditions: isOneOf(key, values) },
    ),
  );
};

/** The accounts of the producers that are known by a key. */
const accountsOf = (by: string, producers: readonly Producer[]): readonly IPrincipal[] => {
  const listed = producers.filter((producer) => knownBy(producer).key === by);
  const roots = listed.flatMap(({ principal }) => (principal === undefined ? [] : [accountRootOf(principal)]));
  const accounts = listed.flatMap((producer) => producer.account ?? []);
  return [
    ...[...new Set(roots)].map((root) => new ArnPrincipal(root)),
    ...accounts.map((id) => new AccountPrincipal(id)),
  ];
};
