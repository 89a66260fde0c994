import type { SegmentChange } from '#lib/core/engine/decision.ts';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { withInstantWords } from '#lib/core/time/instant-words.ts';
import type { Style } from '../output/terminal.ts';
import { wrapped } from '../output/wrapped.ts';
import { shortInstantWords } from './day-words.ts';

/** A change as it is told. */
export interface ToldChange extends Pick<SegmentChange, 'status' | 'segment' | 'because'> {
  readonly customerId?: string;
  readonly anonymousId?: string;
  readonly effectiveAt: string;
}

/** A reason of a segment that is no longer there, of whose conditions only their short form is known. */
const bareReason = ({ condition, holds }: ToldChange['because'][number]): string =>
  holds ? condition : `this does not hold: ${condition}`;

const reasonsOf = ({ segment, because }: Pick<ToldChange, 'segment' | 'because'>, source: CatalogueSource): string => {
  const definition = source.segments.find(({ key }) => key === segment.key);
  if (definition === undefined) return because.map(bareReason).join(' and ');
  return because.map((reason) => describeReason(reason, definition, source)).join(' and ');
};

/** `entered Active customers`, `left Active customers` */
export const statusWords = ({ status, segment }: Pick<ToldChange, 'status' | 'segment'>, style: Style): string =>
  `${status === 'entered' ? style('green', 'entered') : style('yellow', 'left')} ${style('bold', segment.name)}`;

/** Why a change came, on lines below it. */
export const whyWords = (
  change: Pick<ToldChange, 'segment' | 'because'>,
  source: CatalogueSource,
  style: Style,
): string =>
  style('dim', wrapped('      ', `because ${withInstantWords(reasonsOf(change, source), shortInstantWords)}`));

/** `cust-42 left Active customers on 2 Nov 2026 09:12` and, below it, why. */
export const changeWords = (change: ToldChange, source: CatalogueSource, style: Style): string => {
  const { customerId, anonymousId = '', effectiveAt } = change;
  const who = customerId ?? `visitor ${anonymousId}`;
  return `  ${who} ${statusWords(change, style)} on ${shortInstantWords(effectiveAt)}\n${whyWords(change, source, style)}`;
};
