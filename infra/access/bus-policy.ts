import { AnyPrincipal, ArnPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { patronSource } from '#events/segment-change.ts';
import type { Producer } from './producers.ts';

export interface BusPolicyProps {
  readonly busArn: string;
  readonly producers: readonly Producer[];
  /** The roles that may speak for Patron. */
  readonly speakers: readonly string[];
}

/** What stands for account and region until they are known. */
const placeholders = /\$\{Token\[[^\]]*\]\}/g;
const longestValue = 'ap-southeast-2';

/** What EventBridge takes as the policy of a bus, in characters. */
const longestPolicy = 10_240;

/**
 * Who may put which events on the bus. All of it is denied explicitly, so that no policy of a role or user, an
 * administrator's neither, opens what is closed here; a denial names the principal, which the caller cannot choose.
 *
 * A replay of the archive comes in all the same: the events service delivers it itself, so it either meets no policy, or
 * comes as the service, which `OnlyProducers` leaves alone. No service is allowed anything here, so that nothing else
 * comes in that way, and the archive has no events of Patron's own.
 *
 * @throws {Error} when there are more producers than a policy can hold.
 */
export const busPolicy = (props: BusPolicyProps): PolicyDocument => {
  const statements = [
    onlyPatronSaysPatron(props),
    patronSaysPatronAlone(props),
    onlyProducers(props),
    onlyTls(props),
    ...ownEventsAlone(props, { key: 'events:source', allowed: 'sources', sid: 'Sources' }),
    ...ownEventsAlone(props, { key: 'events:detail-type', allowed: 'detailTypes', sid: 'Types' }),
    ...producersOf(props),
  ];
  const policy = new PolicyDocument({ statements, minimize: false });
  const { length } = JSON.stringify(policy).replaceAll(placeholders, longestValue);
  if (length <= longestPolicy) return policy;
  throw new Error(
    `Cannot fit ${props.producers.length} producers into the policy of the bus: it takes ${longestPolicy} characters, current length is about ${length}`,
  );
};

type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

const deny = ({ busArn }: BusPolicyProps, sid: string, conditions: Conditions): PolicyStatement =>
  new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['events:PutEvents'],
    resources: [busArn],
    conditions,
  });

const onlyPatronSaysPatron = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyPatronSaysPatron', {
    'ForAnyValue:StringEquals': { 'events:source': patronSource },
    ArnNotEquals: { 'aws:PrincipalArn': props.speakers },
  });

const patronSaysPatronAlone = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'PatronSaysPatronAlone', {
    'ForAnyValue:StringNotEquals': { 'events:source': patronSource },
    ArnEquals: { 'aws:PrincipalArn': props.speakers },
  });

const onlyProducers = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyProducers', {
    ArnNotEquals: { 'aws:PrincipalArn': [...props.speakers, ...props.producers.map(({ principal }) => principal)] },
    Bool: { 'aws:PrincipalIsAWSService': 'false' },
  });

const onlyTls = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyTls', { Bool: { 'aws:SecureTransport': 'false' } });

/** `ForAnyValue`, since IAM lists both keys as holding several values: one that is not allowed is enough. */
const ownEventsAlone = (
  props: BusPolicyProps,
  { key, allowed, sid }: { key: string; allowed: 'sources' | 'detailTypes'; sid: string },
): readonly PolicyStatement[] =>
  [...groupedBy(props.producers, (producer) => JSON.stringify(producer[allowed].toSorted())).values()].map(
    (alike, index) =>
      deny(props, `Own${sid}Alone${index + 1}`, {
        ArnEquals: { 'aws:PrincipalArn': alike.map(({ principal }) => principal) },
        'ForAnyValue:StringNotEquals': { [key]: alike[0]?.[allowed] ?? [] },
      }),
  );

/** Opens the bus to the producers' accounts, which for another account than the bus's own is needed beside its own policies. */
const producersOf = ({ busArn, producers }: BusPolicyProps): readonly PolicyStatement[] =>
  [...groupedBy(producers, ({ principal }) => principal.replace(/:(?:role|user)\/.*$/, ':root'))].map(
    ([account, listed], index) =>
      new PolicyStatement({
        sid: `Producers${index + 1}`,
        principals: [new ArnPrincipal(account)],
        actions: ['events:PutEvents'],
        resources: [busArn],
        conditions: { ArnEquals: { 'aws:PrincipalArn': listed.map(({ principal }) => principal) } },
      }),
  );

const groupedBy = <Element>(elements: readonly Element[], keyOf: (element: Element) => string) => {
  const groups = new Map<string, Element[]>();
  for (const element of elements) {
    const group = groups.get(keyOf(element));
    if (group) group.push(element);
    else groups.set(keyOf(element), [element]);
  }
  return groups;
};
