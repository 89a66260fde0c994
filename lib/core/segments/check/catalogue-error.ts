import { printedValue } from '#events/printed-value.ts';

/** A fault of a catalogue, at one place. */
export interface CatalogueFault {
  /** The place, such as `segments.3.when.all.0.within`; empty for the catalogue itself. */
  readonly path: string;
  /** The value there; undefined where there is none. */
  readonly seen: unknown;
  /** The value that must be there, in words. */
  readonly expected: string;
}

const shown = (seen: unknown): string => (seen === undefined ? 'nothing' : printedValue(seen));

const ruleText = ({ expected, seen }: CatalogueFault): string => `must be ${expected}, current value is ${shown(seen)}`;

/** A fault as a line of its own: `segments.0.key: must be …, current value is …`. */
export const faultLine = (fault: CatalogueFault): string => `${fault.path || 'catalogue'}: ${ruleText(fault)}`;

/** A catalogue was refused. The message names the first fault. */
export class CatalogueError extends Error {
  override readonly name = 'CatalogueError';
  /** At least one, in the order of the catalogue. */
  readonly faults: readonly [CatalogueFault, ...(readonly CatalogueFault[])];

  constructor(faults: CatalogueError['faults']) {
    const [first] = faults;
    super(`Cannot load the catalogue as segments: ${first.path || 'it'} ${ruleText(first)}`);
    this.faults = faults;
  }
}
