import { wall } from '#functions/runtime/wall.ts';
import { idFieldOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import type { PersonRecord } from '#lib/ports/store/customer-store.ts';
import { profileLineOf } from '#lib/use-cases/export/profile-line.ts';
import { stateAt } from '#lib/use-cases/export/state-at.ts';
import { timelineOf } from '#lib/use-cases/timeline/timeline.ts';
import { defineCommand } from '../command/command.ts';
import { instantOption, switchOption } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { personIn, personOptions, personWords } from '../input/person-options.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import { instantWords } from '#lib/core/time/instant-words.ts';
import type { Terminal } from '../output/terminal.ts';
import { profileCard } from './profile-card.ts';
import { timelineText } from './timeline-text.ts';

/** The most events and changes that are shown. */
const shownItems = 50;

interface Asked {
  readonly person: PersonKey;
  readonly at: Instant;
  readonly segments: string | undefined;
  readonly json: boolean;
}

const pretty = (value: unknown): string => JSON.stringify(value, undefined, 2);

type Erased = Extract<PersonRecord, { kind: 'erased' }>;

const erasedText = ({ person, json }: Asked, { erasedAt, receiptId }: Erased): string => {
  const at = formatInstant(erasedAt);
  if (json) return pretty({ ...idFieldOf(person), erasedAt: at, receiptId });
  return `${personWords(person)} was erased on ${instantWords(at)}, receipt ${receiptId}. Nothing else is kept.`;
};

const profileText = async (
  opened: Opened,
  { person, at, segments, json, state }: Asked & { readonly state: CustomerState },
  terminal: Terminal,
): Promise<string> => {
  const catalogue = await knownCatalogue(opened, { segments }, terminal);
  const profile = profileLineOf(catalogue, { person, state: stateAt(catalogue, state, at) }, at);
  const timeline = await timelineOf(opened.store, person, { limit: shownItems });
  if (json) return pretty({ profile, timeline: timeline.items, ...(!timeline.complete && { complete: false }) });
  const { style } = terminal;
  return `${profileCard(profile, catalogue.source, style)}\n\n${timelineText(timeline, catalogue.source, style)}`;
};

/** A person as text. Of a linked visitor, the customer. */
const personText = async (opened: Opened, asked: Asked, terminal: Terminal): Promise<string> => {
  const { record } = await opened.store.load(asked.person, []);
  switch (record?.kind) {
    case undefined:
      throw new Error(`Cannot show ${personWords(asked.person)}: nothing is known of them in ${opened.place}`);
    case 'linked':
      return personText(opened, { ...asked, person: record.to }, terminal);
    case 'erased':
      return erasedText(asked, record);
    case 'profile':
      return profileText(opened, { ...asked, state: record.state }, terminal);
    default:
      return record satisfies never;
  }
};

export const showCommand = defineCommand({
  name: 'show',
  summary: 'Shows a person on a page: the profile, the segments, and the latest events and changes.',
  explanation: `Time runs on to now, and nothing of that is written. Events stand where they happened, changes where they took effect, newest
first, ${shownItems} of them. Of a visitor who is a customer it shows the customer; of a person who was erased, when that was.

With --json it prints {"profile": the line of profiles.jsonl, "timeline": [...]}. An item is either
{"kind": "event", "at", "arrivedAt", "eventId", "type", "source", "detail"} or {"kind": "change", "at", "changeId", "sequence",
"status", "segment", "enteredAt", "decidedAt", "origin", "cause", "because"}, each with the customerId or anonymousId whose it is, and
"quiet": true where a change was not put on the bus. Where there is more than 4 MB of events it says "complete": false, and any
may be missing.`,
  options: {
    ...personOptions,
    ...storeOptions,
    ...knownCatalogueOption,
    at: instantOption('The instant to which time runs for the profile; by default now.'),
    json: switchOption('Prints JSON.'),
  },
  run: async ({ at = wall.now(), segments, json, ...values }, terminal) => {
    const asked = { person: personIn(values), at, segments, json };
    const shown = (opened: Opened) => personText(opened, asked, terminal);
    terminal.print(await withStore(values, { kept: shown, table: shown }));
  },
});
