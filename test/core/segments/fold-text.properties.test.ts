import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '#lib/core/segments/language/fold-text.ts';
import { runs } from '#test/support/runs.ts';

const step = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ');

test('foldText() makes of any text, of ASCII or beyond it, what every step makes of it', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary-ascii' }),
    fc.string({ unit: 'grapheme' }),
    fc.stringMatching(/^[a-zA-ZéÀŒς\x7f\x80 ]*$/),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(foldText(text)).toBe(step(text));
    }),
    runs(300),
  );
});
