import { printedValue } from '#events/printed-value.ts';

/** Thrown for a mapping that is refused, with the path of the fault, the value seen there, and what was expected. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  /** The place of the fault, such as `events.0.detail.total.money`. */
  readonly path: string;
  readonly seen: unknown;
  readonly expected: string;

  constructor(path: string, seen: unknown, expected: string) {
    super(
      `Cannot read the file as a mapping: ${path || 'it'} must be ${expected}, current value is ${printedValue(seen)}`,
    );
    this.path = path;
    this.seen = seen;
    this.expected = expected;
  }
}
