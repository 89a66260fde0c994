import { path } from '../../api/call.ts';
import { useSegmentNames } from '../../api/use-segment-names.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import type { SegmentMetrics } from './segment-metrics.ts';

interface Overlap {
  readonly key: string;
  readonly share: number;
}

const mostShown = 8;

const overlapsIn = ({ periods }: SegmentMetrics): readonly Overlap[] =>
  (periods.at(-1)?.overlap ?? [])
    .map(({ with: key, jaccard }) => ({ key, share: jaccard ?? 0 }))
    .filter(({ share }) => share > 0)
    .toSorted((one, other) => other.share - one.share);

const OverlapList = ({ overlaps }: { readonly overlaps: readonly Overlap[] }) => {
  const { nameOf } = useSegmentNames();
  const show = useShow();
  return (
    <ul class="overlaps">
      {overlaps.map(({ key, share }) => (
        <li key={key}>
          <a href={path`/segments/${key}`}>{nameOf(key)}</a>
          <ShareBar share={share} words={show.share(share)} />
        </li>
      ))}
    </ul>
  );
};

/** The segments that share most people with one. */
export const Overlaps = ({ metrics }: { readonly metrics: SegmentMetrics }) => {
  const overlaps = overlapsIn(metrics);
  const rest = overlaps.slice(mostShown);
  return (
    <Card title={words.overlaps.title} note={words.overlaps.note}>
      {overlaps.length === 0 ? <Empty title={words.overlaps.none} hint={words.overlaps.noneHint} /> : null}
      <OverlapList overlaps={overlaps.slice(0, mostShown)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{words.overlaps.more(rest.length)}</summary>
          <OverlapList overlaps={rest} />
        </details>
      )}
    </Card>
  );
};
