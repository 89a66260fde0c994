/** Texts of the grid of recency and frequency. */
export const rfm = {
  grid: 'Buyers by their last order (from top to bottom) and by their number of orders (from left to right)',
  says: (people: string, buyers: string, region: string) =>
    `${people} of ${buyers} buyers are in the region “${region}”, the largest of the grid.`,
  sure: 'Everybody who has ordered is counted, by the limits under “rfm” in the catalogue. Mean revenue, after refunds, stands where it rests on twenty buyers or more in every square.',
  regions: 'The regions, largest first',
  region: 'Region',
  buyers: 'Buyers',
  share: 'Of all buyers',
  revenue: 'Mean revenue',
  noRevenue: '–',
  none: { title: 'There is no grid' },
} as const;
