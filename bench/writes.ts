import { flowPerMillion } from '#lib/tools/cost/bill.ts';
import type { WorkPerEvent } from '#lib/tools/cost/work.ts';
import { startDynamoDb } from '#test/support/dynamodb-local.ts';
import type { Benchmark, Figure, Report } from './benchmark.ts';
import { accountOf, type Account } from './writes/account.ts';
import { reportCorrections } from './writes/corrections.ts';
import type { Units } from './writes/units.ts';
import { sharingFigure } from './writes/sharing.ts';
import { runWorkload } from './writes/run-workload.ts';
import { catalogues, readWorkloads, type Decided, type Workload } from './writes/workload.ts';

/** Events a second that a bill is made out for; at the last, every batch is full. */
const rates = [1, 10, 1_000, 10_000];
const busy = 10_000;

const customers = 1;

const dollars = (work: WorkPerEvent, eventsPerSecond: number): number =>
  flowPerMillion({ eventsPerSecond, customers, work });

const rounded = (value: number): string => value.toFixed(2);

const unitsText = ({ reads, writes, indexWrites }: Units): string =>
  `${rounded(reads)} read, ${rounded(writes)} write, ${rounded(indexWrites)} index`;

const writesOf = ({ writes, indexWrites }: Units): number => writes + indexWrites;

/** An event by itself: nothing changes, and no one becomes due. */
const alone = (account: Account): WorkPerEvent => ({
  ...account.ours,
  ...account.nothing,
  changes: 0,
  instants: 0,
  ticks: 0,
});

const tell = ({ say }: Report, title: string, account: Account): void => {
  const { events, ticks, ours, textbook, profile } = account;
  say(`${title}: ${events} events, ${ticks} ticks`);
  say(`  an event <= 1 KB that changes nothing: ${unitsText(account.nothing)} units`);
  say(`  any event, had nothing changed: ${unitsText(account.event)}`);
  say(`  an instant with changes adds ${unitsText(account.instant)}; a tick takes ${unitsText(account.tick)}`);
  say(
    `  per event ${rounded(ours.changes)} changes at ${rounded(ours.instants)} instants, ${rounded(ours.ticks)} ticks`,
  );
  say(`  profile item: median ${profile.median}, p99 ${profile.p99}, largest ${profile.most} bytes`);
  say(`  all of it per event: ${unitsText(ours)}; textbook transaction: ${unitsText(textbook)}`);
  const bills = rates.map((rate) => `$${rounded(dollars(ours, rate))} at ${rate}/s`);
  say(`  per million events, ticks and changes included, beside the producers' own $1.00: ${bills.join(', ')}`);
};

const detailsOf = (account: Account): Record<string, number> => ({
  events: account.events,
  ticks: account.ticks,
  instants: account.instants,
  changes: account.changes,
  eventsPerPersonMonth: account.eventsPerPersonMonth,
  'own.reads': account.event.reads,
  'own.writes': account.event.writes,
  ...Object.fromEntries(Object.entries(account.ours).map(([name, value]) => [`perEvent.${name}`, value])),
  ...Object.fromEntries(rates.map((rate) => [`dollarsPerMillionAt${rate}`, dollars(account.ours, rate)])),
  ...Object.fromEntries(rates.map((rate) => [`textbookDollarsPerMillionAt${rate}`, dollars(account.textbook, rate)])),
});

const besideTextbook = (name: string, account: Account): Figure => {
  const [ours, baseline] = [dollars(account.ours, busy), dollars(account.textbook, busy)];
  return {
    name: `writes.bill.${name}`,
    about:
      'a million events on a busy system, beside the same decisions kept by one transaction of profile, marker and a row a change',
    unit: '$ per million events',
    ours,
    baseline,
    ratio: ours / baseline,
    targets: [{ of: 'ratio', atMost: 1 }],
    details: detailsOf(account),
  };
};

const figuresOf = (name: string, account: Account): readonly Figure[] => {
  const { nothing, instant, tick, profile } = account;
  const one = (part: string, about: string, figure: Omit<Figure, 'name' | 'about'>): Figure => ({
    name: `writes.${part}.${name}`,
    about,
    ...figure,
  });
  const event = 'an event of at most 1 KB that changes nothing';
  return [
    one('event-writes', event, {
      unit: 'write units',
      ours: nothing.writes,
      targets: [{ of: 'ours', atMost: 2.1 }],
      details: { indexWrites: nothing.indexWrites },
    }),
    one('event-reads', event, { unit: 'read units', ours: nothing.reads, targets: [{ of: 'ours', atMost: 3.1 }] }),
    one('event-bill', `${event}, busy`, {
      unit: '$ per million events',
      ours: dollars(alone(account), busy),
      targets: [{ of: 'ours', atMost: 2.4 }],
    }),
    one('instant', 'what an instant with changes adds', {
      unit: 'write units',
      ours: instant.writes,
      targets: [{ of: 'ours', atMost: 2 }],
      details: { reads: instant.reads },
    }),
    one('tick', 'a tick with what it changes, the index included', {
      unit: 'write units',
      ours: writesOf(tick),
      details: { reads: tick.reads, indexWrites: tick.indexWrites },
    }),
    one('profile-median', 'the item of a profile, each time it is written', {
      unit: 'bytes',
      ours: profile.median,
      targets: [{ of: 'ours', atMost: 1024 }],
      details: { largest: profile.most },
    }),
    one('profile-p99', 'the item of a profile, each time it is written', {
      unit: 'bytes',
      ours: profile.p99,
      targets: [{ of: 'ours', atMost: 4096 }],
    }),
    besideTextbook(name, account),
  ];
};

const measure = async (report: Report, endpoint: string, [workload, decided]: readonly [Workload, Decided]) => {
  const account = accountOf(await runWorkload(endpoint, workload, decided));
  tell(report, `${workload.about}, ${decided.source.segments.length} segments`, account);
  for (const figure of figuresOf(`${workload.name}.${decided.name}`, account)) report.figure(figure);
};

/** The units that DynamoDB bills, by its own count. */
export const writes: Benchmark = {
  name: 'writes',
  about:
    'capacity units and dollars per million events, by DynamoDB Local’s own count, beside the textbook transaction',
  run: async (report) => {
    const workloads = await readWorkloads();
    for (const workload of workloads) report.figure(sharingFigure(workload));
    const pairs = workloads.flatMap((workload) => catalogues.map((decided) => [workload, decided] as const));
    const local = await startDynamoDb();
    try {
      for (const pair of pairs) await measure(report, local.endpoint, pair);
      await reportCorrections(report, local.endpoint);
    } finally {
      await local.stop();
    }
  },
};
