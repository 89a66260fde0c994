import { wall } from '#functions/runtime/wall.ts';
import type { Member } from '#lib/core/members/membership.ts';
import { wholeSegment } from '#lib/core/members/shard.ts';
import { publicIdOf, type PersonKey } from '#lib/core/profile/person.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { everyMember, type MemberList } from '#lib/ports/members/member-store.ts';
import { latestClock } from '#lib/ports/store/all-persons.ts';
import type { EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import {
  listedMember,
  membersWithTraits,
  type ListedMember,
  type ReadTraits,
} from '#lib/use-cases/members/list-members.ts';
import { membersAt } from '#lib/use-cases/members/members-at.ts';
import { membersWithPastTraits } from '#lib/use-cases/members/past-traits.ts';
import { anyTraits, everyTrait, publishedTraits } from '#lib/use-cases/members/read-traits.ts';
import { defineCommand } from '../command/command.ts';
import { required, textOption, type OptionValues } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import type { Terminal } from '../output/terminal.ts';
import { csvHeader, csvMember } from './member-lines.ts';
import { membersOptions, type MembersValues } from './members-options.ts';
import { membersBeside } from './open-members.ts';

const options = {
  segment: required(textOption('KEY', 'The segment.')),
  ...membersOptions,
  ...storeOptions,
  ...knownCatalogueOption,
};

/** What is read of whom. */
interface Listing {
  readonly opened: Opened;
  readonly catalogue: Catalogue;
  readonly members: AsyncIterable<Member>;
  /** Undefined where no traits are asked for. */
  readonly readTraits: ReadTraits | undefined;
  readonly asOf: () => Instant | Promise<Instant>;
  /** Whether the members are those of an instant that was asked for. */
  readonly isAt: boolean;
}

const traitsOf = (catalogue: Catalogue, segment: CompiledSegment, values: MembersValues): ReadTraits | undefined => {
  const { traits, 'all-traits': all, format } = values;
  if (traits !== undefined) return all ? anyTraits(catalogue, segment, traits) : publishedTraits(segment, traits);
  if (!all) return undefined;
  if (format !== 'csv') return everyTrait(catalogue);
  throw new Error('Cannot use --all-traits with --format csv alone: name the columns with --traits');
};

async function* after(members: Iterable<Member>, cursor: PersonKey | undefined): AsyncIterable<Member> {
  for (const member of members)
    if (cursor === undefined || publicIdOf(member.person) > publicIdOf(cursor)) yield member;
}

async function* listed(listing: Listing): AsyncIterable<ListedMember> {
  const { opened, catalogue, members, readTraits, asOf, isAt } = listing;
  if (readTraits === undefined) for await (const member of members) yield listedMember(member);
  else {
    const withTraits = isAt ? membersWithPastTraits : membersWithTraits;
    yield* withTraits(members, { store: opened.store, catalogue, asOf: await asOf() }, readTraits);
  }
}

const print = async (
  members: AsyncIterable<ListedMember>,
  values: MembersValues,
  terminal: Terminal,
): Promise<void> => {
  const { format, traits = [] } = values;
  if (format === 'csv') terminal.print(csvHeader(traits));
  for await (const member of members)
    terminal.print(format === 'csv' ? csvMember(member, traits) : JSON.stringify(member));
};

type Values = MembersValues & { readonly segment: string } & OptionValues<typeof knownCatalogueOption>;

const list = async (
  opened: Opened,
  {
    values,
    membersIn,
    asOf,
  }: {
    readonly values: Values;
    readonly membersIn: (catalogue: Catalogue) => Promise<AsyncIterable<Member>>;
    readonly asOf: Listing['asOf'];
  },
  terminal: Terminal,
): Promise<void> => {
  const catalogue = await knownCatalogue(opened, { segments: values.segments }, terminal);
  const segment = chosenSegment(catalogue, values.segment);
  const readTraits = traitsOf(catalogue, segment, values);
  const members = await membersIn(catalogue);
  const isAt = values.at !== undefined;
  await print(listed({ opened, catalogue, members, readTraits, asOf, isAt }), values, terminal);
};

const current = (members: MemberList, { segment, after: cursor }: Values): AsyncIterable<Member> =>
  everyMember(members, segment, { ...wholeSegment, after: cursor });

/** Time is simulated in a store on this machine: now is when something last happened there. */
const inStore = ({ store }: Opened<EmbeddedStore>, values: Values) => ({
  values,
  membersIn: async (catalogue: Catalogue) => {
    const { segment, at, after: cursor } = values;
    if (at === undefined) return current(store.members, values);
    return after(await membersAt({ store, catalogue }, { segment, at }), cursor);
  },
  asOf: () => values.at ?? latestClock(store),
});

const inTable = ({ place }: Opened, values: Values) => {
  if (values.at !== undefined)
    throw new Error('Cannot use --at with --table: only a store on this machine knows who was in');
  const { segment } = values;
  return {
    values,
    membersIn: async () => current((await membersBeside({ table: place, segment })).members, values),
    asOf: wall.now,
  };
};

export const membersCommand = defineCommand({
  name: 'members',
  summary: 'Lists who is in a segment.',
  explanation: `Prints a line for each member: the id, since when, and the change by which the person entered; a member who entered
quietly has none. Without traits only the list of members is read, which costs a table very little; with them each profile
is. A store lists members in the order of their ids, a table in an order that stays.

A table of --format csv is for programs: a cell is the value as it is, also one that a spreadsheet takes for a formula.`,
  options,
  run: async (values, terminal) => {
    await withStore(values, {
      kept: (opened) => list(opened, inStore(opened, values), terminal),
      table: (opened) => list(opened, inTable(opened, values), terminal),
    });
  },
});
