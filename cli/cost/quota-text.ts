import { hotCustomerEventsPerSecond, quotasOf, type QuotaUse } from '#lib/tools/cost/quotas.ts';
import { usualRegion } from '#lib/tools/cost/prices.ts';
import type { Region } from '#lib/tools/cost/region-prices.ts';
import type { Load } from '#lib/tools/cost/work.ts';
import { quantity } from '../output/numbers.ts';

const share = ({ use, limit }: QuotaUse): string => `${quantity((use / limit) * 100)} % of`;

const rateOf = ({ reachedAt }: QuotaUse): string =>
  reachedAt === Infinity ? 'never' : `at ${quantity(reachedAt)} events/s`;

const lines = (quota: QuotaUse): readonly string[] => {
  const mark = quota.use >= quota.limit ? '!' : ' ';
  const { name, limit, unit, remedy } = quota;
  return [`${mark} ${rateOf(quota)}: ${name} (${share(quota)} ${quantity(limit)} ${unit})`, `    then: ${remedy}`];
};

/** The quotas in the order in which a growing load reaches them, each with a remedy; `!` marks those that this load reaches. */
export const quotaText = (load: Load, region: Region): string => {
  const quotas = quotasOf(load);
  const reached = quotas.filter(({ use, limit }) => use >= limit).length;
  const head = `Quotas, as a new account in us-east-1 has them: ${reached === 0 ? 'none is reached' : `${reached} reached (!)`}`;
  const hot = `One and the same customer: ${quantity(hotCustomerEventsPerSecond(load))} events/s, whatever the load; a partition takes 1,000 write units a second.`;
  const more = `    then: let the producer gather what belongs together, or leave robots out before they reach the bus`;
  const stream =
    '  The table’s stream grows with the table, a shard for each 1,000 write units a second, and is read as fast as it grows.';
  const elsewhere = `  Those of ${region} may be lower, PutEvents from 400 a second: look them up under Service Quotas.`;
  const lower = region === usualRegion ? [] : [elsewhere];
  return [head, ...lower, ...quotas.flatMap(lines), `  ${hot}`, more, stream].join('\n');
};
