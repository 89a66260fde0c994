import { isRecord } from '#events/is-record.ts';

/** Figures that are counts of people wherever they stand. */
const counts = ['members', 'known', 'people', 'customers', 'buyers', 'having', 'count'];

/** Figures that say of how many people something is true, given how many there are. */
const shares = ['share', 'precision', 'recall'];

/** Figures from which, with what else is told, a share can be worked out. */
const traces = ['interval', 'lift', 'effect'];

interface Scan {
  readonly minimum: number;
  /** Paths of counts that are exact by the contract: sizes, entries and exits. */
  readonly exact: readonly string[];
}

const isLow = (count: number, minimum: number): boolean => Number.isInteger(count) && count < minimum;

const lowCounts = (found: Readonly<Record<string, unknown>>, path: string, { minimum, exact }: Scan): string[] =>
  counts.flatMap((name) => {
    const value = found[name];
    const place = `${path}${name}`;
    return typeof value === 'number' && isLow(value, minimum) && !exact.includes(place) ? [`${place}: ${value}`] : [];
  });

/** A share of a known number tells how many have something, and how many have it not. */
const lowShares = (
  { known, ...found }: Readonly<Record<string, unknown>>,
  path: string,
  { minimum }: Scan,
): string[] =>
  typeof known === 'number'
    ? shares.flatMap((name) => {
        const share = found[name];
        if (typeof share !== 'number') return [];
        const having = Math.round(share * known);
        return having < minimum || known - having < minimum ? [`${path}${name}: ${having} of ${known}`] : [];
      })
    : [];

/** What is left out must not be told by its traces, nor by the difference of two counts. */
const lowTraces = (found: Readonly<Record<string, unknown>>, path: string, { minimum }: Scan): string[] => {
  const { members, known, share } = found;
  const hidden = 'known' in found && share === undefined ? traces.filter((name) => name in found) : [];
  const rest = typeof members === 'number' && typeof known === 'number' ? known - members : minimum;
  return [
    ...hidden.map((name) => `${path}${name}: told without a share`),
    ...(rest < minimum ? [`${path}members: all but ${rest} of those known`] : []),
  ];
};

/** Every figure in an output of insight that rests on fewer people than the minimum, or from which such a one can be worked out. */
export const lowFigures = (output: unknown, scan: Scan, path: string = ''): readonly string[] => {
  if (Array.isArray(output)) return output.flatMap((each, index) => lowFigures(each, scan, `${path}${index}.`));
  if (!isRecord(output)) return [];
  const own = [lowCounts, lowShares, lowTraces].flatMap((find) => find(output, path, scan));
  return [...own, ...Object.entries(output).flatMap(([name, value]) => lowFigures(value, scan, `${path}${name}.`))];
};

/**
 * How many people are left of a whole when all parts that are told are taken off, where these are fewer than the minimum: what is
 * told of the whole and of those parts tells of them.
 *
 * @param parts - how many are in each part that is told; nobody is in two.
 */
export const lowRemainder = (whole: number, parts: readonly number[], minimum: number): readonly string[] => {
  const left = whole - parts.reduce((sum, people) => sum + people, 0);
  return left > 0 && left < minimum ? [`${left} of ${whole} are left`] : [];
};

const ofForm = /\b([\d,]+) of ([\d,]+)\b/g;

const numberIn = (text: string = ''): number => Number(text.replaceAll(',', ''));

/** The same of a text: every "N of M" in it. */
export const lowFiguresInText = (text: string, minimum: number): readonly string[] =>
  [...text.matchAll(ofForm)]
    .filter(([, part, whole]) => numberIn(part) < minimum || numberIn(whole) - numberIn(part) < minimum)
    .map(([found]) => found);
