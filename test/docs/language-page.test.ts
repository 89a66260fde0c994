import { describe, expect, test } from 'vitest';
import { languagePage } from '#lib/tools/schemas/language-page.ts';

const page = languagePage();

describe('docs/language.md', () => {
  test('is what the language says; npm run docs:schemas writes it', async () => {
    await expect(page).toMatchFileSnapshot('../../docs/language.md');
  });

  test.each([
    '| `orders.revenue` | revenue after refunds | money |',
    '| `predicted.tier` | tier of expected revenue | tier |',
    '| `demographic.birthDate` | birth date | text |',
    '| `gte` | At least, between two numbers or two texts. | ordered | ordered |',
  ])('has the row %s', (row) => {
    expect(page).toContain(row);
  });
});
