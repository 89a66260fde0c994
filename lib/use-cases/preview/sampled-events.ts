import { eventOf, glanceAt, type PastEvent } from '../history/past-events.ts';
import type { SampledPerson } from './sampled-person.ts';

/** Reads the events of some types of somebody in a sample, in order of arrival. */
export type ReadEvents = (sampled: SampledPerson, types: ReadonlySet<string>) => readonly PastEvent[];

type KeptEvent = SampledPerson['events'][number];

const eventIn = (kept: KeptEvent): PastEvent => ({ ...kept, event: eventOf(kept) });

const typeOf = (event: KeptEvent): string | undefined => glanceAt({ ...event, fingerprint: '' }).type;

const isOf = (types: ReadonlySet<string>, type: string | undefined): boolean => type === undefined || types.has(type);

/** Parses what is asked for. */
export const parsedEvents: ReadEvents = ({ events }, types) =>
  events.filter((event) => isOf(types, typeOf(event))).map(eventIn);

/** What is known of the events of one person, each at its place. */
interface Known {
  readonly types: readonly (string | undefined)[];
  readonly parsed: (PastEvent | undefined)[];
}

/**
 * Parses each event once, as long as its person is held, since parsing takes the most of a preview.
 *
 * @param most - as many events are remembered; others are parsed each time.
 */
export const rememberedEvents = (most: number): ReadEvents => {
  const people = new WeakMap<SampledPerson, Known>();
  let count = 0;

  const knownOf = (sampled: SampledPerson): Known => {
    const known = people.get(sampled) ?? { types: sampled.events.map(typeOf), parsed: [] };
    people.set(sampled, known);
    return known;
  };

  const parse = (event: KeptEvent, place: number, { parsed }: Known): PastEvent => {
    const read = eventIn(event);
    if (count >= most) return read;
    count += 1;
    return (parsed[place] = read);
  };

  return (sampled, types) => {
    const known = knownOf(sampled);
    return sampled.events.flatMap((event, place) =>
      isOf(types, known.types[place]) ? (known.parsed[place] ?? parse(event, place, known)) : [],
    );
  };
};
