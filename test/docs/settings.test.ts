import { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { readSettings } from '#infra/settings/settings.ts';
import { pages, read } from './pages.ts';

const settings = Object.keys(readSettings(new App().node));

describe('settings of a deployment', () => {
  test.each(pages)('are named as they are: %s', (page) => {
    const named = [...read(page).matchAll(/ -c (\w+)=/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !settings.includes(name))).toEqual([]);
  });

  test('have a line each in docs/deploy.md, but for what only the tests use', () => {
    const lines = new Set([...read('docs/deploy.md').matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name));
    expect(settings.filter((name) => !lines.has(name))).toEqual(['emulated']);
  });
});
