import { createConfig, lintFromString } from '@redocly/openapi-core';
import { describe, expect, test } from 'vitest';
import { answers } from '#lib/tools/openapi/answers.ts';
import { apiPage } from '#lib/tools/openapi/api-page.ts';
import { openApi } from '#lib/tools/openapi/openapi.ts';
import { routes } from '#lib/use-cases/api/routes.ts';

const text = `${JSON.stringify(openApi(), null, 2)}\n`;

describe('docs/schemas/openapi.json', () => {
  test('is what the routes say; npm run docs:schemas writes it', async () => {
    await expect(text).toMatchFileSnapshot('../../docs/schemas/openapi.json');
  });

  test('has nothing that a linter finds fault with', async () => {
    const config = await createConfig({ extends: ['recommended'] });
    const problems = await lintFromString({ source: text, config, absoluteRef: 'openapi.json' });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
    const broken = text.replace('#/components/schemas/Preview"', '#/components/schemas/Previews"');
    expect(await lintFromString({ source: broken, config, absoluteRef: 'openapi.json' })).not.toEqual([]);
  });

  test('has every route, and no other', () => {
    expect(Object.keys(answers).toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
  });
});

describe('docs/api.md', () => {
  test('is what the routes say; npm run docs:schemas writes it', async () => {
    await expect(apiPage()).toMatchFileSnapshot('../../docs/api.md');
  });
});
