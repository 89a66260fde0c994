import { group, max } from 'd3-array';
import { h } from 'preact';
import { placeLevels, type PlaceLevel } from '#lib/core/insight/places/place-levels.ts';
import type { PlaceLine } from '#lib/core/insight/places/place-lines.ts';
import { number } from '#lib/core/number-words.ts';
import { countWords, memberWords } from '#lib/core/insight/compare/line-words.ts';
import { ShareBar } from '../charts/share-bar.ts';
import type { Telling } from '../telling.ts';
import { DataTable } from './data-table.ts';
import { levelNames, placeName } from './place-names.ts';
import type { MakeSection } from './report-section.ts';

const head = { id: 'places', title: 'Places' };

/** Of all but a few, who may not be told apart from all, the bar is full. */
const barOf = ({ share = 1 }: PlaceLine): number => share;

const levelTable = (level: PlaceLevel, lines: readonly PlaceLine[]) => {
  const most = max(lines, barOf) ?? 1;
  return h(
    'div',
    { class: 'keep' },
    DataTable<PlaceLine>({
      caption: `${levelNames[level]}, of ${number(lines[0]?.known ?? 0)} people of whom it is known`,
      columns: [
        { head: levelNames[level], cell: (line) => [placeName(line), h(ShareBar, { share: barOf(line), most })] },
        { head: 'Share', isNumber: true, cell: memberWords },
        { head: 'People', isNumber: true, cell: (line) => countWords(line).replace(/ of [\d,]+$/, '') },
      ],
      rows: lines,
    }),
  );
};

const knownWords = ({ known, level }: PlaceLine, { report: { shop } }: Telling): string =>
  known >= shop.customers + shop.visitors ? 'everybody' : `${number(known)} people whose ${level} is known`;

const mostAre = (line: PlaceLine, telling: Telling): string =>
  `${memberWords(line)} of ${knownWords(line, telling)} are in ${placeName(line)}, more than in any other ${line.level}`;

/** Where nearly all are in one place, it is the next level that tells. */
const findingOf = (lines: readonly PlaceLine[], telling: Telling): string => {
  const [first] = lines;
  if (first === undefined) return '';
  if (first.share !== undefined) return `${mostAre(first, telling)}.`;
  const next = lines.find(({ level, share }) => level !== first.level && share !== undefined);
  const known = knownWords(first, telling);
  const all = `${known === 'everybody' ? 'Nearly everybody is' : `Nearly all of ${known} are`} in ${placeName(first)}`;
  return next === undefined ? `${all}.` : `${all}; ${mostAre(next, telling)}.`;
};

/** Where people are. */
export const places: MakeSection = (telling) => {
  const { places: found, minimum } = telling.report;
  const lines = 'lines' in found ? (found.lines ?? []) : [];
  if (lines.length === 0) {
    const why = found.missing ?? `no place is known of ${minimum} people`;
    return {
      ...head,
      missing: `Where people are cannot be told: ${why}. CustomerDescribed with geographic traits, or orders with an address, bring it.`,
    };
  }
  const byLevel = group(lines, ({ level }) => level);
  return {
    ...head,
    finding: findingOf(lines, telling),
    body: h(
      'div',
      { class: 'part side-by-side thirds' },
      placeLevels.map((level) => {
        const own = byLevel.get(level);
        return own === undefined ? null : levelTable(level, own);
      }),
    ),
  };
};
