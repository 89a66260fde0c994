import type { Axis } from './axes.ts';
import type { Conduct } from './conduct.ts';
import { divide, tellingAxes, type Division } from './division.ts';

/** Axes in the order of behaviours, each once. */
const together = (all: readonly Axis[], chosen: readonly Axis[]): readonly Axis[] =>
  all.filter(({ of }) => chosen.some((axis) => axis.of === of));

/** The axes that show sharp groups each by itself. */
const aloneOf = (people: readonly Conduct[], axes: readonly Axis[]): readonly Axis[] =>
  axes.filter((axis) => [2, 3].some((centers) => divide(people, { kind: 'sharp', axes: [axis], centers }).count > 1));

const distinct = (choices: readonly (readonly Axis[])[]): readonly (readonly Axis[])[] => {
  const byName = new Map(choices.map((axes) => [axes.map(({ of }) => of).join(' '), axes]));
  return [...byName.values()].filter((axes) => axes.length > 0);
};

/**
 * Divides people into parts of a continuum, by all axes and by those of them along which the parts differ.
 *
 * @param counts - the numbers of parts to try.
 */
export const partsOf = (
  people: readonly Conduct[],
  axes: readonly Axis[],
  counts: readonly number[],
): readonly Division[] =>
  counts.flatMap((centers) => {
    const all = divide(people, { kind: 'continuum', axes, centers });
    const choices = distinct([axes, tellingAxes(all)]).slice(1);
    return [all, ...choices.map((each) => divide(people, { kind: 'continuum', axes: each, centers }))];
  });

/**
 * Divides people into groups that lie apart. What has nothing to do with the groups hides them, so they are looked for by all
 * axes, by those along which groups that were found so differ, by those that show groups by themselves, and by both together.
 *
 * @param counts - the numbers of centers to try, before any are joined.
 */
export const sharpDivisionsOf = (
  people: readonly Conduct[],
  axes: readonly Axis[],
  counts: readonly number[],
): readonly Division[] => {
  const all = counts.map((centers) => divide(people, { kind: 'sharp', axes, centers }));
  const telling = all.filter(({ count }) => count > 1).map(tellingAxes);
  const alone = aloneOf(people, axes);
  const choices = distinct([axes, ...telling, alone, together(axes, [...telling.flat(), ...alone])]).slice(1);
  const others = choices.flatMap((each) =>
    counts.map((centers) => divide(people, { kind: 'sharp', axes: each, centers })),
  );
  return [...all, ...others].filter(({ count }) => count > 1);
};
