import { BurstCount } from '#lib/tools/cost/burst-count.ts';
import type { Plan } from '#lib/use-cases/plan/plan.ts';
import { planCatalogue } from '#lib/use-cases/plan/plan-catalogue.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import { latestClock } from '#lib/ports/store/all-persons.ts';
import { wall } from '#functions/runtime/wall.ts';
import { defineCommand } from '../command/command.ts';
import {
  exactlyOne,
  instantOption,
  required,
  shareOption,
  switchOption,
  textOption,
  type OptionValues,
} from '../command/options.ts';
import { loadCatalogue } from '../input/catalogue-option.ts';
import { keptCatalogue } from '../input/known-catalogue.ts';
import { modelOption } from '../input/model-option.ts';
import { withStore, type Opened } from '../input/store-options.ts';
import { counted, percent } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';
import { shippedCatalogueOf, withStoreOf } from './open-people.ts';
import { planText } from './plan-text.ts';

const options = {
  segments: required(textOption('NEW', 'The catalogue that would be deployed, as JSON.')),
  ...modelOption,
  against: textOption(
    'OLD',
    'The catalogue in force, as JSON; by default the one that the store or table keeps, for events the one of Patron.',
  ),
  from: textOption(
    'PATH',
    'A store on this machine, the directory of a replay that kept one, or a file of events, plain or .gz.',
  ),
  table: textOption('NAME', 'The table of a deployment instead.'),
  at: instantOption('The instant of the deployment; by default now, or in a store on this machine its latest clock.'),
  'max-change': shareOption('Such as 10%: fails if a segment would change by more.'),
  json: switchOption('Prints JSON.'),
};

type Values = OptionValues<typeof options>;

const requireWithin = ({ segments }: Plan, most: number | undefined): void => {
  if (most === undefined) return;
  const beyond = segments.filter(({ change }) => change > most);
  if (beyond.length === 0) return;
  const changes = beyond.map(({ key, change }) => `${key} by ${percent(change)}`).join(', ');
  throw new Error(
    `Cannot let this pass: ${counted(beyond.length, 'segment')} would change by more than ${percent(most)}: ${changes}`,
  );
};

interface Comparison {
  readonly values: Values;
  readonly catalogue: Catalogue;
  /** The catalogue in force; by default the one that the store or table keeps. */
  readonly against: Catalogue | undefined;
  readonly terminal: Terminal;
}

const plan = async (opened: Opened, comparison: Comparison, now: () => Promise<Instant>): Promise<void> => {
  const { store } = opened;
  const { values, catalogue, terminal } = comparison;
  const at = values.at ?? (await now());
  const against = comparison.against ?? (await keptCatalogue(opened)) ?? (await shippedCatalogueOf(store));
  const onProgress = (profiles: number) => terminal.show?.(counted(profiles, 'profile'));
  const planned = await planCatalogue({ store, catalogue, against, at, burst: new BurstCount(), onProgress });
  terminal.show?.('');
  terminal.print(values.json ? JSON.stringify(planned, undefined, 2) : planText(planned, catalogue.source));
  requireWithin(planned, values['max-change']);
};

const run = async (values: Values, terminal: Terminal): Promise<void> => {
  const [kind, name] = exactlyOne(values, ['from', 'table']);
  const catalogue = await loadCatalogue(values);
  const against = values.against === undefined ? undefined : await loadCatalogue({ segments: values.against });
  const comparison = { values, catalogue, terminal, against };
  const work = {
    kept: (opened: Opened) => plan(opened, comparison, () => latestClock(opened.store)),
    table: (opened: Opened) => plan(opened, comparison, async () => wall.now()),
  };
  if (kind === 'table') return withStore({ table: name }, work);
  const before = async () => against ?? (await loadCatalogue({ segments: undefined }));
  return withStoreOf(name, before, (store) => withStore({ store }, work));
};

export const planCommand = defineCommand({
  name: 'plan',
  summary: 'Tells who would enter and leave each segment if a catalogue were deployed, before it is.',
  explanation: `For each segment: its size before and after, who would enter and leave, some of them by name with why; segments added,
removed, redefined and renamed; overlaps; and how many changes would be published at once, at what cost. It decides each
profile as the backfill after a deployment does, and writes nothing.

The members before are those of the stored profiles. Events instead of a store are replayed first, by the catalogue of
--against. With --max-change the exit status is 1 if any segment would change by more: entries and exits together, as a
share of its size before. For a segment without members, such as a new one, it is their share of all profiles; a
removed segment that had members changes by 100%.`,
  options,
  run,
});
