import { beginningOn, placeFile, readPlace, type Place } from '#lib/tools/load/place.ts';

/** A load as it is asked for. */
interface Begun {
  readonly events: string;
  readonly bus: string;
  readonly resume: boolean;
}

const refusalToRepeat = ({ events, bus }: Begun, { lines, finished }: Place): Error => {
  const file = placeFile(events, bus);
  const done = finished ? `was loaded on ${bus} already` : `was being loaded on ${bus}`;
  return new Error(
    `Cannot load ${events} from its beginning: it ${done}, ${lines} lines of it; go on with --resume, or remove ${file}`,
  );
};

const noPlace = ({ events, bus }: Begun): Error =>
  new Error(`Cannot go on with ${events}: there is no ${placeFile(events, bus)}, as a load keeps its place`);

/** @throws {Error} where the place is that of a load on another bus, or the load is not to go on. */
const requireItsPlace = (begun: Begun, place: Place): void => {
  const { events, bus, resume } = begun;
  if (place.bus !== bus)
    throw new Error(`Cannot load ${events} on ${bus}: ${placeFile(events, bus)} is the place on ${place.bus}`);
  if (!resume) throw refusalToRepeat(begun, place);
};

/**
 * Where a load begins: at the beginning of the file, or where an earlier load stopped.
 *
 * @throws {Error} where a load was begun and is not to go on, or is to go on and was not begun.
 */
export const placeToBeginAt = async (begun: Begun): Promise<Place> => {
  const { events, bus, resume } = begun;
  if (events === '-')
    throw new Error(
      'Cannot load standard input as a file: there is no place to keep in it; write it into a file first',
    );
  const place = await readPlace(placeFile(events, bus));
  if (place !== undefined) requireItsPlace(begun, place);
  else if (resume) throw noPlace(begun);
  return place ?? beginningOn(bus);
};
