import { withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { Found } from '../../parts/found.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { basis, segment as words } from '../../words/en.ts';
import { Flows } from './flows.tsx';
import { LatestWeek } from './latest-week.tsx';
import { Leavers } from './leavers.tsx';
import { Overlaps } from './overlaps.tsx';
import type { SegmentDetail } from './segment-detail.ts';
import type { SegmentMetrics } from './segment-metrics.ts';

const Metrics = ({ detail }: { readonly detail: SegmentDetail }) => {
  const path = withQuery('/v1/console/insight/metrics', { segment: detail.key });
  const loading = (
    <Card title={words.flows.title} note={basis.looking} width="wide">
      <Skeleton lines={8} />
    </Card>
  );
  return (
    <Found<SegmentMetrics> path={path} loading={loading} missing={words.flows.missing}>
      {(metrics) => (
        <>
          <Flows metrics={metrics} name={detail.name} />
          <LatestWeek metrics={metrics} />
          <Overlaps metrics={metrics} />
        </>
      )}
    </Found>
  );
};

/** Who will leave a segment, where its members come from and go to, and whom it shares with others. */
export const Movement = ({ detail }: { readonly detail: SegmentDetail }) => {
  const { can, why } = useSession();
  return (
    <div class="cards">
      {can.leavers ? <Leavers detail={detail} /> : null}
      {can.insight ? <Metrics detail={detail} /> : <Notice>{why.insight}</Notice>}
    </div>
  );
};
