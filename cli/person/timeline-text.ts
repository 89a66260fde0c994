import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Timeline } from '#lib/use-cases/timeline/timeline.ts';
import type { TimelineItem } from '#lib/use-cases/timeline/timeline-item.ts';
import type { Style } from '../output/terminal.ts';
import { wrapped } from '../output/wrapped.ts';
import { statusWords, whyWords } from './change-words.ts';
import { shortInstantWords } from './day-words.ts';
import { eventWords } from './event-words.ts';

const itemText = (item: TimelineItem, source: CatalogueSource, style: Style): string => {
  const when = `  ${shortInstantWords(item.at).padEnd('30 Nov 2026 09:12'.length)}  `;
  if (item.kind === 'event') return wrapped(when, eventWords(item));
  const quiet = item.quiet ? ', which was not announced' : '';
  return `${when}${statusWords(item, style)}${quiet}\n${whyWords(item, source, style)}`;
};

/** The events and changes of a person, newest first. */
export const timelineText = ({ items, complete }: Timeline, source: CatalogueSource, style: Style): string =>
  [
    `${style('bold', 'The latest events and changes')}, newest first`,
    ...items.map((item) => itemText(item, source, style)),
    ...(complete ? [] : ['Not all events were read, since there are more than 4 MB of them: any may be missing.']),
  ].join('\n');
