import { useSession } from '../../api/session.ts';
import { Empty } from '../../parts/empty.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { live as words } from '../../words/en.ts';
import { LiveFeed } from './live-feed.tsx';

/** The entries and exits of everybody, as they come. */
const LiveScreen = () => {
  const { can, why } = useSession();
  return (
    <>
      <PageHeader title={words.title} lede={words.lede} />
      {can.changes ? <LiveFeed /> : <Empty title={words.missing} hint={why.changes} />}
    </>
  );
};

export default LiveScreen;
