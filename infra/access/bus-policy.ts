import { AnyPrincipal, ArnPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { patronSource } from '#events/segment-change.ts';
import { snapshotTypes } from '#events/snapshot-event.ts';
import type { Producer } from '../settings/producers.ts';

export interface BusPolicyProps {
  readonly busArn: string;
  readonly producers: readonly Producer[];
  /** The ARNs of the roles that may put events as Patron. */
  readonly publishers: readonly string[];
  /** The ARN of the role that may announce as Patron who is in a segment, and nothing else; undefined for none. */
  readonly announcer?: string | undefined;
}

/** Stand-ins for the account and region until they are known. */
const placeholders = /\$\{Token\[[^\]]*\]\}/g;
const longestValue = 'ap-southeast-2';

/** The longest policy of a bus that EventBridge accepts, in characters. */
const longestPolicy = 10_240;

/**
 * Makes the policy that says who may put which events on the bus. Everything else is denied explicitly, so that no policy
 * of a role or user, not even an administrator's, opens what is closed here; a denial names the principal, which the
 * caller cannot choose.
 *
 * A replay of the archive still comes in: the events service delivers it itself, so either no policy applies to it or it
 * comes as the service, which `OnlyProducers` leaves alone. No service is allowed anything here, so nothing else comes in
 * that way, and the archive holds no events of Patron's own.
 *
 * @throws {Error} when there are more producers than a policy can hold.
 */
export const busPolicy = (props: BusPolicyProps): PolicyDocument => {
  const statements = [
    onlyPatronSaysPatron(props),
    patronSaysPatronAlone(props),
    onlyProducers(props),
    onlyTls(props),
    ...announcesAlone(props),
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

const patronIn = ({ publishers, announcer }: BusPolicyProps): readonly string[] =>
  announcer === undefined ? publishers : [...publishers, announcer];

const onlyPatronSaysPatron = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyPatronSaysPatron', {
    'ForAnyValue:StringEquals': { 'events:source': patronSource },
    ArnNotEquals: { 'aws:PrincipalArn': patronIn(props) },
  });

const patronSaysPatronAlone = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'PatronSaysPatronAlone', {
    'ForAnyValue:StringNotEquals': { 'events:source': patronSource },
    ArnEquals: { 'aws:PrincipalArn': patronIn(props) },
  });

/** The announcer is a person: of what Patron says, they may say who is in a segment. */
const announcesAlone = (props: BusPolicyProps): readonly PolicyStatement[] =>
  props.announcer === undefined
    ? []
    : [
        deny(props, 'AnnouncesAlone', {
          ArnEquals: { 'aws:PrincipalArn': props.announcer },
          'ForAnyValue:StringNotEquals': { 'events:detail-type': snapshotTypes },
        }),
      ];

const onlyProducers = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyProducers', {
    ArnNotEquals: { 'aws:PrincipalArn': [...patronIn(props), ...props.producers.map(({ principal }) => principal)] },
    Bool: { 'aws:PrincipalIsAWSService': 'false' },
  });

const onlyTls = (props: BusPolicyProps): PolicyStatement =>
  deny(props, 'OnlyTls', { Bool: { 'aws:SecureTransport': 'false' } });

/** `ForAnyValue`, because IAM treats both keys as multivalued: one value that is not allowed is enough. */
const ownEventsAlone = (
  props: BusPolicyProps,
  { key, allowed, sid }: { key: string; allowed: 'sources' | 'detailTypes'; sid: string },
): readonly PolicyStatement[] =>
  [...Map.groupBy(props.producers, (producer) => JSON.stringify(producer[allowed].toSorted())).values()].map(
    (alike, index) =>
      deny(props, `Own${sid}Alone${index + 1}`, {
        ArnEquals: { 'aws:PrincipalArn': alike.map(({ principal }) => principal) },
        'ForAnyValue:StringNotEquals': { [key]: alike[0]?.[allowed] ?? [] },
      }),
  );

/** Opens the bus to the producers' accounts. An account other than the bus's own needs this in addition to its own policies. */
const producersOf = ({ busArn, producers }: BusPolicyProps): readonly PolicyStatement[] =>
  [...Map.groupBy(producers, ({ principal }) => principal.replace(/:(?:role|user)\/.*$/, ':root'))].map(
    ([account, listed], index) =>
      new PolicyStatement({
        sid: `Producers${index + 1}`,
        principals: [new ArnPrincipal(account)],
        actions: ['events:PutEvents'],
        resources: [busArn],
        conditions: { ArnEquals: { 'aws:PrincipalArn': listed.map(({ principal }) => principal) } },
      }),
  );
