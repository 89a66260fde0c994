import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inlineCode, pages, read, shellLines } from '#test/docs/pages.ts';
import { lapsing } from '../../docs/snippets/lapsing-regular.ts';
import { wishlistChanged } from '../../docs/snippets/wishlist-changed.ts';
import { patron, shell, workspace } from './command-line.ts';

const { path } = workspace();
const readme = read('README.md');

const json = (file: string): unknown => JSON.parse(read(file));

/** A command as a page shows it: in a block of its own, or in the middle of a sentence. */
const commandsOf = (text: string): readonly string[] => [
  ...shellLines(text).flatMap((line) => line.split(/ && | \|\| | \| /)),
  ...inlineCode(text),
];

const patronForm = /^(?:npm run --silent patron --|patron) (?=[a-z])/;

/** The arguments of every `patron COMMAND …` on a page. */
const patronCommandsOf = (text: string): readonly (readonly string[])[] =>
  commandsOf(text)
    .filter((command) => patronForm.test(command))
    .map((command) => command.replace(patronForm, '').split(/\s+/));

/** Whether all that an argument list names is there, so that it can be run as it is: no `FILE`, no `--table NAME`. */
const canRun = (args: readonly string[]): boolean =>
  args.length > 1 && !args.some((arg) => /^\$|^"|[A-Z]{2}|…/.test(arg));

const known = new Map<string, Promise<ReadonlySet<string>>>();
const optionsOf = (command: string): Promise<ReadonlySet<string>> => {
  const options =
    known.get(command) ??
    patron([command, '--help']).then(({ status, stdout }) => {
      expect({ command, status }).toEqual({ command, status: 0 });
      return new Set(stdout.match(/--[a-z-]+/g));
    });
  known.set(command, options);
  return options;
};

describe('README.md', () => {
  test('stays within 195 lines', () => {
    expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(195);
  });

  test('shows its snippets as they are', () => {
    const shown = [...readme.matchAll(/<!-- (docs\S+) -->\n+(?:<!-- prettier-ignore -->\n)?```\w+\n([^]*?)\n```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, `${text}\n`])).toEqual(
      shown.map(([, file = '']) => [file, read(file)]),
    );
    expect(shown).toHaveLength(4);
  });

  test('has a report of an export, a replay that makes the change it shows, and commands that run on its output', async () => {
    const lines = shellLines(readme).filter((line) => patronForm.test(line));
    expect(lines.slice(0, 2).map((line) => line.replace(patronForm, '').split(' ')[0])).toEqual(['report', 'replay']);
    for (const line of lines) {
      const ran = await shell(line.replaceAll(/\bout\/(?=first|report)/g, `${path('')}/`));
      expect({ line, ...ran }).toMatchObject({ line, status: 0, stderr: '' });
    }
    const changes = readFileSync(join(path('first'), 'changes.jsonl'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(changes.map((line): unknown => JSON.parse(line))).toEqual([json('docs/snippets/first-change.json')]);
  });

  test('has commands in its sentences that run', async () => {
    const runnable = patronCommandsOf(readme).filter((args) => canRun(args) && !args.join(' ').includes('out/'));
    expect(runnable.map(([name]) => name)).toContain('cost');
    for (const args of runnable.filter(([name]) => name !== 'replay'))
      expect({ args, ...(await patron(args)) }).toMatchObject({ args, status: 0 });
  });

  test('says what patron cost prints, in two digits', async () => {
    const rows = [...readme.matchAll(/^\| +([\d,]+) \| +\$([\d,]+) \| +\$([\d.]+) \|$/gm)];
    expect(rows).toHaveLength(3);
    for (const [, rate = '', month = '', million = ''] of rows) {
      const { stdout } = await patron(['cost', '--events-per-second', rate.replaceAll(',', '')]);
      const [, printed = '', each] = /^ *total +\$([\d,.]+) +\$([\d.]+) /m.exec(stdout) ?? [];
      const whole = Number(Number(printed.replaceAll(',', '')).toPrecision(2)).toLocaleString('en');
      expect([rate, month, million]).toEqual([rate, whole, Number(Number(each).toPrecision(2)).toFixed(2)]);
    }
  });

  test('has a segment in TypeScript that is the one in JSON, and that can be checked', async () => {
    expect(lapsing).toEqual(json('docs/snippets/lapsing-regular.json'));
    expect(await patron(['check', '--segments', 'docs/snippets/lapsing-regular.json'])).toMatchObject({ status: 0 });
  });

  test('has a new event that takes what fits and names what does not', () => {
    const detail = { eventId: 'w-1', customerId: 'cust-42', occurredAt: '2026-11-02T09:12:00Z', sku: 'HO-01' };
    expect(wishlistChanged.read({ ...detail, change: 'added' })).toHaveProperty('event');
    expect(wishlistChanged.read({ ...detail, change: 'lost' })).toMatchObject({ fault: { field: 'change' } });
  });
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('names only scripts and folders of tests that there are', () => {
    const { scripts } = json('package.json') as { scripts: Record<string, string> };
    const named = commandsOf(text).flatMap((command) => /npm run (?:--silent )?([\w:]+)/.exec(command)?.[1] ?? []);
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([]);
    const tested = commandsOf(text).flatMap((command) => /npm test -- (test\/\S+)/.exec(command)?.[1] ?? []);
    expect(tested.filter((folder) => !existsSync(folder))).toEqual([]);
  });

  test('gives commands only options that they have', async () => {
    for (const [name = '', ...rest] of patronCommandsOf(text)) {
      const options = await optionsOf(name);
      const given = rest.flatMap((arg) => /^[[(]*(--[a-z-]+)/.exec(arg)?.[1] ?? []);
      expect(given.filter((option) => !options.has(option))).toEqual([]);
    }
  });
});
