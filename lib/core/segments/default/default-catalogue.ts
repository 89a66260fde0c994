import { catalogue } from '../builders/builders.ts';
import { browsing } from './browsing.ts';
import { combined } from './combined.ts';
import { demographic } from './demographic.ts';
import { feedback } from './feedback.ts';
import { foretoldBy } from './foretold.ts';
import { geographic } from './geographic.ts';
import { lifecycle } from './lifecycle.ts';
import { occasions } from './occasions.ts';
import { ownTraits } from './own-traits.ts';
import { psychographic } from './psychographic.ts';
import { rhythm } from './rhythm.ts';
import { spending } from './spending.ts';
import type { PredictionModel } from '../../predictions/prediction-model.ts';
import type { CatalogueSource } from '../language/language.ts';

/** The segments that a shop starts with: what is decided where no catalogue of the shop's own is given. Amounts in pence. */
export const defaultCatalogue: CatalogueSource = catalogue({
  currency: 'GBP',
  rfm: {
    recencyDays: [30, 60, 120, 240],
    frequency: [2, 4, 8, 16],
    monetary: [50_00, 200_00, 500_00, 1_000_00],
  },
  traits: ownTraits,
  segments: [
    ...lifecycle,
    ...rhythm,
    ...spending,
    ...browsing,
    ...feedback,
    ...demographic,
    ...geographic,
    ...psychographic,
    ...occasions,
    ...combined,
  ],
});

/** The same with a fitted model and the segments that it allows. */
export const defaultCatalogueWith = (model: PredictionModel): CatalogueSource => ({
  ...defaultCatalogue,
  predict: model,
  segments: [...defaultCatalogue.segments, ...foretoldBy(model)],
});
