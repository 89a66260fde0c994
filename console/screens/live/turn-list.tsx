import { useSession } from '../../api/session.ts';
import { Button } from '../../parts/button.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useQuery } from '../../shell/use-query.ts';
import { useShow } from '../../show/use-show.ts';
import { live as words } from '../../words/en.ts';
import { turnsOf } from './change.ts';
import type { Feed } from './feed.ts';
import { TurnLine } from './turn-line.tsx';

interface Props {
  readonly feed: Feed;
  readonly readOlder: () => void;
}

const NoChanges = ({ hasMore }: { readonly hasMore: boolean }) => {
  const { mode } = useSession();
  const { query, changeQuery } = useQuery();
  const isFiltered = [query['segment'], query['origin']].some((value) => value !== undefined && value !== '');
  if (!isFiltered) return <Empty title={words.none.title} hint={words.none.hints[mode]} />;
  return (
    <Empty
      title={words.noMatch.title}
      hint={hasMore ? words.noMatch.hintMore : words.noMatch.hint}
      actions={<Button onClick={() => changeQuery({ segment: '', origin: '' })}>{words.noMatch.clear}</Button>}
    />
  );
};

const Older = ({ feed: { shown, isReading, next }, readOlder }: Props) => {
  const { number } = useShow();
  const { mode } = useSession();
  if (shown.length === 0 && next === null) return null;
  return (
    <p class="more">
      <span role="status">{isReading ? words.readingOlder : words.shown(number(shown.length), shown.length)}</span>
      {next === null ? (
        <span>{mode === 'deployed' ? words.beginningOfDay : words.beginning}</span>
      ) : (
        <Button onClick={readOlder} disabled={isReading}>
          {words.older}
        </Button>
      )}
    </p>
  );
};

/** The changes that are shown, and the way to older ones. */
export const TurnList = ({ feed, readOlder }: Props) => (
  <>
    {feed.shown.length === 0 ? (
      <NoChanges hasMore={feed.next !== null} />
    ) : (
      <ol class="feed" aria-label={words.title}>
        {turnsOf(feed.shown).map((turn) => (
          <TurnLine key={turn.key} turn={turn} />
        ))}
      </ol>
    )}
    <Older feed={feed} readOlder={readOlder} />
  </>
);
