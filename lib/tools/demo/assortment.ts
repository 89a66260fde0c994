/** A product of the shop; `price` is in pence. */
export interface Product {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
}

const byCategory: Readonly<Record<string, readonly (readonly [sku: string, name: string, price: number])[]>> = {
  garden: [
    ['GA-01', 'Copper watering can', 34_00],
    ['GA-02', 'Wildflower seeds', 4_50],
    ['GA-03', 'Teak bench', 289_00],
    ['GA-04', 'Hand trowel', 14_00],
  ],
  kitchen: [
    ['KI-01', 'Stoneware bowl', 18_00],
    ['KI-02', 'Cast iron pan', 79_00],
    ['KI-03', 'Linen tea towel', 9_50],
    ['KI-04', 'Oak chopping board', 45_00],
  ],
  books: [
    ['BO-01', 'The Small Garden', 22_00],
    ['BO-02', 'Bread at Home', 19_99],
    ['BO-03', 'Birds of the Coast', 16_50],
  ],
  toys: [
    ['TO-01', 'Wooden train', 39_00],
    ['TO-02', 'Kite', 24_00],
    ['TO-03', 'Felt rabbit', 17_50],
  ],
  home: [
    ['HO-01', 'Wool blanket', 95_00],
    ['HO-02', 'Beeswax candle', 12_00],
    ['HO-03', 'Brass lamp', 149_00],
    ['HO-04', 'Armchair', 640_00],
  ],
  outdoor: [
    ['OU-01', 'Walking boots', 129_00],
    ['OU-02', 'Rain jacket', 165_00],
    ['OU-03', 'Enamel mug', 11_00],
  ],
  shoes: [
    ['SH-01', 'Canvas shoes', 49_00],
    ['SH-02', 'Leather boots', 185_00],
  ],
};

/** All products of the shop. */
export const assortment: readonly Product[] = Object.entries(byCategory).flatMap(([category, products]) =>
  products.map(([sku, name, price]) => ({ sku, name, category, price })),
);

/** All categories of the shop. */
export const categories: readonly string[] = Object.keys(byCategory);
