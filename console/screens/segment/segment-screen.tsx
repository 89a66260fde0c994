import { useRoute } from 'preact-iso/router';
import { path, withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { Answered } from '../../parts/answered.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { useQuery } from '../../shell/use-query.ts';
import { segment as words } from '../../words/en.ts';
import { Members } from './members.tsx';
import { Movement } from './movement.tsx';
import { Overview } from './overview.tsx';
import { Portrait } from './portrait.tsx';
import type { SegmentDetail } from './segment-detail.ts';

const Actions = ({ segmentKey }: { readonly segmentKey: string }) => {
  const { can } = useSession();
  return (
    <>
      {can.changes ? (
        <a class="button" href={withQuery('/live', { segment: segmentKey })}>
          {words.actions.changes}
        </a>
      ) : null}
      <a class="button" href={withQuery('/builder', { from: segmentKey })}>
        {words.actions.build}
      </a>
    </>
  );
};

const Views = ({ detail }: { readonly detail: SegmentDetail }) => {
  const { can, why } = useSession();
  const { query, changeQuery } = useQuery();
  const views = [
    { key: 'overview', content: () => <Overview detail={detail} /> },
    { key: 'movement', content: () => <Movement detail={detail} /> },
    { key: 'portrait', content: () => <Portrait detail={detail} /> },
    {
      key: 'members',
      content: () => (can.members ? <Members detail={detail} /> : <Notice>{why.members}</Notice>),
    },
  ] as const;
  return (
    <Tabs
      label={words.views.label}
      tabs={views.map((view) => ({ ...view, label: words.views[view.key] }))}
      at={query['view'] ?? 'overview'}
      onChange={(view) => changeQuery({ view: view === 'overview' ? undefined : view })}
    />
  );
};

const Head = ({ name, detail }: { readonly name: string; readonly detail: SegmentDetail | undefined }) => (
  <>
    <p class="way-back">
      <a href="/segments">{words.all}</a>
    </p>
    {detail === undefined ? (
      <PageHeader title={name} />
    ) : (
      <PageHeader
        title={detail.name}
        lede={detail.description ?? detail.meaning}
        actions={<Actions segmentKey={detail.key} />}
      />
    )}
  </>
);

/** One segment: what it means, how it moves, what its members are like, and who they are. */
const SegmentScreen = () => {
  const key = useRoute().params['key'] ?? '';
  const answer = useAnswer<SegmentDetail>(path`/v1/console/segments/${key}`);
  return (
    <>
      <Head name={key} detail={answer.state === 'ready' ? answer.data : undefined} />
      <Answered answer={answer} loading={<Skeleton lines={12} />}>
        {(detail) => <Views detail={detail} />}
      </Answered>
    </>
  );
};

export default SegmentScreen;
