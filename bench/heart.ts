import { apply } from '#lib/core/engine/apply.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { acceptLine, linesOf, realShops, type PersonsEvent } from './data/shop-events.ts';
import { alternate, perSecond } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { factsOf } from './rules/facts.ts';
import { sharedCatalogue } from './data/shared-catalogue.ts';
import { rulesFor } from './rules/rules-engine.ts';

/** The rule engine is slow enough that more would only take time. */
const ruledEvents = 1_000;

/** Rounds are short, so more of them than asked for cost little. */
const roundsOf = ({ rounds }: Report) => ({ rounds: 2 * rounds + 1 });

const pairOf = ([ours = Number.NaN, baseline = Number.NaN]: readonly number[]): Pair => [ours, baseline];

/** Applies every event, beginning without any profile. */
const applyAll = (catalogue: Catalogue, events: readonly PersonsEvent[]): void => {
  const states = new Map<string, CustomerState>();
  for (const { person, arrived } of events) states.set(person, apply(catalogue, states.get(person), arrived).state);
};

const parseAll = (lines: readonly string[]): void => {
  for (const line of lines) JSON.parse(line);
};

interface Stream {
  readonly shop: string;
  readonly lines: readonly string[];
  readonly events: readonly PersonsEvent[];
}

/** A catalogue under the name that its figures have. */
const catalogues = {
  'json-parse': defaultCatalogue,
  // How far customers have come, what they spend, what they look at, and the first of those who give feedback.
  'json-parse-20': { ...sharedCatalogue, segments: sharedCatalogue.segments.slice(0, 20) },
} as const;

const besideParsing = async (
  report: Report,
  { shop, lines, events }: Stream,
  name: keyof typeof catalogues,
): Promise<void> => {
  const catalogue = compile(catalogues[name]);
  const rounds = await alternate(
    [
      () => perSecond(events.length, () => applyAll(catalogue, events)),
      () => perSecond(events.length, () => parseAll(lines)),
    ],
    roundsOf(report),
  );
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const segments = catalogue.segments.length;
  const { rounds: taken, ...compared } = compare(rounds.map(pairOf));
  report.figure({
    name: `heart.${name}.${shop}`,
    about: `apply with ${segments} segments, a second of processor time, beside JSON.parse of the same lines alone`,
    unit: 'events/s',
    ...compared,
    targets: [{ of: 'ratio', atLeast: 1 }],
    details: { events: events.length, bytesPerEvent: Math.round(bytes / lines.length), segments, rounds: taken },
  });
};

const besideRules = async (report: Report, { shop, events }: Stream): Promise<void> => {
  const catalogue = compile(sharedCatalogue);
  // The last ones, when most is known of most people.
  const facts = factsOf(sharedCatalogue, events, ruledEvents);
  const rules = rulesFor(sharedCatalogue);
  const rounds = await alternate(
    [
      () => perSecond(events.length, () => applyAll(catalogue, events)),
      () =>
        perSecond(facts.length, async () => {
          for (const ready of facts) await rules.decide(ready);
        }),
    ],
    roundsOf(report),
  );
  const { rounds: taken, ...compared } = compare(rounds.map(pairOf));
  report.figure({
    name: `heart.json-rules-engine.${shop}`,
    about:
      'apply, a second of processor time, beside json-rules-engine deciding the same segments from ready-made facts',
    unit: 'events/s',
    ...compared,
    targets: [{ of: 'ratio', atLeast: 50 }],
    details: { events: events.length, ruledEvents: facts.length, segments: catalogue.segments.length, rounds: taken },
  });
};

/** The pure core on one core. */
export const heart: Benchmark = {
  name: 'heart',
  about: 'events a second through apply, states held in memory, events parsed and accepted before',
  run: async (report) => {
    for (const shop of await realShops(report, ['online-retail', 'olist'])) {
      const lines = await linesOf(shop.file);
      const stream = { shop: shop.name, lines, events: lines.map(acceptLine) };
      await besideParsing(report, stream, 'json-parse');
      await besideRules(report, stream);
      await besideParsing(report, stream, 'json-parse-20');
    }
  },
};
