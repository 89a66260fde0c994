import type { Figure, Target } from '../benchmark.ts';

const digitsFor = (value: number): number => {
  const size = Math.abs(value);
  if (size >= 1_000 || Number.isInteger(value)) return 0;
  if (size >= 100) return 1;
  return size >= 1 ? 2 : 4;
};

/** A number as people read it, `8,819` or `1.25`. */
export const numberText = (value: number): string =>
  value.toLocaleString('en', { maximumFractionDigits: digitsFor(value) });

/** By how much a value is beyond a bound, in hundredths of the bound; undefined where it is not. */
const missedBy = (value: number, { atLeast, atMost }: Target): number | undefined => {
  if (atLeast !== undefined && value < atLeast) return (atLeast - value) / atLeast;
  if (atMost !== undefined && value > atMost) return (value - atMost) / atMost;
  return undefined;
};

/** `≥ 1`, or `≤ 1.2`. */
export const boundText = ({ atLeast, atMost }: Target): string =>
  [
    ...(atLeast === undefined ? [] : [`≥ ${numberText(atLeast)}`]),
    ...(atMost === undefined ? [] : [`≤ ${numberText(atMost)}`]),
  ].join(' and ');

/** The value of a figure that a target bounds; undefined where it was not measured. */
export const valueOf = (figure: Figure, { of }: Target): number | undefined =>
  of === 'ratio' ? figure.ratio : figure.ours;

/** `met`, `missed by 12 %`, or `not measured`. */
export const standingOf = (figure: Figure, target: Target): string => {
  const value = valueOf(figure, target);
  if (value === undefined) return 'not measured';
  const missed = missedBy(value, target);
  return missed === undefined ? 'met' : `missed by ${numberText(Math.ceil(missed * 1_000) / 10)} %`;
};

/** `target ratio ≥ 1: met`, or `target ≤ 450 KB: missed by 12 %`. */
export const verdict = (figure: Figure, target: Target): string => {
  const what = target.of === 'ratio' ? `ratio ${boundText(target)}` : `${boundText(target)} ${figure.unit}`;
  return `target ${what}: ${standingOf(figure, target)}`;
};

/** A figure in a few lines for people. */
export const figureText = (figure: Figure): string => {
  const { name, about, unit, ours, baseline, ratio, targets = [], details = {} } = figure;
  const beside = baseline === undefined ? '' : `, baseline ${numberText(baseline)} ${unit}`;
  const compared = ratio === undefined ? '' : `, ratio ${numberText(ratio)}`;
  const rest = Object.entries(details).map(
    ([key, value]) => `${key} ${typeof value === 'number' ? numberText(value) : value}`,
  );
  return [
    `${name}: ${numberText(ours)} ${unit}${beside}${compared}`,
    `    ${about}`,
    ...(rest.length === 0 ? [] : [`    ${rest.join(', ')}`]),
    ...targets.map((target) => `    ${verdict(figure, target)}`),
  ].join('\n');
};

/** A figure as it stands under its name in the JSON. */
export const figureJson = (figure: Figure): Readonly<Record<string, unknown>> => {
  const { name: _, about, ratio, ours, baseline, unit, targets = [], details } = figure;
  return {
    ...(ratio !== undefined && { ratio }),
    ours,
    ...(baseline !== undefined && { baseline }),
    unit,
    about,
    ...(targets.length > 0 && {
      targets: targets.map((target) => ({ ...target, verdict: verdict(figure, target) })),
    }),
    ...details,
  };
};
