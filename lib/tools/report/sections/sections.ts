import type { MakeSection } from './report-section.ts';
import { sales } from './sales.ts';

/** All sections in their order on the page. */
export const sections: readonly MakeSection[] = [sales];
