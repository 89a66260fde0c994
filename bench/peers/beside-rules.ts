import { compile } from '#lib/core/segments/compile/compile.ts';
import type { Report } from '../benchmark.ts';
import { applyAll } from '../data/apply-all.ts';
import { sharedCatalogue } from '../data/shared-catalogue.ts';
import { acceptLine, linesOf, realShops, type PersonsEvent } from '../data/shop-events.ts';
import { visitShop } from '../data/visit-shop.ts';
import { alternate, perSecond } from '../harness/rounds.ts';
import { compare, type Pair } from '../harness/statistics.ts';
import { casesOf, refuseDisagreement } from '../rules/agreement.ts';
import type { Facts } from '../rules/facts.ts';
import { ruleEngines, type Decide } from '../rules/rules.ts';

/** The slowest peer is slow enough that more would only take time. */
const mostRuled = 1_000;
const visitors = 400;

interface Stream {
  readonly name: string;
  readonly events: readonly PersonsEvent[];
}

const decideAll = async (decide: Decide, facts: readonly Facts[]): Promise<void> => {
  for (const ready of facts) {
    const decided = decide(ready);
    if (decided instanceof Promise) await decided;
  }
};

interface Measured {
  readonly stream: Stream;
  readonly ruledEvents: number;
  /** For each round what Patron did and what the peer did. */
  readonly pairs: readonly Pair[];
}

const reportPeer = (report: Report, peer: string, { stream, ruledEvents, pairs }: Measured): void => {
  const { rounds, ...compared } = compare(pairs);
  report.figure({
    name: `peers.${peer}.${stream.name}`,
    about:
      `a second of processor time of apply, which folds, runs timers, decides and explains, beside one of ${peer}, ` +
      'which only decides, from ready-made facts that Patron folded outside the clock',
    unit: 'events/s',
    ...compared,
    details: {
      timesAsFastAsPatron: 1 / compared.ratio,
      events: stream.events.length,
      ruledEvents,
      differing: 0,
      segments: sharedCatalogue.segments.length,
      rounds,
    },
  });
};

const measure = async (report: Report, stream: Stream): Promise<void> => {
  const catalogue = compile(sharedCatalogue);
  // The last ones, when most is known of most people.
  const cases = casesOf(sharedCatalogue, stream.events, mostRuled);
  const facts = cases.map((one) => one.facts);
  const deciders = Object.entries(ruleEngines).map(([peer, say]) => [peer, say(sharedCatalogue)] as const);
  for (const [peer, decide] of deciders) await refuseDisagreement(peer, decide, cases);
  const ours = () =>
    perSecond(stream.events.length, () => {
      applyAll(catalogue, stream.events);
    });
  const theirs = deciders.map(
    ([, decide]) =>
      () =>
        perSecond(facts.length, () => decideAll(decide, facts)),
  );
  // They are short, so more of them than asked for cost little.
  const rounds = await alternate([ours, ...theirs], { rounds: 2 * report.rounds + 1 });
  for (const [index, [peer]] of deciders.entries()) {
    const pairs = rounds.map((round): Pair => [round[0] ?? Number.NaN, round[index + 1] ?? Number.NaN]);
    reportPeer(report, peer, { stream, ruledEvents: cases.length, pairs });
  }
};

/**
 * The heart beside engines for rules, on invoices, orders and visits.
 *
 * @throws {Error} where one of them comes to other memberships than Patron.
 */
export const besideRules = async (report: Report): Promise<void> => {
  for (const { name, file } of await realShops(report, ['online-retail', 'olist']))
    await measure(report, { name, events: (await linesOf(file)).map(acceptLine) });
  await measure(report, { name: 'visits', events: visitShop(visitors).map(acceptLine) });
};
