import { describe, expect, test } from 'vitest';
import { segmentChangesPattern } from '#events/routing.ts';
import { detailOf } from '#test/tools/consume/entries.ts';
import { isNews } from '../../docs/snippets/one-rule.ts';
import { read } from './pages.ts';

const page = read('docs/campaigns.md');

describe('docs/campaigns.md', () => {
  test('shows its snippets as they are', () => {
    const shown = [...page.matchAll(/<!-- (docs\S+) -->\n+```\w+\n([^]*?\n)```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, text])).toEqual(
      shown.map(([, file = '']) => [file, read(file)]),
    );
    expect(shown).toHaveLength(5);
  });

  test('has the rule that the construct makes', () => {
    const asked = { segments: ['cart-abandoners'], snapshots: true, erasures: true };
    expect(JSON.parse(read('docs/snippets/changes-rule.json'))).toEqual(segmentChangesPattern(asked));
  });

  test('has the one rule', () => {
    const changes = [detailOf('ada', 2, '+buyers'), detailOf('~ada', 1, '+buyers'), detailOf('ada', 1, '-buyers')];
    expect([...changes, ...changes].map(isNews)).toEqual([true, true, false, false, false, false]);
  });
});
