import { useLocation } from 'preact-iso/router';
import { withQuery } from '../../api/call.ts';
import { Tabs } from '../../parts/tabs.tsx';
import { person as words } from '../../words/en.ts';
import { Forecast } from './forecast.tsx';
import { Memberships } from './memberships/memberships.tsx';
import type { Person } from './person.ts';
import { Timeline } from './timeline/timeline.tsx';
import { AllTraits } from './traits/all-traits.tsx';

const views = {
  segments: Memberships,
  next: Forecast,
  timeline: Timeline,
  traits: AllTraits,
} as const;

const keys = Object.keys(views) as (keyof typeof views)[];

/** The long parts of a person's page, one at a time; the address says which. */
export const PersonViews = ({ person }: { readonly person: Person }) => {
  const { path, query, route } = useLocation();
  const tabs = keys.map((key) => {
    const View = views[key];
    return { key, label: words.tabs[key], content: () => <View person={person} /> };
  });
  return (
    <Tabs
      label={words.views}
      tabs={tabs}
      at={query['view'] ?? 'segments'}
      onChange={(view) => route(withQuery(path, { ...query, view }), true)}
    />
  );
};
