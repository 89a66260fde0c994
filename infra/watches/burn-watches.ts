import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { freshnessMetrics, promisedShare, type Freshness } from '#functions/metrics/freshness-objective.ts';
import type { Burn } from './watch.ts';
import type { Watched } from './watched.ts';

/** The fewest late changes in a window that matter: where changes are few, a single late one is a large share. */
const fewestLate = 5;

/**
 * The rate at which the budget of a promise is spent: the share of changes that were late, over the share that may be late
 * (1 %). At a rate of 1 a month's budget lasts a month.
 */
export const burnRate = ({ counting }: Watched, kind: Freshness, period: Duration): MathExpression => {
  const { inTime, late } = freshnessMetrics[kind];
  const lateOnes = `FILL(${kind}Late, 0)`;
  return new MathExpression({
    expression: `IF(${lateOnes} < ${fewestLate}, 0, ${lateOnes} / (${lateOnes} + FILL(${kind}InTime, 0)) / ${(1 - promisedShare).toFixed(2)})`,
    label: `Burn rate, ${kind}s, ${period.toHumanString()}`,
    usingMetrics: {
      [`${kind}Late`]: counting(late, 'publish', { period }),
      [`${kind}InTime`]: counting(inTime, 'publish', { period }),
    },
    period,
  });
};

/**
 * Two alarms for each promise, each on two windows: the long one says that enough of the budget is gone to matter, the
 * short one, a twelfth of it, that it is still going, so that the alarm ends soon after the trouble does.
 *
 * The factor is the share of a budget of 30 days that is spent in the long window: `share x 30 days / window`. 2 % in an
 * hour is 14.4, 5 % in six hours 6. From Google's "The Site Reliability Workbook", chapter 5, "Alerting on SLOs",
 * section "Multiwindow, Multi-Burn-Rate Alerts", table 5-8; https://sre.google/workbook/alerting-on-slos/.
 */
const rates = [
  { name: 'fast', share: 0.02, long: Duration.hours(1), short: Duration.minutes(5) },
  { name: 'slow', share: 0.05, long: Duration.hours(6), short: Duration.minutes(30) },
];

const budgetHours = 30 * 24;

const means: Readonly<Record<Freshness, string>> = {
  change: 'Too many changes are published more than 5 seconds after the event arrived',
  timer: 'Too many changes by time alone are published more than 90 seconds after their instant',
};

/** 99 % of changes are published within 5 s of the event's arrival, timers within 90 s of their instant. */
export const burns = (watched: Watched): readonly Burn[] =>
  (['change', 'timer'] as const).flatMap((kind) =>
    rates.map(({ name, share, long, short }) => ({
      section: 'late-changes',
      which: `${kind}-${name}`,
      means: means[kind],
      above: (share * budgetHours) / long.toHours(),
      windows: [
        { name: 'long', metric: burnRate(watched, kind, long) },
        { name: 'short', metric: burnRate(watched, kind, short) },
      ],
    })),
  );
