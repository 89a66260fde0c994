import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { CustomerStore, LedgerEvent } from '#lib/ports/store/customer-store.ts';
import { readAhead } from '../read-ahead.ts';
import { packLines } from './kept-lines.ts';
import { mustGetJson, putJson } from './json-objects.ts';
import { keys } from './keys.ts';
import { openTerms, type RunStores } from './open-stage.ts';
import type { Run } from './run.ts';
import { everybodyPlace, RunGroups } from './run-groups.ts';
import { SampledPeople } from './sampled-people.ts';
import { readPeople } from './sampled-run.ts';
import type { SamplesPlan } from './samples.ts';

/** Somebody by whom a condition is tried. Plain JSON, a line each. */
interface PreviewPerson {
  readonly person: PersonKey;
  readonly state: CustomerState;
  /** In order of arrival: the latest, where there are more than are kept. */
  readonly events: readonly Pick<LedgerEvent, 'person' | 'eventId' | 'body' | 'arrivedAt'>[];
  /** Whether these are all. */
  readonly isComplete: boolean;
}

/** What is kept for previews. Plain JSON. */
interface PreviewSample {
  readonly run: string;
  /** The latest clock of anybody. */
  readonly now: Instant;
  /** How many people there are in all. */
  readonly people: number;
  /** How many objects hold the sample. */
  readonly parts: number;
}

/** The most events of one person that are kept. */
const mostEvents = 1000;

/** So many people are kept together: most have few events, but all may have a thousand. */
const peopleTogether = 100;

type Reading = Pick<CustomerStore, 'ledger' | 'load'>;

const eventsOf = async (store: Reading, person: PersonKey): Promise<PreviewPerson['events']> => {
  const events: PreviewPerson['events'][number][] = [];
  for await (const row of store.ledger(person)) {
    if (row.body === undefined) continue;
    const { eventId, body, arrivedAt } = row;
    events.push({ person: row.person, eventId, body, arrivedAt });
  }
  return events.sort((one, other) => one.arrivedAt - other.arrivedAt || (one.eventId < other.eventId ? -1 : 1));
};

/** Reads somebody of the sample as they are now; undefined for who was erased or linked since. */
const readPerson =
  (store: Reading) =>
  async (person: PersonKey): Promise<string | undefined> => {
    const { record } = await store.load(person, []);
    if (record?.kind !== 'profile') return undefined;
    const events = await eventsOf(store, person);
    const [kept, isComplete] = [events.slice(-mostEvents), events.length <= mostEvents];
    const line: PreviewPerson = { person, state: record.state, events: kept, isComplete };
    return JSON.stringify(line);
  };

/** Keeps some people, and as many at once as may be. */
const keepPeople = async ({ store, objects }: RunStores, key: string, persons: readonly PersonKey[]) => {
  const lines: string[] = [];
  for await (const line of readAhead(persons, readPerson(store))) if (line !== undefined) lines.push(line);
  await objects.put(key, packLines(lines));
};

/** Keeps the sample of everybody with their events, by which a condition can be tried at once. */
export const previewsStage = async (stores: RunStores, { id, minimum }: Run): Promise<void> => {
  const { objects } = stores;
  const terms = await openTerms(stores, { run: id, minimum });
  const { facts } = await mustGetJson<SamplesPlan>(objects, keys.plan(id, 'samples'));
  const pool = await readPeople(objects, id, new RunGroups(terms, facts).sides);
  const { sample, now, people } = new SampledPeople(pool, facts.now).surveyOf(everybodyPlace);
  let parts = 0;
  for (let from = 0; from < sample.length; from += peopleTogether) {
    const persons = sample.slice(from, from + peopleTogether).map(({ person }) => person);
    await keepPeople(stores, keys.sample(id, parts), persons);
    parts += 1;
  }
  const kept: PreviewSample = { run: id, now, people, parts };
  await putJson(objects, keys.latestSample, kept);
};
