import { BurstCount } from '#lib/tools/cost/burst-count.ts';
import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { planCatalogue } from '#lib/use-cases/plan/plan-catalogue.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { CustomerStore } from '#lib/ports/store/customer-store.ts';
import { latestClock } from '#lib/ports/store/all-persons.ts';
import { wall } from '#functions/runtime/wall.ts';
import { requiredOption, type Command, type OptionValues } from '../command/command.ts';
import { loadCatalogue } from '../input/load-catalogue.ts';
import { oneOf, withStore } from '../input/open-store.ts';
import { shippedCatalogueOf, withStoreOf } from './open-people.ts';
import { percent, planText } from './plan-text.ts';
import { instantOption } from '../input/read-instant.ts';
import { counted } from '../replay/summary-text.ts';
import type { Terminal } from '../output/terminal.ts';

const shareForm = /^(\d+(?:\.\d+)?)%$/;

const shareOption = (values: OptionValues, name: string): number | undefined => {
  const text = values[name];
  if (text === undefined) return undefined;
  const [, digits] = shareForm.exec(text) ?? [];
  if (digits !== undefined) return Number(digits) / 100;
  throw new Error(`Cannot use --${name} as a share such as 10%: current value is ${JSON.stringify(text)}`);
};

const requireWithin = ({ segments }: Plan, most: number | undefined): void => {
  if (most === undefined) return;
  const beyond = segments.filter(({ change }) => change > most);
  if (beyond.length === 0) return;
  const named = beyond.map(({ key, change }) => `${key} by ${percent(change)}`).join(', ');
  throw new Error(
    `Cannot let this pass: ${counted(beyond.length, 'segment')} would change by more than ${percent(most)}: ${named}`,
  );
};

interface Given {
  readonly values: OptionValues;
  readonly catalogue: Catalogue;
  readonly against: Catalogue | undefined;
  readonly terminal: Terminal;
}

const plan = async (store: CustomerStore, given: Given, now: () => Promise<number>): Promise<void> => {
  const { values, catalogue, terminal } = given;
  const most = shareOption(values, 'max-change');
  const at = instantOption(values, 'at') ?? (await now());
  const against = given.against ?? (await shippedCatalogueOf(store));
  const onProgress = (profiles: number) => terminal.show?.(counted(profiles, 'profile'));
  const planned = await planCatalogue({ store, catalogue, against, at, burst: new BurstCount(), onProgress });
  terminal.show?.('');
  terminal.print(
    values['json'] === undefined ? planText(planned, catalogue.source) : JSON.stringify(planned, undefined, 2),
  );
  requireWithin(planned, most);
};

const run = async (values: OptionValues, terminal: Terminal): Promise<void> => {
  const [kind, name] = oneOf(values, ['from', 'table']);
  shareOption(values, 'max-change');
  const catalogue = await loadCatalogue(requiredOption(planCommand, values, 'segments'));
  const old = values['against'];
  const against = old === undefined ? undefined : await loadCatalogue(old);
  const work = (replayedBy?: Catalogue) => {
    const given = { values, catalogue, terminal, against: against ?? replayedBy };
    return {
      kept: (store: CustomerStore) => plan(store, given, () => latestClock(store)),
      table: (store: CustomerStore) => plan(store, given, async () => wall.now()),
    };
  };
  if (kind === 'table') return withStore({ table: name }, work());
  const before = async () => against ?? (await loadCatalogue(undefined));
  return withStoreOf(name, before, (store, replayedBy) => withStore({ store }, work(replayedBy)));
};

export const planCommand: Command = {
  name: 'plan',
  summary: 'Tells who would enter and leave each segment if a catalogue were deployed, before it is.',
  explanation: `For each segment: its size before and after, who would enter and leave, some of them by name with why; segments added,
removed, redefined and renamed; overlaps; and how many changes would be published at once, at what cost. It is what the
backfill after a deployment does to each profile, and it writes nothing.

Who is in a segment before is told by the profiles as they are kept. Events instead of a store are replayed first, by the
catalogue of before. With --max-change the exit status is 1 if any segment would change by more: those who enter and
those who leave, as a share of its size before. Of a segment that nobody was in, a new one for instance, it is their
share of all profiles; a segment that is removed and had members changes by 100%.`,
  options: {
    segments: { value: 'NEW', meaning: 'The catalogue that would be deployed, as JSON.', required: true },
    against: {
      value: 'OLD',
      meaning: 'The catalogue of before, as JSON; for events by default the one that comes with Patron.',
    },
    from: {
      value: 'PATH',
      meaning: 'A store on this machine, the directory of a replay that kept one, or a file of events, plain or .gz.',
    },
    table: { value: 'NAME', meaning: 'The table of a deployment instead.' },
    at: {
      value: 'INSTANT',
      meaning: 'When everybody would be decided; by default now, in a store on this machine its latest clock.',
    },
    'max-change': { value: 'SHARE', meaning: 'As 10%: fails where a segment would change by more.' },
    json: { meaning: 'Prints JSON.' },
  },
  run,
};
