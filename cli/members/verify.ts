import { wall } from '#functions/runtime/wall.ts';
import type { MemberList } from '#lib/ports/members/member-store.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { verifyMembers } from '#lib/use-cases/members/verify-members.ts';
import { defineCommand } from '../command/command.ts';
import { required, textOption, type OptionValues } from '../command/options.ts';
import { knownCatalogue, knownCatalogueOption } from '../input/known-catalogue.ts';
import { storeOptions, withStore, type Opened } from '../input/store-options.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { membersBeside } from './open-members.ts';
import { otherListIn } from './other-list.ts';

const minute = 60_000;

/** The list to compare with, and how. */
interface Comparison extends OptionValues<typeof knownCatalogueOption> {
  readonly segment: string;
  readonly against: string;
  readonly membersIn: () => Promise<MemberList>;
  readonly pause?: () => Promise<void>;
}

const verify = async (
  opened: Opened,
  { segment, segments, against, membersIn, pause }: Comparison,
  terminal: Terminal,
): Promise<void> => {
  chosenSegment(await knownCatalogue(opened, { segments }, terminal), segment);
  const theirs = otherListIn(against);
  const differences = await verifyMembers({ members: await membersIn(), segment, theirs, pause });
  for (const difference of differences) terminal.print(JSON.stringify(difference));
  if (differences.length > 0)
    throw new Error(`${against} is not as the members of ${segment} are: ${counted(differences.length, 'difference')}`);
  terminal.printError(`${against} is as the members of ${segment} are`);
};

export const verifyCommand = defineCommand({
  name: 'verify',
  summary: 'Compares a campaign tool’s list of a segment with its members.',
  explanation: `FILE has a line of {"id", "sequence"} for each person whom the tool holds to be in the segment, with the sequence of the
change that says so; an id has ~ before a visitor’s. Both lists are digested, and compared person by person only where the
digests differ. Prints a line of {"id", "ours", "theirs"} for each difference, with null for who is not in a list, and ends with
exit status 1 if there is any.

Over a table, changes may be under way: what differs is read again a minute later, and only who differs both times is named.
Members who entered quietly are left out.`,
  options: {
    segment: required(textOption('KEY', 'The segment.')),
    against: required(textOption('FILE', 'The tool’s own list.')),
    ...storeOptions,
    ...knownCatalogueOption,
  },
  run: async ({ segment, segments, against, ...values }, terminal) => {
    const asked = { segment, segments, against };
    await withStore(values, {
      kept: (opened) => verify(opened, { ...asked, membersIn: async () => opened.store.members }, terminal),
      table: (opened) => {
        const membersIn = async () => (await membersBeside({ table: opened.place, segment })).members;
        const pause = () => {
          terminal.printError('The lists differ; what differs is read again in a minute');
          return wall.sleep(minute);
        };
        return verify(opened, { ...asked, membersIn, pause }, terminal);
      },
    });
  },
});
