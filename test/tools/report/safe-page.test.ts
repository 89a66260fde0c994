import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { reportPage } from '#lib/tools/report/report-page.ts';
import type { Report } from '#lib/use-cases/insight/report/report.ts';
import { emptyReport } from './a-report.ts';
import { wholeReport } from './a-whole-report.ts';
import { attribute, parsedPage, type Element } from './parsed-page.ts';

const hostile = `</title></style><script>alert(1)</script><img src=x onerror="alert('1')"> "quoted' &amp; <b`;

/** Every text that a shop or its customers write, made hostile. */
const hostileReport = {
  ...wholeReport,
  source: hostile,
  imported: {
    ...wholeReport.imported,
    file: hostile,
    mapping: hostile,
    problems: [{ reason: hostile, rows: 1, example: hostile }],
  },
  segments: wholeReport.segments.map((segment) => ({ ...segment, name: hostile, meaning: hostile })),
  places: { ...wholeReport.places, lines: [{ level: 'city', place: hostile, members: 30, known: 60, share: 0.5 }] },
  words: {
    ...wholeReport.words,
    lines: [{ term: hostile, unhappy: 0.5, happy: 0.1, z: 9, people: 90 }],
    questions: { people: 50, share: 0.5, lines: [{ term: hostile, asking: 0.5, others: 0.1, z: 9, people: 50 }] },
  },
  personas: wholeReport.personas.map((persona) => ({
    ...persona,
    name: hostile,
    standsOut: [
      {
        trait: `custom.${hostile}`,
        value: hostile,
        direction: 'more',
        q: 0,
        members: 30,
        known: 60,
        share: 0.5,
        confirmedOnHalf: true,
      },
    ],
  })),
  groups: {
    ...wholeReport.groups,
    groups: [{ ...('groups' in wholeReport.groups && wholeReport.groups.groups[0]), name: hostile }],
  },
  predictions: { ...wholeReport.predictions, warnings: [hostile] },
} as unknown as Report;

/** What loads, runs or sends something. */
const active = new Set([
  'script',
  'img',
  'iframe',
  'object',
  'embed',
  'link',
  'audio',
  'video',
  'source',
  'base',
  'form',
  'image',
  'use',
  'foreignobject',
  'animate',
  'set',
]);

const levelOf = ({ tagName }: Element): number | undefined => {
  const level = /^h([1-6])$/.exec(tagName)?.[1];
  return level === undefined ? undefined : Number(level);
};

describe.each([
  ['of a whole report', wholeReport],
  ['of an empty report', emptyReport],
  ['of a hostile report', hostileReport],
])('reportPage() %s', (_name, report) => {
  const html = reportPage(report);
  const { elements, errors } = parsedPage(html);

  test('is read without an error', () => {
    expect(errors).toEqual([]);
  });

  test('has nothing that loads or runs', () => {
    expect(elements.map(({ tagName }) => tagName.toLowerCase()).filter((name) => active.has(name))).toEqual([]);
    const attributes = elements.flatMap(({ attrs }) => attrs);
    expect(
      attributes.filter(
        ({ name }) =>
          name.startsWith('on') || ['src', 'srcset', 'style', 'action', 'data', 'background'].includes(name),
      ),
    ).toEqual([]);
    expect(attributes.filter(({ name, value }) => name.endsWith('href') && !value.startsWith('#'))).toEqual([]);
    expect(elements.filter((element) => attribute(element, 'http-equiv')?.toLowerCase() === 'refresh')).toEqual([]);
  });

  test('admits its own style sheet and nothing else', () => {
    const policy = elements.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
    const styles = elements.filter(({ tagName }) => tagName === 'style');
    expect(styles).toHaveLength(1);
    const [text] = styles[0]?.childNodes ?? [];
    const style = text && 'value' in text ? text.value : '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(policy && attribute(policy, 'content')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import|@font-face/);
  });

  test('has each id once, and leads to ids that are there', () => {
    const ids = elements.flatMap((element) => attribute(element, 'id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = elements.flatMap((element) => attribute(element, 'href') ?? []);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(ids).toContain(link.slice(1));
    const labels = elements.flatMap((element) => attribute(element, 'aria-labelledby') ?? []);
    for (const label of labels) expect(ids).toContain(label);
  });

  test('has headings in order, landmarks and a language', () => {
    const levels = elements.flatMap((element) => levelOf(element) ?? []);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [place, level] of levels.entries()) expect(level - (levels[place - 1] ?? 0)).toBeLessThanOrEqual(1);
    const names = elements.map(({ tagName }) => tagName);
    for (const landmark of ['header', 'nav', 'main', 'footer'])
      expect(names.filter((name) => name === landmark)).toHaveLength(1);
    expect(elements.map((element) => attribute(element, 'lang')).filter((lang) => lang !== undefined)).toEqual(['en']);
  });

  test('has tables with a caption, and heads that say what they head', () => {
    for (const table of elements.filter(({ tagName }) => tagName === 'table')) {
      expect(table.childNodes[0]?.nodeName).toBe('caption');
    }
    const heads = elements.filter(({ tagName }) => tagName === 'th');
    expect(heads.filter((head) => !['row', 'col'].includes(attribute(head, 'scope') ?? ''))).toEqual([]);
  });

  test('says in words what its charts show', () => {
    const charts = elements.filter((element) => attribute(element, 'role') === 'img');
    expect(charts.filter((chart) => (attribute(chart, 'aria-label') ?? '') === '')).toEqual([]);
  });
});

describe('reportPage() of a hostile report', () => {
  test('shows hostile texts as they are', () => {
    const { textIn, text } = parsedPage(reportPage(hostileReport));
    const shown = hostile.replaceAll(/\s+/g, ' ');
    for (const id of ['segments', 'overlaps', 'flows', 'personas', 'words', 'places', 'groups', 'predictions', 'about'])
      expect(textIn(id)).toContain(shown);
    expect(text.startsWith(shown)).toBe(true);
  });
});
