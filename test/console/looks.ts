import { join } from 'node:path';
import type { Look } from './browser.ts';

/** Where pictures are put; git leaves it out. */
export const pictures = join(import.meta.dirname, '..', '..', 'reports', 'console');

/** How every screen is looked at: both themes, on a phone, a tablet and a desk. */
export const looks: readonly Look[] = (['light', 'dark'] as const).flatMap((theme) =>
  [360, 768, 1440].map((width) => ({ theme, width })),
);

/** Such as `people-cust-42-dark-360.png`. */
export const pictureOf = (path: string, { theme, width }: Look): string =>
  `${path.slice(1).replaceAll(/[^\w-]+/g, '-')}-${theme}-${width}.png`;
