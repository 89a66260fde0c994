import { describe, expect, test } from 'vitest';
import { styleSheet } from '#lib/tools/report/style-sheet.ts';

/** The colours of a theme, by their names. */
type Theme = ReadonlyMap<string, string>;

/** The themes that the style sheet has: light ones first, and what the dark ones change. */
const [light, dark] = styleSheet
  .split('@media screen and (prefers-color-scheme: dark)')
  .map(
    (part): Theme =>
      new Map([...part.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex])),
  );

/** WCAG 2.2: the relative luminance of a colour in sRGB. */
const luminanceOf = (hex: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(hex.slice(place, place + 2), 16) / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrastOf = (one: string, other: string): number => {
  const [low = 0, high = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
};

const heats = ['heat-1', 'heat-2', 'heat-3', 'heat-4', 'heat-5'];

/** What is written in which colour on which. */
const texts = [
  ...['ink', 'muted', 'accent', 'contrast'].map((text) => [text, 'paper']),
  ...['ink', 'muted'].map((text) => [text, 'raised']),
  ...[...heats, 'accent-faint', 'accent-soft'].map((ground) => ['ink', ground]),
] as [string, string][];

/** What is drawn. */
const shapes = [
  ['accent', 'hairline'],
  ['accent', 'accent-faint'],
] as [string, string][];

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Theme][])('The %s colours', (_name, theme) => {
  test('are all there', () => {
    expect([...theme.keys()].sort()).toEqual([...(light as Theme).keys()].sort());
  });

  test.each(texts)('can be read: %s on %s', (text, ground) => {
    expect(contrastOf(theme.get(text) ?? '', theme.get(ground) ?? '')).toBeGreaterThanOrEqual(4.5);
  });

  test.each(shapes)('can be told apart: %s on %s', (shape, ground) => {
    expect(contrastOf(theme.get(shape) ?? '', theme.get(ground) ?? '')).toBeGreaterThanOrEqual(3);
  });
});
