import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { adjustedRand } from '#lib/core/insight/statistics/adjusted-rand.ts';
import type { Line } from '#lib/core/insight/compare/line.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { personas, type Persona as Made } from '#lib/tools/demo/personas.ts';
import type { Discovery } from '#lib/use-cases/insight/discover/discovery.ts';
import type { Persona } from '#lib/use-cases/insight/personas.ts';
import { patron, workspace, type Ran } from './command-line.ts';
import { groupsOf, madeAs, readPeople } from './demo-people.ts';

const { path } = workspace();
const out = path('demo');
let ran: Ran;

beforeAll(async () => {
  ran = await patron(['demo', '--out', out]);
});

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

const mostFrequent = (names: readonly string[]): string | undefined =>
  [...Map.groupBy(names, (name) => name)].toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0];

const lineWords = ({ trait, value }: Line): string => `${trait} ${JSON.stringify(value)}`;

describe('patron demo', () => {
  test('shows changes with their reasons in no more than 100 columns and without colours', () => {
    expect(ran).toMatchObject({ status: 0, stderr: '' });
    const shown = ran.stdout.replaceAll(out, 'OUT');
    expect(widest(shown)).toBeLessThanOrEqual(100);
    expect(shown).not.toContain('\u001B');
    expect(shown).toMatch(/entered .* on .*\n +because/);
    expect(shown.trimEnd()).toMatch(/npm run --silent patron -- console --store OUT$/);
  });

  test('has someone in every segment of the default catalogue at some time, and everything that can go wrong', () => {
    const summary: { segments: Record<string, { entered: number }>; identityConflicts: number } = JSON.parse(
      readFileSync(join(out, 'summary.json'), 'utf8'),
    );
    const never = Object.entries(summary.segments).flatMap(([key, { entered }]) => (entered === 0 ? [key] : []));
    // Who is worth much in this shop has soon spent much.
    expect(never).toEqual(['rising-value']);
    expect(summary.identityConflicts).toBe(1);
    const quarantine = readFileSync(join(out, 'quarantine.jsonl'), 'utf8');
    for (const reason of ['unknown-type', 'invalid', 'erased', 'conflict', 'future']) {
      expect(quarantine).toContain(`"reason":"${reason}"`);
    }
    const changes = readFileSync(join(out, 'changes.jsonl'), 'utf8');
    for (const origin of ['live', 'timer', 'merge', 'erasure']) expect(changes).toContain(`"origin":"${origin}"`);
  });

  test('has people in whom discover finds the personas that they are made of', async () => {
    const file = join(out, 'found.json');
    const { stdout } = await patron(['discover', '--store', out, '--max', '5', '--out', file, '--json']);
    expect((JSON.parse(stdout) as Discovery).verdict).toBe('sharp');
    const { made, found } = groupsOf(await readPeople(out), compile(JSON.parse(readFileSync(file, 'utf8'))));
    expect(made.length).toBeGreaterThan(400);
    expect(new Set(found).size).toBe(personas.length);
    expect(adjustedRand(made, found)).toBeGreaterThan(0.95);
  });

  test('makes the same year each time', async () => {
    expect(await patron(['demo', '--out', path('again')])).toMatchObject({ status: 0, stderr: '' });
    for (const file of ['events.jsonl', 'changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl']) {
      expect(readFileSync(join(out, file)).equals(readFileSync(join(path('again'), file)))).toBe(true);
    }
  });

  test('has groups whose personas show what their people were made up as', async () => {
    const found = path('found.json');
    const store = join(out, 'store.sqlite');
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
