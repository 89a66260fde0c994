import { about } from './about.ts';
import { best } from './best.ts';
import { flows } from './flows.ts';
import { groups } from './groups.ts';
import { growth } from './growth.ts';
import { overlaps } from './overlaps.ts';
import { personas } from './personas.ts';
import { places } from './places.ts';
import { predictions } from './predictions.ts';
import type { MakeSection } from './report-section.ts';
import { rfm } from './rfm.ts';
import { sales } from './sales.ts';
import { satisfied } from './satisfied.ts';
import { segments } from './segments.ts';
import { words } from './words.ts';

/** All sections in their order on the page. */
export const sections: readonly MakeSection[] = [
  sales,
  best,
  personas,
  segments,
  growth,
  flows,
  overlaps,
  rfm,
  predictions,
  groups,
  satisfied,
  words,
  places,
  about,
];
