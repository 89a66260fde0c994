import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { styleSheet } from '#lib/tools/report/style-sheet.ts';

const tokens = readFileSync(join(import.meta.dirname, '..', '..', '..', 'console', 'style', 'tokens.css'), 'utf8');

const coloursIn = (text: string | undefined): ReadonlyMap<string, string> =>
  new Map([...(text ?? '').matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]));

const [light, dark] = styleSheet.split('@media screen and (prefers-color-scheme: dark)').map(coloursIn);

test('the console has the colours of the report in both themes', () => {
  expect(light?.size).toBeGreaterThan(10);
  for (const [name, hex] of light ?? []) expect(tokens).toContain(`--${name}: light-dark(${hex}, ${dark?.get(name)});`);
});
