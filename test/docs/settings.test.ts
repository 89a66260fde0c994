import { describe, expect, test } from 'vitest';
import { checkSettings, settingNames } from '#infra/settings/check-settings.ts';
import { pages, read } from './pages.ts';

describe('settings of a deployment', () => {
  test.each(pages)('are given by a stage: %s', (page) => {
    const named = [...read(page).matchAll(/ -c (\w+)=/g)].map(([, name = '']) => name);
    expect(named.filter((name) => name !== 'stage')).toEqual([]);
  });

  test('have a line each in docs/deploy.md', () => {
    const lines = [...read('docs/deploy.md').matchAll(/^\| `(\w+)` /gm)].map(([, name = '']) => name);
    expect(lines.filter((name) => settingNames.includes(name))).toEqual(settingNames);
  });

  test('that docs/deploy.md shows as a stage are settings', () => {
    const [, shown = ''] = /^```json\n([^]*?)^```$/m.exec(read('docs/deploy.md')) ?? [];
    const stage: object = JSON.parse(shown);
    expect(() => checkSettings({ ...stage, catalogue: 'default', producers: [] }, 'docs/deploy.md')).not.toThrow();
  });
});
