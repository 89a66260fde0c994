import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';

/** Some that many are in, one that is of places, one that few are in, and one that nobody is in. */
const source = {
  ...defaultCatalogue,
  segments: [
    ...defaultCatalogue.segments.filter(({ key }) => ['regulars', 'promoters'].includes(key)),
    { key: 'buyers', name: 'Buyers', when: { trait: 'orders.count', is: { gte: 1 } } },
    { key: 'britons', name: 'Britons', when: { trait: 'geographic.country', is: { eq: 'GB' } } },
    { key: 'few', name: 'Few', when: { trait: 'orders.count', is: { gte: 12 } } },
    { key: 'nobody', name: 'Nobody', when: { trait: 'orders.count', is: { gte: 10_000 } } },
  ],
};

/** Every sixth customer and visitor. */
const everySixth = (line: string): boolean => {
  const [, id] = /"(?:cust|visitor)-(\d+)"/.exec(line) ?? [];
  return Number(id) % 6 === 0;
};

/** The year of the demo's shop, of a sixth of its people. */
export const someOfTheShop = () => ({ source, catalogue: compile(source), lines: shopYear(1).filter(everySixth) });

/** As many as tell something of a sixth. */
export const fewest = 5;
