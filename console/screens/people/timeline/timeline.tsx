import { useState } from 'preact/hooks';
import { path } from '../../../api/call.ts';
import { usePages, type Pages } from '../../../api/use-pages.ts';
import { Answered } from '../../../parts/answered.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField } from '../../../parts/fields.tsx';
import { MoreButton } from '../../../parts/more-button.tsx';
import { Notice } from '../../../parts/notice.tsx';
import { Skeleton } from '../../../parts/skeleton.tsx';
import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import { publicIdOf, type Person } from '../person.ts';
import { TimelineEntry } from './timeline-entry.tsx';
import type { TimelineItem } from './timeline-item.ts';

type Kind = 'all' | 'event' | 'change';

const options = [
  { value: 'all', label: words.timeline.all },
  { value: 'event', label: words.timeline.events },
  { value: 'change', label: words.timeline.changes },
] as const;

const keyOf = (item: TimelineItem): string =>
  item.kind === 'event' ? item.eventId : `${item.at}/${item.segment.key}/${item.status}`;

const Days = ({ items }: { readonly items: readonly TimelineItem[] }) => {
  const show = useShow();
  const days = [...Map.groupBy(items, ({ at }) => show.day(at))];
  return (
    <div class="timeline-days">
      {days.map(([day, ofDay]) => (
        <section key={day}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((item) => (
              <TimelineEntry key={keyOf(item)} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
};

const Shown = ({ pages, kind }: { readonly pages: Pages<TimelineItem>; readonly kind: Kind }) => {
  const items = pages.items.filter((item) => kind === 'all' || item.kind === kind);
  const { empty } = words.timeline;
  return (
    <>
      {items.length === 0 ? <Empty title={empty.title} hint={empty.hint} /> : <Days items={items} />}
      <MoreButton pages={pages} />
    </>
  );
};

/** What a person did and how their segments changed, newest first. */
export const Timeline = ({ person }: { readonly person: Person }) => {
  const [kind, setKind] = useState<Kind>('all');
  const answer = usePages<TimelineItem>(path`/v1/people/${publicIdOf(person)}/timeline`, 'before');
  return (
    <div class="timeline">
      {person.isPast ? <Notice>{words.timeline.present}</Notice> : null}
      <div class="tools">
        <SelectField label={words.timeline.show} value={kind} onValue={setKind} options={options} />
      </div>
      <Answered answer={answer} loading={<Skeleton lines={8} />}>
        {(pages) => <Shown pages={pages} kind={kind} />}
      </Answered>
    </div>
  );
};
