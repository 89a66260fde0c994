import { useState } from 'preact/hooks';
import { Failed } from '../../parts/failed.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { useQuery } from '../../shell/use-query.ts';
import { Filters } from './filters.tsx';
import { NewPill } from './new-pill.tsx';
import { Standing } from './standing.tsx';
import { TurnList } from './turn-list.tsx';
import { useFeed, type ReadAlong } from './use-feed.ts';

/** From so many pixels on the reader looks at older ones, which do not move away then. */
const atTop = 240;

const hasScrolled = (): boolean => scrollY > atTop;

const Read = ({ feed, failure, retry, readOlder }: ReadAlong) => {
  if (feed !== undefined) return <TurnList feed={feed} readOlder={readOlder} />;
  return failure === undefined ? <Skeleton lines={12} /> : <Failed failure={failure} retry={retry} />;
};

/** The changes, with what narrows them down and how they are read along. */
export const LiveFeed = () => {
  const { query } = useQuery();
  const [isPaused, setPaused] = useState(false);
  const read = useFeed({ segment: query['segment'], origin: query['origin'] }, isPaused, hasScrolled);
  const show = (): void => {
    read.release();
    scrollTo({ top: 0 });
  };
  return (
    <div class="live">
      <div class="tools">
        <Filters />
        <Standing isPaused={isPaused} onPause={setPaused} failure={read.failure} />
      </div>
      <NewPill waiting={read.feed?.waiting.length ?? 0} onShow={show} />
      <Read {...read} />
    </div>
  );
};
