import { path } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Badge } from '../../parts/badge.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow } from '../../show/use-show.ts';
import { person as words } from '../../words/en.ts';
import { daysUntil } from './days-until.ts';
import type { Membership, Person } from './person.ts';

type Turn = Membership & { readonly next: NonNullable<Membership['next']> };

const hasTurn = (membership: Membership): membership is Turn => membership.next !== null;

/** The turns by day, in order of time. */
const byDay = (
  segments: readonly Membership[],
  dayOf: (at: string) => string,
): readonly (readonly [Turn, ...Turn[]])[] => {
  const inOrder = segments.filter(hasTurn).toSorted((one, other) => (one.next.at < other.next.at ? -1 : 1));
  return [...Map.groupBy(inOrder, ({ next }) => dayOf(next.at)).values()] as [Turn, ...Turn[]][];
};

const Entry = ({ turn: { key, name, next } }: { readonly turn: Turn }) => {
  const { can } = useSession();
  return (
    <li>
      <Badge tone={next.status === 'entered' ? 'in' : 'warn'}>
        {next.status === 'entered' ? words.next.enters : words.next.leaves}
      </Badge>
      {can.segments ? <a href={path`/segments/${key}`}>{name}</a> : <span>{name}</span>}
    </li>
  );
};

/** What time alone will do to the memberships, day by day. */
export const Forecast = ({ person: { segments, asOf, isPast } }: { readonly person: Person }) => {
  const show = useShow();
  const days = byDay(segments, show.day);
  if (days.length === 0) return <Empty title={words.next.empty.title} hint={words.next.empty.hint} />;
  return (
    <div class="forecast">
      <p class="note">{isPast ? words.next.ledePast : words.next.lede}</p>
      <ol class="course-of-time">
        {days.map((turns) => (
          <li key={turns[0].next.at}>
            <div class="when">
              <Instant at={turns[0].next.at} to="day" />
              <span class="note">{daysUntil(asOf, turns[0].next.at)}</span>
            </div>
            <ul>
              {turns.map((turn) => (
                <Entry key={turn.key} turn={turn} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  );
};
