import type { EventType } from '#events/incoming-event.ts';
import { wall } from '#functions/runtime/wall.ts';
import { idFieldOf } from '#lib/core/profile/person.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import { entryOf } from '#lib/tools/emit/entry.ts';
import { requireOwnSource } from '#lib/tools/emit/own-source.ts';
import { putEvent } from '#lib/tools/emit/put-event.ts';
import { textOption } from '../command/options.ts';
import { busOption, openBus } from '../input/bus-option.ts';
import { personIn, personOptions, type NamedPerson } from '../input/person-options.ts';
import type { Terminal } from '../output/terminal.ts';

/** The options of a command that says something of a person. */
export const sayingOptions = {
  ...personOptions,
  ...busOption,
  source: textOption('S', 'The source of the event, which the bus must be open to; support unless told.'),
};

/** Of whom something is said, on which bus and by whom. */
export interface Saying extends NamedPerson {
  readonly bus: string;
  readonly source: string | undefined;
}

/** An event without its ids and its instant. */
interface Said {
  readonly type: EventType;
  readonly fields?: Readonly<Record<string, unknown>>;
}

/**
 * Puts an event of a person, which happens now, on a bus, and prints its `eventId`.
 *
 * @throws {EventRefused} for an event that would be refused on arrival.
 * @throws {Error} where the bus is not there or does not take it.
 */
export const putOfPerson = async (
  { bus, source = 'support', ...named }: Saying,
  { type, fields }: Said,
  terminal: Terminal,
): Promise<void> => {
  requireOwnSource(source);
  const eventId = wall.newId();
  const detail = { eventId, ...idFieldOf(personIn(named)), occurredAt: formatInstant(wall.now()), ...fields };
  const entry = entryOf({ source, type, detail }, { now: wall.now, newEventId: wall.newId });
  await putEvent(await openBus(bus, terminal), entry, wall);
  terminal.print(JSON.stringify({ eventId }));
};
