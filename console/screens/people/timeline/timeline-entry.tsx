import type { ComponentChildren } from 'preact';
import { withInstantWords } from '#lib/core/time/instant-words.ts';
import { Badge } from '../../../parts/badge.tsx';
import { CodeBlock } from '../../../parts/code-block.tsx';
import { Facts, type Fact } from '../../../parts/facts.tsx';
import { Instant } from '../../../show/instant.tsx';
import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import { eventSentence } from './event-sentence.ts';
import type { ChangeItem, EventItem, TimelineItem } from './timeline-item.ts';

interface EntryProps {
  readonly kind: string;
  readonly at: string;
  readonly says: ComponentChildren;
  readonly note: string | undefined;
  /** Shown on demand. */
  readonly children: ComponentChildren;
}

const Entry = ({ kind, at, says, note, children }: EntryProps) => {
  const { time } = useShow();
  return (
    <li class={`entry ${kind}`}>
      <time dateTime={at}>{time(at)}</time>
      <details>
        <summary>
          <span class="says">{says}</span>
          {note === undefined ? null : <span class="note">{note}</span>}
        </summary>
        {children}
      </details>
    </li>
  );
};

const EventEntry = ({ item }: { readonly item: EventItem }) => {
  const { says, note } = eventSentence(item, useShow());
  const { at, arrivedAt, source, eventId, detail } = item;
  const facts: readonly Fact[] = [
    ...(source === undefined ? [] : [{ name: words.timeline.from, value: source }]),
    { name: words.timeline.id, value: eventId },
    { name: words.timeline.arrived, value: <Instant at={arrivedAt} /> },
  ];
  return (
    <Entry kind="event" at={at} says={says} note={note}>
      <div class="entry-details">
        <Facts facts={facts} />
        {detail === undefined ? null : (
          <CodeBlock label={words.timeline.asSent} text={JSON.stringify(detail, undefined, 2)} />
        )}
      </div>
    </Entry>
  );
};

const ChangeEntry = ({ item }: { readonly item: ChangeItem }) => {
  const show = useShow();
  const { at, status, segment, words: because = [], origin, decidedAt, changeId, quiet } = item;
  const origins: Readonly<Record<string, string>> = words.origins;
  const isIn = status === 'entered';
  const said = because.map((reason) => withInstantWords(reason, show.minute)).join(' · ');
  return (
    <Entry
      kind={isIn ? 'came' : 'went'}
      at={at}
      says={isIn ? words.timeline.entered(segment.name) : words.timeline.left(segment.name)}
      note={said || undefined}
    >
      <div class="entry-details">
        {quiet ? <Badge>{words.timeline.quiet}</Badge> : null}
        <Facts
          facts={[
            { name: words.timeline.came, value: origins[origin] ?? origin },
            { name: words.timeline.decided, value: <Instant at={decidedAt} /> },
            ...(changeId === null ? [] : [{ name: words.timeline.change, value: changeId }]),
          ]}
        />
      </div>
    </Entry>
  );
};

/** One line of the timeline; what else is known of it is shown on demand. */
export const TimelineEntry = ({ item }: { readonly item: TimelineItem }) =>
  item.kind === 'event' ? <EventEntry item={item} /> : <ChangeEntry item={item} />;
