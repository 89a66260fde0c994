import { printedValue } from '#events/printed-value.ts';

const shown = (seen: unknown): string => (seen === undefined ? 'nothing' : printedValue(seen));

/** A catalogue was refused: where, what was seen there, and what was expected. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  /** As `segments.3.when.all.0.within`. */
  readonly path: string;
  readonly seen: unknown;
  readonly expected: string;

  constructor(path: string, seen: unknown, expected: string) {
    super(
      `Cannot load the catalogue as segments: ${path || 'it'} must be ${expected}, current value is ${shown(seen)}`,
    );
    this.path = path;
    this.seen = seen;
    this.expected = expected;
  }
}
