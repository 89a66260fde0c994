import { useSession } from '../../api/session.ts';
import { KeyFigures } from '../../parts/key-figures.tsx';
import { Notice } from '../../parts/notice.tsx';
import { useShow } from '../../show/use-show.ts';
import { segment as words } from '../../words/en.ts';
import { Definition } from './definition.tsx';
import { Neighbours } from './neighbours.tsx';
import type { SegmentDetail } from './segment-detail.ts';
import { SizeHistory } from './size-history.tsx';

const Figures = ({ detail }: { readonly detail: SegmentDetail }) => {
  const { number, share: shareOf } = useShow();
  const { members, share, entered24h, exited24h } = detail;
  if (members === null) return null;
  const figures = [
    { value: number(members), meaning: words.figures.members },
    ...(share === null ? [] : [{ value: shareOf(share), meaning: words.figures.share }]),
    { value: number(entered24h ?? 0), meaning: words.figures.entered },
    { value: number(exited24h ?? 0), meaning: words.figures.left },
  ];
  return <KeyFigures label={words.figures.label} figures={figures} />;
};

/** How large a segment is and has been, and what it means. */
export const Overview = ({ detail }: { readonly detail: SegmentDetail }) => {
  const { can, why } = useSession();
  return (
    <div class="stack">
      {can.members ? <Figures detail={detail} /> : <Notice>{why.members}</Notice>}
      <div class="cards">
        {can.members ? <SizeHistory segmentKey={detail.key} /> : null}
        <Definition detail={detail} />
        <Neighbours detail={detail} />
      </div>
    </div>
  );
};
