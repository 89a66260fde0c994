import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { runStory } from '#lib/tools/stories/run-story.ts';

const folder = join(import.meta.dirname, '../../../lib/core/segments/default/stories');
const catalogue = compile(defaultCatalogue);

const stories = readdirSync(folder).map((file) => {
  const json: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return { file, json };
});

/** The segments of which a story tells that somebody entered or left them. */
const told = (status: 'entered' | 'exited'): ReadonlySet<string> =>
  new Set(
    stories.flatMap(({ json }) =>
      (json as { readonly then: readonly Record<string, string>[] }).then.flatMap((each) => each[status] ?? []),
    ),
  );

describe('the stories of the default catalogue', () => {
  test.each(stories)('$file holds', ({ json }) => {
    expect(runStory(catalogue, json).failures).toEqual([]);
  });

  test('tell of every segment how somebody enters it and how somebody leaves it', () => {
    const keys = defaultCatalogue.segments.map(({ key }) => key);
    expect(keys.filter((key) => !told('entered').has(key))).toEqual([]);
    expect(keys.filter((key) => !told('exited').has(key))).toEqual([]);
  });
});
