import type { StoreFindings } from '#lib/tools/occurrence/look-in-store.ts';
import { counted, number } from '../output/numbers.ts';
import { table } from '../output/table.ts';

const ordersText = (orders: ReadonlyMap<string, number>, currency: string): string => {
  const sorted = [...orders].sort(([, one], [, other]) => other - one);
  const listed = sorted.map(([code, count]) => `${number(count)} in ${code}`).join(', ');
  const isOther = sorted.some(([code]) => code !== currency);
  return `Orders: ${listed || 'none'}.${isOther ? ` Only those in ${currency} make revenue.` : ''}`;
};

/** The members of each segment in a store now, and the currencies of its orders. */
export const storeText = (place: string, { members, orders }: StoreFindings, currency: string): string => {
  const rows = [...members].map(([key, count]) => [key, counted(count, 'member')]);
  const lines = table(rows, ['left', 'right']).map((line) => `  ${line}`);
  return [`In ${place} now:`, ...lines, ordersText(orders(), currency)].join('\n');
};
