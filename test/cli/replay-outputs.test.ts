import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { patron, workspace } from './command-line.ts';
import { lines } from './shop.ts';

const { path, write } = workspace();
const events = write('events.jsonl', `${lines.join('\n')}\n`);

const into = (out: string, ...more: readonly string[]) => patron(['replay', '--events', events, '--out', out, ...more]);

const contentOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'base64')]));

/** Starts a replay that waits for its second block of lines until it is released. */
const underWay = async (out: string, store?: string) => {
  const begun = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  const blocks = async function* () {
    yield lines.slice(0, 3);
    begun.resolve();
    await released.promise;
    yield lines.slice(3);
  };
  const ended = replay({ catalogue: compile(defaultCatalogue), events: blocks(), out, store, stopwatch: () => 0 });
  await Promise.race([begun.promise, ended]);
  return {
    end: async () => {
      released.resolve();
      return ended;
    },
  };
};

describe('two replays at the same time', () => {
  test('into one directory: the second is refused in one line, and the first comes to its end', async () => {
    const out = path('both');
    const first = await underWay(out);
    expect(await into(out)).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron replay: Cannot replay into ${out}: another replay is writing there\n`,
    });
    expect(await first.end()).toMatchObject({ events: lines.length });
    expect(readdirSync(out).sort()).toEqual(five);
    expect(await into(out)).toMatchObject({ status: 0 });
  });

  test('into one store: likewise', async () => {
    const store = path('both.sqlite');
    const first = await underWay(path('here'), store);
    expect((await into(path('there'), '--store', store)).stderr).toBe(
      `patron replay: Cannot replay into ${store}: another replay is writing there\n`,
    );
    await first.end();
    expect(readdirSync(path('.')).filter((name) => name.startsWith('both.sqlite'))).toEqual(['both.sqlite']);
    expect(readdirSync(path('there'))).toEqual([]);
  });

  test('into a directory where an earlier one was killed: the lock that it left holds nothing', async () => {
    mkdirSync(path('killed'));
    write('killed/replay.lock', '');
    expect(await into(path('killed'))).toMatchObject({ status: 0 });
    expect(readdirSync(path('killed')).sort()).toEqual(five);
  });

  test('into a directory where an earlier one on several threads was killed: what it left of its store is gone', async () => {
    mkdirSync(path('threads'));
    const left = ['store.sqlite.draft', 'store.sqlite.draft.part-0', 'store.sqlite.draft.part-11-wal'];
    for (const name of left) write(`threads/${name}`, '');
    write('threads/store.sqlite.draft.party', '');
    expect(await into(path('threads'))).toMatchObject({ status: 0 });
    expect(readdirSync(path('threads')).sort()).toEqual([...five, 'store.sqlite.draft.party'].sort());
  });
});

const five = ['changes.jsonl', 'profiles.jsonl', 'quarantine.jsonl', 'store.sqlite', 'summary.json'];

describe('a replay that is refused', () => {
  test.each([
    ['its store exists', ['--store', events], /Cannot keep a new store in .*: the file is there already/],
    ['its store has no directory', ['--store', path('none/store.sqlite')], /Cannot keep a new store in .*none/],
    ['its store has no name', ['--store', ''], /Cannot use --store as FILE: current value is ""/],
    ['its events are not there', ['--events', path('none.jsonl')], /none\.jsonl/],
  ])('leaves an earlier one as it was if %s', async (why, more, complaint) => {
    const out = path(`refused-${why}`);
    await into(out);
    const before = contentOf(out);
    const args = more.includes('--events') ? more : ['--events', events, ...more];
    const { status, stderr } = await patron(['replay', '--out', out, ...args]);
    expect(status).toBe(1);
    expect(stderr).toMatch(complaint);
    expect(contentOf(out)).toEqual(before);
  });

  test.each([
    ['changes.jsonl', 'by its name', (file: string) => file],
    ['profiles.jsonl', 'by a symbolic link', (file: string) => (symlinkSync(file, path('link')), path('link'))],
    ['quarantine.jsonl', 'by a hard link', (file: string) => (linkSync(file, path('other')), path('other'))],
    ['summary.json', 'by a roundabout path', (file: string) => join(file, '..', '..', 'inputs', 'summary.json')],
  ])('does not overwrite its own input %s, named %s', async (name, _how, named) => {
    mkdirSync(path('inputs'), { recursive: true });
    const input = named(write(`inputs/${name}`, `${lines.join('\n')}\n`));
    const { status, stderr } = await patron(['replay', '--events', input, '--out', path('inputs')]);
    expect(status).toBe(1);
    expect(stderr).toBe(
      `patron replay: Cannot read ${input} and write ${join(path('inputs'), name)}: they are the same file\n`,
    );
    expect(readFileSync(path(`inputs/${name}`), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });

  test('does not put its store in place of one of its files', async () => {
    const store = join(path('own'), 'profiles.jsonl');
    expect((await into(path('own'), '--store', store)).stderr).toMatch(/Cannot keep a new store in .*profiles\.jsonl/);
  });
});

describe('a replay that fails on its way', () => {
  test('leaves nothing of an earlier one beside its own files', async () => {
    const out = path('failed');
    await into(out);
    const cut = write('cut.gz', gzipSync(`${lines.join('\n')}\n`).subarray(0, -9));
    expect(await patron(['replay', '--events', cut, '--out', out])).toMatchObject({ status: 1 });
    expect(readdirSync(out).sort()).toEqual(['changes.jsonl', 'quarantine.jsonl']);
  });
});
