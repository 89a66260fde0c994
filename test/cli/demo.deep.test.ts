import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { personas, type Persona as Made } from '#lib/tools/demo/personas.ts';
import type { Persona } from '#lib/use-cases/insight/personas.ts';
import { patron, workspace } from './command-line.ts';
import { madeAs, readPeople } from './demo-people.ts';

const { path } = workspace();

const mostFrequent = (names: readonly string[]): string | undefined =>
  [...Map.groupBy(names, (name) => name)].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];

const lineWords = ({ trait, value }: Line): string => `${trait} ${JSON.stringify(value)}`;

describe('patron demo', () => {
  test('makes the same year each time', async () => {
    for (const name of ['one', 'two']) {
      expect(await patron(['demo', '--out', path(name)])).toMatchObject({ status: 0, stderr: '' });
    }
    for (const file of ['events.jsonl', 'changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl']) {
      expect(readFileSync(join(path('one'), file)).equals(readFileSync(join(path('two'), file)))).toBe(true);
    }
  });

  test('has groups whose personas show what their people were made up as', async () => {
    const [out, found] = [path('shown'), path('found.json')];
    const store = join(out, 'store.sqlite');
    await patron(['demo', '--out', out]);
    await patron(['discover', '--store', out, '--max', '5', '--out', found]);
    expect(await patron(['backfill', '--store', store, '--segments', found, '--deployment', '2'])).toMatchObject({
      status: 0,
    });
    const people = await readPeople(out);
    const shown = await Promise.all(
      compile(JSON.parse(readFileSync(found, 'utf8'))).segments.map(async ({ key }) => {
        const { stdout } = await patron(['persona', '--store', out, '--segment', key, '--json']);
        const members = people.filter(({ state }) => Object.hasOwn(state.memberships, key));
        const { standsOut = [] } = (JSON.parse(stdout) as { personas: readonly Persona[] }).personas[0] as Persona;
        return { made: mostFrequent(members.flatMap((person) => madeAs(person)?.name ?? [])), standsOut };
      }),
    );
    expect(new Set(shown.map(({ made }) => made))).toEqual(new Set(personas.map(({ name }) => name)));
    for (const { made, standsOut } of shown) {
      const { favourite, interest, value } = (personas.find(({ name }) => name === made) as Made).character;
      const lines = standsOut.filter(({ direction }) => direction === 'more').map(lineWords);
      expect(lines).toContain(`categories.top "${favourite}"`);
      // Most window shoppers are visitors, of whom no survey knows anything.
      if (made === 'window shopper') continue;
      expect(lines).toContain(`psychographic.interests "${interest}"`);
      expect(lines).toContain(`psychographic.values "${value}"`);
    }
  });
});
