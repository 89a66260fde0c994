import { formatInstant } from '#lib/core/time/instant.ts';
import { ledgerQuality, type LedgerQuality } from '../../console/ledger-quality.ts';
import { quarantineGroups, shownGroup } from '../../console/quarantine-groups.ts';
import { defineRoute } from '../route.ts';

/** So many refused entries are looked at: each takes a read unit or more of a deployment. */
const mostRefused = 2_000;

/** So many of the latest events are looked at. */
const mostEvents = 20_000;

interface Figure {
  readonly name: string;
  readonly label: string;
  readonly count: number | null;
  /** Where it comes from, or where else to look. */
  readonly from: string;
}

const lookedAt = `The latest ${mostEvents.toLocaleString('en')} events of the store.`;

const ofMetric = (metric: string): string =>
  `Not kept with the events: a replay counts them in summary.json, a deployment in its metric ${metric}.`;

const figuresOf = (ledger: LedgerQuality | undefined): readonly Figure[] => [
  {
    name: 'applied',
    label: 'Events looked at',
    count: ledger?.events ?? null,
    from: ledger ? lookedAt : ofMetric('Events'),
  },
  {
    name: 'late',
    label: 'Came more than an hour after they happened',
    count: ledger?.late ?? null,
    from: ledger ? lookedAt : 'Not counted in a deployment: the ledger of a person tells when each event came.',
  },
  { name: 'duplicates', label: 'Duplicates', count: null, from: ofMetric('Duplicates') },
  { name: 'identityConflicts', label: 'Identity conflicts', count: null, from: ofMetric('IdentityConflicts') },
  { name: 'replaced', label: 'Replaced or taken back', count: null, from: ofMetric('Replaced') },
];

/** What was refused, by reason, field and producer, and what is seen of the events that were applied lately. */
export const qualityRoute = defineRoute({
  method: 'GET',
  path: '/v1/console/quality',
  roles: ['operator'],
  handle: async ({ store, console: { latestEvents } }, { now, people }) => {
    const { groups, ...counted } = await quarantineGroups(store, mostRefused);
    for (const { example } of groups) if (example.person !== undefined) people.add(example.person);
    const ledger = latestEvents && ledgerQuality(latestEvents(mostEvents));
    const refusedBy = Map.groupBy(groups, ({ source }) => source);
    const refusedOf = (source: string): number =>
      (refusedBy.get(source) ?? []).reduce((sum, { entries }) => sum + entries, 0);
    return {
      json: {
        asOf: formatInstant(now),
        quarantine: { ...counted, groups: groups.map(shownGroup) },
        figures: figuresOf(ledger),
        unknownFields: ledger ? { events: ledger.events, fields: ledger.fields } : null,
        producers: ledger?.producers.map((producer) => ({ ...producer, refused: refusedOf(producer.source) })) ?? null,
      },
    };
  },
});
