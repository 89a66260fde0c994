import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { Benchmark, Report } from './benchmark.ts';
import { applyAll } from './data/apply-all.ts';
import { acceptLine, linesOf, realShops, type PersonsEvent } from './data/shop-events.ts';
import { alternate, perSecond } from './harness/rounds.ts';
import { compare, type Pair } from './harness/statistics.ts';
import { visitShop } from './data/visit-shop.ts';
import { sharedCatalogue } from './data/shared-catalogue.ts';
import { targetsOf } from './targets/aims.ts';

/** Rounds are short, so more of them than asked for cost little. */
const roundsOf = ({ rounds }: Report) => ({ rounds: 2 * rounds + 1 });

const pairOf = ([ours = Number.NaN, baseline = Number.NaN]: readonly number[]): Pair => [ours, baseline];

const parseAll = (lines: readonly string[]): void => {
  for (const line of lines) JSON.parse(line);
};

interface Stream {
  readonly shop: string;
  readonly lines: readonly string[];
  readonly events: readonly PersonsEvent[];
}

/** More would only take time. */
const visitors = 250;

/** Links and requests for erasure are not for `apply`. */
const isApplied = ({ arrived: { event } }: PersonsEvent): boolean =>
  event.type !== 'IdentityLinked' && event.type !== 'ErasureRequested';

const visits = (): Stream => {
  const accepted = visitShop(visitors).map((line) => ({ line, event: acceptLine(line) }));
  const applied = accepted.filter(({ event }) => isApplied(event));
  return { shop: 'visits', lines: applied.map(({ line }) => line), events: applied.map(({ event }) => event) };
};

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
      () =>
        perSecond(events.length, () => {
          applyAll(catalogue, events);
        }),
      () => perSecond(events.length, () => parseAll(lines)),
    ],
    roundsOf(report),
  );
  const bytes = lines.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const segments = catalogue.segments.length;
  const { rounds: taken, ...compared } = compare(rounds.map(pairOf));
  const figure = `heart.${name}.${shop}`;
  report.figure({
    name: figure,
    about: `apply with ${segments} segments, a second of processor time, beside JSON.parse of the same lines alone`,
    unit: 'events/s',
    ...compared,
    targets: targetsOf(figure),
    details: { events: events.length, bytesPerEvent: Math.round(bytes / lines.length), segments, rounds: taken },
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
      await besideParsing(report, stream, 'json-parse-20');
    }
    if (report.events !== undefined) return;
    const stream = visits();
    await besideParsing(report, stream, 'json-parse');
    await besideParsing(report, stream, 'json-parse-20');
  },
};
