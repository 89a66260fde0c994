import { path } from '../../../api/call.ts';
import { useSession } from '../../../api/session.ts';
import { InOut } from '../../../parts/badge.tsx';
import { ConditionTree } from '../../../parts/condition-tree.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { Instant } from '../../../show/instant.tsx';
import { useShow } from '../../../show/use-show.ts';
import { withInstants } from '../../../show/with-instants.ts';
import { person as words } from '../../../words/en.ts';
import type { LastChange, Membership } from '../person.ts';

import { plainCondition } from './plain-condition.ts';

const originWords = (origin: string): string => {
  const known: Readonly<Record<string, string>> = words.origins;
  return known[origin] ?? origin;
};

const Last = ({ change }: { readonly change: LastChange | null }) =>
  change === null ? (
    <>{words.inOut.neverChanged}</>
  ) : (
    <>
      {change.status === 'entered' ? words.inOut.entered : words.inOut.left} <Instant at={change.effectiveAt} />{' '}
      {originWords(change.origin)}
      {change.changeId === null ? `. ${words.inOut.quietly}` : '.'}
    </>
  );

const Next = ({ next }: Pick<Membership, 'next'>) =>
  next === null ? (
    <>{words.inOut.onlyEvent}</>
  ) : (
    <>
      {next.status === 'entered' ? words.inOut.willEnter : words.inOut.willLeave} <Instant at={next.at} />,{' '}
      {words.inOut.unlessEvent}
    </>
  );

const Explanation = ({ membership: { key, condition, change, next, notes } }: { readonly membership: Membership }) => {
  const show = useShow();
  const { can } = useSession();
  return (
    <div class="explanation">
      <ConditionTree tree={plainCondition(condition, show.minute)} />
      <dl class="turns">
        <dt>{words.inOut.last}</dt>
        <dd class="last">
          <Last change={change} />
        </dd>
        <dt>{words.inOut.next}</dt>
        <dd class="next">
          <Next next={next} />
        </dd>
      </dl>
      {notes.map((note) => (
        <Notice key={note}>{withInstants(note, show.minute)}</Notice>
      ))}
      {can.segments ? <a href={path`/segments/${key}`}>{words.inOut.openSegment}</a> : null}
    </div>
  );
};

const Turn = ({ membership: { since, next } }: { readonly membership: Membership }) => (
  <span class="turn">
    {since === null ? null : (
      <span class="since">
        {words.inOut.since} <Instant at={since} to="day" />
      </span>
    )}
    {next === null ? null : (
      <span class="turns-at">
        {next.status === 'entered' ? words.inOut.enters : words.inOut.leaves} <Instant at={next.at} to="day" />
      </span>
    )}
  </span>
);

interface Props {
  readonly membership: Membership;
  /** Whether its explanation is seen at first. */
  readonly isOpen: boolean;
}

/** One segment: whether the person is in it, since when and until when; and why, when it is opened. */
export const MembershipLine = ({ membership, isOpen }: Props) => (
  <details class="membership" data-segment={membership.key} open={isOpen}>
    <summary>
      <InOut isIn={membership.isMember} />
      <span class="strong">{membership.name}</span>
      <Turn membership={membership} />
    </summary>
    <Explanation membership={membership} />
  </details>
);
