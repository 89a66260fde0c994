import { leftOutFile, type Place } from '#lib/tools/load/place.ts';
import { counted, number } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';

/** So many lines with faults are named; of more, only how many there are. */
const mostNamed = 100;

/** Names the first lines that are left out, each with all that is wrong with it. */
export const faultsShown = ({ printError }: Terminal): ((line: number, faults: readonly string[]) => void) => {
  let named = 0;
  return (line, faults) => {
    named += 1;
    if (named <= mostNamed) for (const fault of faults) printError(`line ${line}: ${fault}`);
    if (named === mostNamed) printError('More lines with a fault are not named: patron validate names them all.');
  };
};

/** What became of a load. */
export interface LoadOutcome {
  readonly events: string;
  readonly bus: string;
  readonly from: Place;
  readonly place: Place;
}

/**
 * Says in a line what became of a load.
 *
 * @throws {Error} where it was interrupted, or lines were left out.
 */
export const loadText = ({ events, bus, from, place }: LoadOutcome, { print, printError }: Terminal): void => {
  const put = place.put - from.put;
  const before = from.lines === 0 ? '' : `, after ${number(from.put)} before`;
  const text = `${counted(put, 'event')} put on ${bus}${before}.`;
  const left = place.lines - place.put;
  const kept = left === 0 ? '' : `; ${counted(left, 'line')} with a fault are in ${leftOutFile(events, bus)}`;
  if (!place.finished) {
    printError(text);
    throw new Error(
      `Cannot go on after an interruption: ${number(place.lines)} lines are done, go on with --resume${kept}`,
    );
  }
  print(text);
  if (left > 0) throw new Error(`Cannot put every line on the bus${kept}`);
};
