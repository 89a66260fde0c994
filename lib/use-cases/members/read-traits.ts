import { traitsByPath } from '#lib/core/profile/view.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { Catalogue, CompiledSegment, PublishedTrait } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import type { ReadTraits } from './list-members.ts';

const valuesOf =
  (published: readonly PublishedTrait[]): ReadTraits =>
  (state, at) =>
    // fromEntries defines own properties, so that a trait may be called `__proto__`.
    Object.fromEntries(
      published.flatMap(({ path, valueAt }) => {
        const value = valueAt(state, at);
        return value === undefined ? [] : [[path, value]];
      }),
    );

/**
 * Reads the traits of these paths, all of which the segment publishes.
 *
 * @throws {Error} for one that it does not, with the nearest that it does.
 */
export const publishedTraits = ({ key, publish }: CompiledSegment, paths: readonly string[]): ReadTraits => {
  const known = publish.map(({ path }) => path);
  const unknown = paths.find((path) => !known.includes(path));
  if (unknown !== undefined) {
    const near = nearestName(unknown, known);
    const hint = near === undefined ? `it publishes ${known.join(', ') || 'none'}` : `the nearest is ${near}`;
    throw new Error(
      `Cannot use --traits as traits that ${key} publishes: current value is ${JSON.stringify(unknown)} (${hint}); --all-traits allows any`,
    );
  }
  return valuesOf(paths.flatMap((path) => publish.filter((trait) => trait.path === path)));
};

/**
 * Reads the traits of these paths, whether the segment publishes them or not.
 *
 * @throws {Error} for one that a profile cannot have.
 */
export const anyTraits = ({ source }: Catalogue, { key }: CompiledSegment, paths: readonly string[]): ReadTraits => {
  const segments = source.segments.map((one) => (one.key === key ? { ...one, publish: { traits: [...paths] } } : one));
  try {
    return valuesOf(compile({ ...source, segments }).segments.find((one) => one.key === key)?.publish ?? []);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot use --traits as traits of a profile: ${reason}`, { cause });
  }
};

/** Reads all traits that a profile has. */
export const everyTrait =
  (catalogue: Catalogue): ReadTraits =>
  (state, at) =>
    Object.fromEntries(traitsByPath(state, catalogue, at));
