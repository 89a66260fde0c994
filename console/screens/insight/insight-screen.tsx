import { useLocation } from 'preact-iso/router';
import { withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Tabs } from '../../parts/tabs.tsx';
import { insight as words } from '../../words/en.ts';
import { CompareView } from './compare-view.tsx';
import { GroupsView } from './groups-view.tsx';
import { PersonasView } from './personas-view.tsx';
import { PlacesView } from './places-view.tsx';
import { PredictionsView } from './predictions-view.tsx';
import { RfmView } from './rfm-view.tsx';
import { TermsView } from './terms-view.tsx';

const views = {
  compare: CompareView,
  personas: PersonasView,
  places: PlacesView,
  words: TermsView,
  groups: GroupsView,
  rfm: RfmView,
  predictions: PredictionsView,
} as const;

type ViewName = keyof typeof views;

const names = Object.keys(views) as readonly ViewName[];

/** What the pass over everybody has found; the view and whom it is about stand in the address. */
const Views = () => {
  const { query, route } = useLocation();
  const { view = 'compare', of } = query;
  const show = (next: string, about: string | undefined): void =>
    route(withQuery('/insight', { view: next, of: about }), true);
  return (
    <Tabs
      label={words.title}
      at={view}
      onChange={(next) => show(next, undefined)}
      tabs={names.map((key) => {
        const View = views[key];
        return {
          key,
          label: words.views[key],
          content: () => <View key={key} of={of} onOf={(about) => show(key, about)} />,
        };
      })}
    />
  );
};

/** What people are like, in seven views: none of them names anybody. */
const InsightScreen = () => {
  const { can, why } = useSession();
  return (
    <>
      <PageHeader title={words.title} lede={words.lede} />
      {can.insight ? <Views /> : <Notice>{why.insight}</Notice>}
    </>
  );
};

export default InsightScreen;
