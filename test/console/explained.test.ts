import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, inject, test } from 'vitest';
import { describeReason } from '#lib/core/segments/describe/describe-reason.ts';
import type { Explained } from '#lib/core/segments/explain/explain-whole.ts';
import type { CatalogueSource, Segment } from '#lib/core/segments/language/language.ts';
import type { Explanation, SegmentExplanation } from '#lib/use-cases/explain/explanation.ts';
import { patron } from '#test/cli/command-line.ts';
import { goTo, openPage, type Watched } from './browser.ts';
import { shownDemo } from './shown-demo.ts';

const people = 100;

/** After everything that happens in the demo, whatever a clock says. */
const at = '2026-11-20T12:00:00.000Z';

const demo = shownDemo();
let catalogue: CatalogueSource;

beforeAll(async () => {
  const { stdout } = await patron(['catalogue', '--store', inject('demo')]);
  catalogue = JSON.parse(stdout) as CatalogueSource;
});

/** Customers and visitors of the demo in turn over the whole of it. */
const somePeople = (): readonly string[] => {
  const lines = readFileSync(join(inject('demo'), 'profiles.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const every = Math.floor(lines.length / people);
  return lines
    .filter((_, index) => index % every === 0)
    .slice(0, people)
    .map((line) => {
      const { customerId, anonymousId } = JSON.parse(line) as { customerId?: string; anonymousId?: string };
      return customerId ?? `~${anonymousId}`;
    });
};

const explainedOnCommand = async (id: string): Promise<readonly SegmentExplanation[]> => {
  const person = id.startsWith('~') ? ['--anonymous', id.slice(1)] : ['--customer', id];
  const { stdout, stderr } = await patron(['explain', ...person, '--store', inject('demo'), '--at', at, '--json']);
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as Explanation).segments;
};

/** One membership, in plain texts that both sides can be put into. */
interface Told {
  readonly key: string;
  readonly isMember: boolean;
  readonly since: string | null;
  readonly changed: string | null;
  readonly next: string | null;
  readonly condition: readonly string[];
}

const withoutMarks = (text: string): string =>
  text
    .replaceAll(/["[\]]/g, '')
    .replaceAll(/,\s*/g, ', ')
    .replaceAll(/\s+/g, ' ')
    .trim();

const toMinute = (instant: string): string => new Date(instant).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);

/** The words of a condition with what was observed, instants to the minute. */
const wordsOf = (part: Extract<Explained, { kind: 'condition' }>, segment: Segment): string => {
  const [, words = '', observed] = /^(.*?)(?: \(now (.*)\))?$/su.exec(describeReason(part, segment, catalogue)) ?? [];
  if (observed === undefined) return withoutMarks(words);
  const instant = /^"(\d{4}-\d\d-\d\dT[\d:.]+Z)"$/.exec(observed)?.[1];
  return withoutMarks(instant === undefined ? `${words} now ${observed}` : `${words} (on ${toMinute(instant)})`);
};

const contrary = { all: 'any', any: 'all' } as const;

/** A condition line by line; a `not` is said by the words of what is below it. */
const linesOf = (part: Explained, segment: Segment, isNegated = false): readonly string[] => {
  if (part.kind === 'not') return linesOf(part.part, segment, !isNegated);
  if (part.kind === 'condition') return [`${part.holds} ${wordsOf(part, segment)}`];
  const kind = isNegated ? contrary[part.kind] : part.kind;
  return [
    `${part.holds !== isNegated} ${kind} of these`,
    ...part.parts.flatMap((child) => linesOf(child, segment, isNegated)),
  ];
};

const toldOnCommand = ({ key, isMember, since, change, next, condition }: SegmentExplanation): Told => {
  const segment = catalogue.segments.find((one) => one.key === key);
  if (segment === undefined) throw new Error(`Cannot compare ${key}: the catalogue has no such segment`);
  return {
    key,
    isMember,
    since,
    changed: change && `${change.status} ${change.effectiveAt}`,
    next: next && `${next.status} ${next.at}`,
    condition: linesOf(condition, segment),
  };
};

/** Runs in the page: what stands there of each segment. */
const readPage = `[...document.querySelectorAll('.membership')].map((one) => {
  const textOf = (element, part) => element.querySelector(part)?.textContent ?? '';
  const instantOf = (part) => one.querySelector(part + ' time')?.getAttribute('datetime') ?? null;
  return {
    key: one.dataset.segment,
    badge: textOf(one, '.badge'),
    since: instantOf('.since'),
    last: textOf(one, '.last'),
    lastAt: instantOf('.last'),
    next: textOf(one, '.next'),
    nextAt: instantOf('.next'),
    lines: [...one.querySelectorAll('.condition-tree li')].map((line) => {
      const mark = line.querySelector('.mark');
      const said = line.classList.contains('condition') ? line.lastElementChild : line.querySelector('.group-name');
      return { holds: mark.classList.contains('holds'), text: said.textContent };
    }),
  };
})`;

interface ReadMembership {
  readonly key: string;
  readonly badge: string;
  readonly since: string | null;
  readonly last: string;
  readonly lastAt: string | null;
  readonly next: string;
  readonly nextAt: string | null;
  readonly lines: readonly { readonly holds: boolean; readonly text: string }[];
}

const withMinutes = (text: string): string =>
  text.replace(/\(on (.*)\)$/u, (_said, instant: string) => `(on ${toMinute(`${instant} UTC`)})`);

const statusIn = (sentence: string, entered: string): string => (sentence.includes(entered) ? 'entered' : 'exited');

const toldOnPage = (read: ReadMembership): Told => ({
  key: read.key,
  isMember: read.badge === 'In',
  since: read.since,
  changed: read.lastAt && `${statusIn(read.last, 'Entered')} ${read.lastAt}`,
  next: read.nextAt && `${statusIn(read.next, 'Will enter')} ${read.nextAt}`,
  condition: read.lines.map(
    ({ holds, text }) => `${holds} ${withoutMarks(withMinutes(text)).replace(/^A(?=ll|ny)/, 'a')}`,
  ),
});

const byKey = (one: Told, other: Told): number => (one.key < other.key ? -1 : 1);

/** Goes on as a click on a link does, without loading the page again. */
const shownOnPage = async ({ page }: Watched, id: string): Promise<readonly Told[]> => {
  const address = `/people/${encodeURIComponent(id)}?at=${at}`;
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await page.locator('h1', { hasText: new RegExp(`^${id}$`) }).waitFor();
  await page.locator('.memberships').waitFor();
  return (await page.evaluate<ReadMembership[]>(readPage)).map(toldOnPage);
};

test(`the page of a person says of every segment what patron explain says, for ${people} people`, async () => {
  const watched = await openPage(demo.browser, demo.server, { theme: 'light', width: 1440 });
  await goTo(watched, '/people');
  const ids = somePeople();
  expect(ids).toHaveLength(people);
  for (const id of ids) {
    const [shown, explained] = [await shownOnPage(watched, id), await explainedOnCommand(id)];
    expect({ id, told: shown.toSorted(byKey) }).toEqual({ id, told: explained.map(toldOnCommand).toSorted(byKey) });
  }
  expect(watched.faults).toEqual([]);
});
