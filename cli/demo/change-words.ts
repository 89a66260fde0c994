import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { withInstantWords } from '#lib/core/time/instant-words.ts';
import type { Style } from '../output/terminal.ts';
import type { PublishedChange } from './read-journal.ts';
import { wrapped } from '../output/wrapped.ts';
import { shortInstantWords } from './words.ts';

const reasonsOf = ({ segment, because }: PublishedChange, source: CatalogueSource): string => {
  const definition = source.segments.find(({ key }) => key === segment.key);
  if (definition === undefined) return because.map(({ condition }) => condition).join(' and ');
  return because.map((reason) => describeReason(reason, definition, source)).join(' and ');
};

/** `cust-42 left Active customers on 2 Nov 2026 09:12` and, below it, why. */
export const changeWords = (change: PublishedChange, source: CatalogueSource, style: Style): string => {
  const { customerId, anonymousId = '', status, segment, effectiveAt } = change;
  const verb = status === 'entered' ? style('green', 'entered') : style('yellow', 'left');
  const who = customerId ?? `visitor ${anonymousId}`;
  const why = wrapped('      ', `because ${withInstantWords(reasonsOf(change, source), shortInstantWords)}`);
  return `  ${who} ${verb} ${style('bold', segment.name)} on ${shortInstantWords(effectiveAt)}\n${style('dim', why)}`;
};
