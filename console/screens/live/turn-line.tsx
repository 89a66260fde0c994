import { withInstantWords } from '#lib/core/time/instant-words.ts';
import { path } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Badge } from '../../parts/badge.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow } from '../../show/use-show.ts';
import { live as words } from '../../words/en.ts';
import { keyOf, type Change, type Turn } from './change.ts';

const originWords = (origin: string): string =>
  Object.entries(words.origins).find(([key]) => key === origin)?.[1].says ?? origin;

const Because = ({ reasons }: { readonly reasons: readonly string[] }) => {
  const { minute } = useShow();
  return (
    <ul class="feed-because">
      {reasons.map((reason) => (
        <li key={reason}>{withInstantWords(reason, minute)}</li>
      ))}
    </ul>
  );
};

const ChangeLine = ({ change }: { readonly change: Change }) => {
  const { can } = useSession();
  const { status, segment, words: reasons = [], quiet } = change;
  const isIn = status === 'entered';
  return (
    <li>
      <Badge tone={isIn ? 'in' : 'out'}>{isIn ? words.entered : words.left}</Badge>
      <div>
        {can.segments ? <a href={path`/segments/${segment.key}`}>{segment.name}</a> : <span>{segment.name}</span>}
        {quiet ? <span class="feed-quietly"> {words.quietly}</span> : null}
        {reasons.length === 0 ? null : <Because reasons={reasons} />}
      </div>
    </li>
  );
};

/** What one cause has changed for one person: who, what, when, and why. */
export const TurnLine = ({ turn: { person, first, changes } }: { readonly turn: Turn }) => {
  const { can } = useSession();
  return (
    <li class="feed-turn">
      <div class="feed-head">
        {can.people ? (
          <a class="strong" href={path`/people/${person}`}>
            {person}
          </a>
        ) : (
          <span class="strong">{person}</span>
        )}
        <Instant at={first.at} />
        <span class="feed-origin">{originWords(first.origin)}</span>
      </div>
      <ul class="feed-changes">
        {changes.map((change) => (
          <ChangeLine key={keyOf(change)} change={change} />
        ))}
      </ul>
    </li>
  );
};
