import { PolicyDocument, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { canarySource } from '#events/canary.ts';
import { patronSource } from '#events/segment-change.ts';
import { snapshotTypes } from '#events/snapshot-event.ts';
import type { Producer } from '../settings/producers.ts';
import { deny, type OnBus } from './bus-statements.ts';
import { openToProducers, ownEventsOnly, onlyProducers } from './producer-statements.ts';

export interface BusPolicyProps {
  readonly busArn: string;
  readonly producers: readonly Producer[];
  /** The ARNs of the roles that may put events as Patron. */
  readonly publishers: readonly string[];
  /** The ARN of the role that may announce as Patron who is in a segment, and nothing else; undefined for none. */
  readonly announcer?: string | undefined;
  /** The ARN of the role that may speak of the made-up person, and of nobody else. Its own policy says by which types. */
  readonly canary: string;
}

/** Stand-ins for the account and region until they are known. */
const placeholders = /\$\{Token\[[^\]]*\]\}/g;
const longestValue = 'ap-southeast-2';

/** The longest policy of a bus that EventBridge accepts, in bytes. */
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
export const busPolicy = ({ busArn, producers, publishers, announcer, canary }: BusPolicyProps): PolicyDocument => {
  const patron = announcer === undefined ? publishers : [...publishers, announcer];
  const on: OnBus = { busArn, patron, canary };
  const statements = [
    onlyPatronSaysPatron(on),
    patronSaysPatronAlone(on),
    ...onlyProducers(on, producers),
    deny(on, 'OnlyTls', { Bool: { 'aws:SecureTransport': 'false' } }),
    ...announcesAlone(on, announcer),
    speaksOfCanaryAlone(on),
    ...ownEventsOnly(on, producers),
    ...openToProducers(on, producers),
  ];
  const policy = new PolicyDocument({ statements, minimize: false });
  const length = Buffer.byteLength(JSON.stringify(policy).replaceAll(placeholders, longestValue));
  if (length <= longestPolicy) return policy;
  throw new Error(
    `Cannot fit ${producers.length} producers into the policy of the bus: it takes ${longestPolicy} bytes, current length is about ${length}; ` +
      'one entry with "organisation" and "tag" stands for every role that carries the tag',
  );
};

const onlyPatronSaysPatron = (on: OnBus): PolicyStatement =>
  deny(on, 'OnlyPatronSaysPatron', {
    'ForAnyValue:StringEquals': { 'events:source': patronSource },
    ArnNotLike: { 'aws:PrincipalArn': on.patron },
  });

const patronSaysPatronAlone = (on: OnBus): PolicyStatement =>
  deny(on, 'PatronSaysPatronAlone', {
    'ForAnyValue:StringNotEquals': { 'events:source': patronSource },
    ArnLike: { 'aws:PrincipalArn': on.patron },
  });

/** The announcer is a person: of what Patron says, they may say who is in a segment. */
const announcesAlone = (on: OnBus, announcer: string | undefined): readonly PolicyStatement[] =>
  announcer === undefined
    ? []
    : [
        deny(on, 'AnnouncesAlone', {
          ArnLike: { 'aws:PrincipalArn': announcer },
          'ForAnyValue:StringNotEquals': { 'events:detail-type': snapshotTypes },
        }),
      ];

const speaksOfCanaryAlone = (on: OnBus): PolicyStatement =>
  deny(on, 'CanaryAlone', {
    ArnLike: { 'aws:PrincipalArn': on.canary },
    'ForAnyValue:StringNotEquals': { 'events:source': canarySource },
  });
