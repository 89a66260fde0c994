import type { Pages } from '../api/use-pages.ts';
import { useShow } from '../show/use-show.ts';
import { parts } from '../words/en.ts';
import { Button } from './button.tsx';
import { Failed } from './failed.tsx';

/** Below a list from `usePages`: how much of it is shown, and the way to more. */
export const MoreButton = ({ pages }: { readonly pages: Pages<unknown> }) => {
  const { number } = useShow();
  const { items, readMore, isReading, failure } = pages;
  if (failure !== undefined) return <Failed failure={failure} retry={readMore} />;
  return (
    <p class="more">
      <span role="status">{isReading ? parts.readingMore : parts.shown(number(items.length))}</span>
      {readMore === undefined ? null : (
        <Button onClick={readMore} disabled={isReading}>
          {parts.more}
        </Button>
      )}
    </p>
  );
};
