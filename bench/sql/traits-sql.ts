import type { RfmThresholds } from '#lib/core/profile/rfm.ts';
import { day } from '#lib/core/time/duration.ts';
import { literal, type SqlPlan, type Value } from './plan.ts';

/** What is newest by event time; ties by the larger `eventId`. */
const newest = '(t, event_id)';

const ofType = (type: string): string => `type = ${literal(type)}`;
const purchase = ofType('PurchaseMade');
const visit = ofType('VisitMade');

const number = (sql: string): Value => ({ sql, kind: 'number' });

const aggregated = (plan: SqlPlan, sql: string): string => plan.aggregate('events', number(sql)).sql;

const counted = (plan: SqlPlan, of: string): string => aggregated(plan, `count(*) FILTER (${of})`);

const instant = (plan: SqlPlan, aggregate: 'min' | 'max', of: string): string =>
  aggregated(plan, `${aggregate}(t) FILTER (${of})`);

/** A money field over events of a type in the catalogue's currency. */
const money = (plan: SqlPlan, type: string, path: string): string => {
  const field = plan.field('events', path, 'number').sql;
  const currency = plan.field('events', 'currency', 'text').sql;
  const own = `${ofType(type)} AND ${currency} = ${literal(plan.currency)}`;
  return `coalesce(${aggregated(plan, `sum(${field}) FILTER (${own})`)}, 0)`;
};

const gross = (plan: SqlPlan) => money(plan, 'PurchaseMade', 'total');
const refunded = (plan: SqlPlan) => money(plan, 'PurchaseRefunded', 'amount');
const revenue = (plan: SqlPlan) => `(${gross(plan)} - ${refunded(plan)})`;
const orders = (plan: SqlPlan) => counted(plan, purchase);

const discounted = (plan: SqlPlan): string => {
  const discount = plan.field('events', 'discount', 'number').sql;
  const coupon = plan.field('events', 'couponCode', 'text').sql;
  return counted(plan, `${purchase} AND (${discount} > 0 OR ${coupon} IS NOT NULL)`);
};

const satisfaction = (plan: SqlPlan): string => {
  const score = plan.field('events', 'score', 'number').sql;
  const kind = plan.field('events', 'kind', 'text').sql;
  const [lowest, highest] = ['scale.min', 'scale.max'].map((path) => plan.field('events', path, 'number').sql);
  const least = `coalesce(${lowest}, CASE ${kind} WHEN 'nps' THEN 0 ELSE 1 END)`;
  const most = `coalesce(${highest}, CASE ${kind} WHEN 'nps' THEN 10 ELSE 5 END)`;
  return aggregated(plan, `avg((${score} - ${least}) / (${most} - ${least})) FILTER (${ofType('FeedbackGiven')})`);
};

const nps = (plan: SqlPlan): string => {
  const score = plan.field('events', 'score', 'number').sql;
  const kind = plan.field('events', 'kind', 'text').sql;
  const answered = `${ofType('FeedbackGiven')} AND ${kind} = 'nps' AND ${score} IS NOT NULL`;
  return aggregated(plan, `arg_max(${score}, ${newest}) FILTER (${answered})`);
};

const computed: Readonly<Record<string, (plan: SqlPlan) => string>> = {
  'orders.count': orders,
  'orders.revenue': revenue,
  'orders.average': (plan) => `(${revenue(plan)} / nullif(${orders(plan)}, 0))`,
  'orders.refunded': refunded,
  'orders.refundRate': (plan) => `(${refunded(plan)} / nullif(${gross(plan)}, 0))`,
  'orders.discountShare': (plan) => `(${discounted(plan)} / nullif(${orders(plan)}, 0))`,
  'orders.firstAt': (plan) => instant(plan, 'min', purchase),
  'orders.lastAt': (plan) => instant(plan, 'max', purchase),
  'visits.count': (plan) => counted(plan, visit),
  'visits.firstAt': (plan) => instant(plan, 'min', visit),
  'visits.lastAt': (plan) => instant(plan, 'max', visit),
  'feedback.count': (plan) => counted(plan, ofType('FeedbackGiven')),
  'feedback.satisfaction': satisfaction,
  'feedback.nps': nps,
  firstSeenAt: (plan) => instant(plan, 'min', 'true'),
  lastSeenAt: (plan) => instant(plan, 'max', 'true'),
};

