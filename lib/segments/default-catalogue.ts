import { catalogue } from './builders.ts';
import { browsing } from './default/browsing.ts';
import { combined } from './default/combined.ts';
import { demographic } from './default/demographic.ts';
import { feedback } from './default/feedback.ts';
import { geographic } from './default/geographic.ts';
import { lifecycle } from './default/lifecycle.ts';
import { psychographic } from './default/psychographic.ts';
import { spending } from './default/spending.ts';
import type { CatalogueSource } from './language.ts';

/** The segments that a shop starts with: what is decided where no catalogue of the shop's own is given. Amounts in pence. */
export const defaultCatalogue: CatalogueSource = catalogue({
  currency: 'GBP',
  rfm: {
    recencyDays: [30, 60, 120, 240],
    frequency: [2, 4, 8, 16],
    monetary: [50_00, 200_00, 500_00, 1_000_00],
  },
  segments: [
    ...lifecycle,
    ...spending,
    ...browsing,
    ...feedback,
    ...demographic,
    ...geographic,
    ...psychographic,
    ...combined,
  ],
});
