import { useRef } from 'preact/hooks';
import type { Answer } from '../../api/answer.ts';
import { path, withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Empty } from '../../parts/empty.tsx';
import { Failed } from '../../parts/failed.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useShow } from '../../show/use-show.ts';
import { withInstants } from '../../show/with-instants.ts';
import { missingPerson, person as words } from '../../words/en.ts';
import { AsOfBar } from './as-of/as-of-bar.tsx';
import type { AsOf } from './as-of/use-as-of.ts';
import { dateOf } from './as-of/zoned-day.ts';
import { PersonCards } from './card/person-cards.tsx';
import { PersonFigures, PersonHead } from './person-head.tsx';
import { PersonViews } from './person-views.tsx';
import { publicIdOf, traitAt, type Person } from './person.ts';

interface Props {
  readonly now: Person;
  readonly refresh: () => void;
  /** The person as of the instant that is looked at. */
  readonly shown: Answer<Person>;
  readonly asOf: AsOf;
}

const Notes = ({ person }: { readonly person: Person }) => {
  const { minute } = useShow();
  return (
    <>
      {person.isPast ? <Notice>{words.asOf.past}</Notice> : null}
      {person.asked === undefined ? null : <Notice>{words.isCustomer(publicIdOf(person.asked))}</Notice>}
      {person.notes.map((note) => (
        <Notice key={note}>{withInstants(note, minute)}</Notice>
      ))}
      {person.complete === false ? <Notice tone="warn">{words.incomplete}</Notice> : null}
    </>
  );
};

/** What was shown before stays, faintly, until the next answer is there: a slider would flicker otherwise. */
const useLatest = (answer: Answer<Person>): Person | undefined => {
  const latest = useRef<Person | undefined>(undefined);
  if (answer.state === 'ready') latest.current = answer.data;
  return latest.current;
};

const Shown = ({ answer }: { readonly answer: Answer<Person> }) => {
  const person = useLatest(answer);
  if (answer.state === 'failed')
    return answer.failure.code === 'not-found' ? (
      <Empty title={missingPerson.notYet.title} hint={missingPerson.notYet.hint} />
    ) : (
      <Failed failure={answer.failure} retry={answer.retry} />
    );
  if (person === undefined) return null;
  return (
    <div class={answer.state === 'loading' ? 'stack stale' : 'stack'} aria-busy={answer.state === 'loading'}>
      <Notes person={person} />
      <PersonFigures person={person} />
      <PersonCards person={person} />
      <PersonViews person={person} />
    </div>
  );
};

interface Change {
  readonly effectiveAt: string;
}

const mostChanges = 1000;

/** A person, and the slider over their past. */
export const PersonPage = ({ now, refresh, shown, asOf }: Props) => {
  const { timeZone } = useSession().catalogue;
  const first = traitAt(now.profile, 'firstSeenAt');
  const changes = useAnswer<{ readonly items: readonly Change[] }>(
    withQuery(path`/v1/people/${publicIdOf(now)}/changes`, { limit: mostChanges }),
  );
  const instants = changes.state === 'ready' ? changes.data.items.map(({ effectiveAt }) => effectiveAt) : [];
  return (
    <>
      <PersonHead person={now} refresh={refresh} />
      <div class="stack person">
        {typeof first === 'string' ? <AsOfBar asOf={asOf} first={dateOf(first, timeZone)} changes={instants} /> : null}
        <Shown answer={shown} />
      </div>
    </>
  );
};