const reached = (value: string, thresholds: readonly number[]): string =>
  thresholds.map((threshold) => `(${value} >= ${threshold})::INTEGER`).join(' + ');

const scores = (plan: SqlPlan, { recencyDays, frequency, monetary }: RfmThresholds) => {
  const lastAt = instant(plan, 'max', purchase);
  const since = `(${plan.until} - ${lastAt})`;
  const scored = (score: string) => `CASE WHEN ${lastAt} IS NOT NULL THEN ${score} END`;
  return {
    'rfm.recency': scored(
      `5 - (${reached(
        since,
        recencyDays.map((days) => Math.round(days * day)),
      )})`,
    ),
    'rfm.frequency': scored(`1 + ${reached(orders(plan), frequency)}`),
    'rfm.monetary': scored(`1 + ${reached(revenue(plan), monetary)}`),
  };
};

const givenAt = (type: string, path: string): string =>
  `WHEN ${literal(type)} THEN json_extract(detail, ${literal(path)})`;

/** Where the events that tell a trait have it, as branches over the event's type. */
const tellers = (path: string): readonly string[] => {
  const [group = '', ...names] = path.split('.');
  const name = names.join('.');
  if (group === 'consent')
    return [
      `WHEN 'ConsentChanged' THEN CASE WHEN json_extract_string(detail, '$.purpose') = ${literal(name)} THEN json_extract(detail, '$.granted') END`,
    ];
  const described = givenAt('CustomerDescribed', `$.traits.${group}."${name}"`);
  if (group !== 'geographic') return [described];
  return [described, givenAt('PurchaseMade', `$.shipTo."${name}"`), givenAt('VisitMade', `$.place."${name}"`)];
};

const given = (plan: SqlPlan, path: string): Value => {
  const told = plan.column('events', `told ${path}`, { sql: `CASE type ${tellers(path).join(' ')} END`, kind: 'json' });
  return plan.aggregate('events', {
    sql: `arg_max(${told.sql}, ${newest}) FILTER (${told.sql} IS NOT NULL)`,
    kind: 'json',
  });
};

/** Whole years at `until`; the texts of month and day tell whether the birthday has been, also of 29 February. */
const age = (plan: SqlPlan): Value => {
  const born = `json_extract_string(${given(plan, 'demographic.birthDate').sql}, '$')`;
  const inYear = `try_cast(${given(plan, 'demographic.birthYear').sql} AS INTEGER)`;
  const now = new Date(plan.until).toISOString();
  const [year, monthDay] = [now.slice(0, 4), now.slice(5, 10)];
  const byDate = `${year} - substr(${born}, 1, 4)::INTEGER - (${literal(monthDay)} < substr(${born}, 6, 5))::INTEGER`;
  return number(`coalesce(${byDate}, ${year} - ${inYear})`);
};

const givenTrait = /^(?:demographic|geographic|psychographic|preferences|custom|consent)\.(?!income)/;

const computedSql = (plan: SqlPlan, path: string, rfm: RfmThresholds | undefined): string | undefined => {
  if (Object.hasOwn(computed, path)) return computed[path]?.(plan);
  return path.startsWith('rfm.') && rfm ? scores(plan, rfm)[path as 'rfm.recency'] : undefined;
};

/** The value of a trait at `until`; undefined for one that is not said in SQL here. Instants are milliseconds. */
export const traitSql = (plan: SqlPlan, path: string, rfm: RfmThresholds | undefined): Value | undefined => {
  if (path === 'demographic.age') return age(plan);
  const sql = computedSql(plan, path, rfm);
  if (sql !== undefined) return number(sql);
  return givenTrait.test(path) ? given(plan, path) : undefined;
};
