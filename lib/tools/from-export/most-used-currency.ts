import type { ImportReport } from '../import/import-export.ts';

/**
 * The currency of most orders of an import; of two with as many the first by its code.
 *
 * @param assumed - that by which it was imported: the report counts the orders in others.
 */
export const mostUsedCurrency = ({ events, otherCurrencies }: ImportReport, assumed: string): string => {
  const others = Object.values(otherCurrencies).reduce((sum, orders) => sum + orders, 0);
  const counts = { ...otherCurrencies, [assumed]: (events['PurchaseMade'] ?? 0) - others };
  const [[currency] = [assumed]] = Object.entries(counts).sort(
    ([one, ordersInOne], [other, ordersInOther]) => ordersInOther - ordersInOne || (one < other ? -1 : 1),
  );
  return currency;
};
