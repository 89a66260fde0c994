import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** In the order in which they apply. */
const files = ['tokens', 'page', 'tables', 'charts', 'sections', 'print'] as const;

const read = (name: string): string => readFileSync(new URL(`style/${name}.css`, import.meta.url), 'utf8');

/** The style of the page. */
export const styleSheet = files.map(read).join('\n');

/** By which a content security policy admits the style sheet, and no other. */
export const styleHash = `sha256-${createHash('sha256').update(styleSheet).digest('base64')}`;
