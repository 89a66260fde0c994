import { exactlyOne, readOption, required, textOption, type OptionValues } from '../../command/options.ts';
import { insightOptions } from '../insight-options.ts';

const pageEnd = '.html';

/** The options of a report. */
export const reportOptions = {
  ...insightOptions,
  from: textOption('FILE.csv', "A shop's export, plain or packed by gzip; with --mapping."),
  mapping: textOption(
    'NAME|FILE',
    'With --from: how its columns become events, a mapping that comes with Patron or one of your own.',
  ),
  segments: textOption(
    'FILE',
    'With --from: the catalogue of segments, as JSON; by default the one that comes with Patron.',
  ),
  out: required(
    readOption(
      {
        value: 'FILE.html',
        meaning: 'Where to write the page; with --from the store goes beside it, in the folder of the same name.',
      },
      `a file that ends in ${pageEnd}`,
      (text) => (text.endsWith(pageEnd) && text !== pageEnd ? text : undefined),
    ),
  ),
};

export type ReportValues = OptionValues<typeof reportOptions>;

/** The folder beside the page: its name without the ending. */
export const folderBeside = (out: string): string => out.slice(0, -pageEnd.length);

/** An export, as the options name it. */
export interface ExportValues {
  readonly from: string;
  readonly mapping: string;
  readonly segments: string | undefined;
}

/**
 * The export that the options name; undefined where they name a store or a table.
 *
 * @throws {Error} when not exactly one of them is named, or an option belongs to the other.
 */
export const exportIn = (values: ReportValues): ExportValues | undefined => {
  const [kind, named] = exactlyOne(values, ['store', 'table', 'from']);
  const { mapping, segments } = values;
  if (kind === 'from') {
    if (mapping !== undefined) return { from: named, mapping, segments };
    throw new Error('Cannot use --from without --mapping NAME|FILE: nothing says which columns become which fields');
  }
  for (const [name, value] of Object.entries({ mapping, segments })) {
    if (value !== undefined) throw new Error(`Cannot use --${name} with --${kind}: it is for an export (--from)`);
  }
  return undefined;
};
