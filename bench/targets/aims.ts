import type { Target } from '../benchmark.ts';

/** One line of the table of targets: a figure, and the bound that it should keep. */
export interface Aim {
  /** In words, with what the figure is compared with. */
  readonly what: string;
  /** The name of the figure; its first part is the benchmark that reports it. */
  readonly figure: string;
  readonly target: Target;
}

const atLeast = (least: number): Target => ({ of: 'ratio', atLeast: least });
const atMost = (most: number): Target => ({ of: 'ratio', atMost: most });
const dollarsAtMost = (most: number): Target => ({ of: 'ours', atMost: most });

const parsing = '`JSON.parse` of the same lines';
const copying = 'reading, parsing and writing the same lines';

/** What Patron aims at; the benchmarks take their bounds from here. */
export const aims: readonly Aim[] = [
  {
    what: `speed of the heart on invoices to ${parsing}`,
    figure: 'heart.json-parse.online-retail',
    target: atLeast(1),
  },
  { what: 'the same on small orders', figure: 'heart.json-parse.olist', target: atLeast(0.4) },
  { what: 'the same on visits', figure: 'heart.json-parse.visits', target: atLeast(0.4) },
  { what: `speed of \`replay\` on invoices to ${copying}`, figure: 'replay.lines.invoices', target: atLeast(0.4) },
  { what: 'the same on visits', figure: 'replay.lines.visits', target: atLeast(0.3) },
  {
    what: 'dollars for a million events at 100 a second, without members and API',
    figure: 'targets.dollars.fifo',
    target: dollarsAtMost(8.5),
  },
  { what: 'the same through a stream', figure: 'targets.dollars.stream', target: dollarsAtMost(6) },
  { what: 'of these the units of the table', figure: 'targets.dollars.table', target: dollarsAtMost(2.9) },
  {
    what: 'an update with a million customers to one with a thousand',
    figure: 'growth.customers-1000000.store',
    target: atMost(1.75),
  },
  {
    what: 'loading the update function to loading the usual client of DynamoDB',
    figure: 'coldstart.load.customer-updates.update',
    target: atMost(1.2),
  },
  { what: 'memory for a million events to 100,000', figure: 'scale.memory', target: atMost(1.2) },
];

/** The bounds of a figure; none where it is not aimed at. */
export const targetsOf = (figure: string): readonly Target[] =>
  aims.filter((aim) => aim.figure === figure).map(({ target }) => target);
