import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { PublishedChange } from './read-journal.ts';
import { instantWords, wrapped, type Paint } from './words.ts';

const reasonsOf = ({ segment, because }: PublishedChange, source: CatalogueSource): string => {
  const definition = source.segments.find(({ key }) => key === segment.key);
  if (definition === undefined) return because.map(({ condition }) => condition).join(' and ');
  return because.map((reason) => describeReason(reason, definition, source)).join(' and ');
};

/** `(now "2026-10-01T11:05:37.503Z")`: of an instant, which does not change, only the day and the hour are told. */
const seenInstant = /\(now "(\d{4}-\d\d-\d\dT[\d:.]+Z)"\)/g;

const withoutIso = (text: string): string =>
  text.replaceAll(seenInstant, (_seen, instant: string) => `(on ${instantWords(instant)})`);

/** `cust-42 left Active customers on 2 Nov 2026 09:12` and, below it, why. */
export const changeWords = (change: PublishedChange, source: CatalogueSource, paint: Paint): string => {
  const { customerId, anonymousId = '', status, segment, effectiveAt } = change;
  const turn = status === 'entered' ? paint.good('entered') : paint.bad('left');
  const who = customerId ?? `visitor ${anonymousId}`;
  const why = wrapped('      ', `because ${withoutIso(reasonsOf(change, source))}`);
  return `  ${who} ${turn} ${paint.strong(segment.name)} on ${instantWords(effectiveAt)}\n${paint.quiet(why)}`;
};
