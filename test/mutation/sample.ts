import type { Random } from '#lib/tools/demo/random.ts';

/** A file with its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** Consecutive lines of a file as Stryker takes them: `path:first-last`, counted from 1. */
export type Span = `${string}:${number}-${number}`;

const spanLength = 8;

const spansOf = ({ path, text }: Source): readonly Span[] => {
  const lines = text.trimEnd().split('\n').length;
  return Array.from({ length: Math.ceil(lines / spanLength) }, (_, index): Span => {
    const first = index * spanLength + 1;
    return `${path}:${first}-${Math.min(lines, first + spanLength - 1)}`;
  });
};

/** Draws `count` spans from each folder, or all that a smaller one has. */
export const sample = (folders: readonly (readonly Source[])[], count: number, random: Random): readonly Span[] =>
  folders.flatMap((sources) => {
    const left = sources.flatMap(spansOf);
    return Array.from(
      { length: Math.min(count, left.length) },
      () => left.splice(random.whole(0, left.length - 1), 1)[0],
    ).filter((span) => span !== undefined);
  });
