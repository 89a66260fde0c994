import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { applyDiff } from '#test/support/apply-diff.ts';
import { newFolder } from '#test/support/folder.ts';
import { runIn } from '#test/support/tree-copy.ts';
import { copyCheckedTree, faultyFiles, filesBeside, inFiles } from './extended-tree.ts';
import { read } from './pages.ts';

const folder = newFolder();

const eventDiff = read('docs/snippets/add-an-event.diff');
const traitDiff = read('docs/snippets/add-a-trait.diff');

/** A line of events: whose it is, and when on 1 June 2026. */
const line = (type: string, hour: string, detail: object): string => {
  const time = `2026-06-01T${hour}:00:00Z`;
  const whole = { eventId: `e-${hour}`, occurredAt: time, ...detail };
  return JSON.stringify({ time, source: 'shop.web', 'detail-type': type, detail: whole });
};

const added = { sku: 'HO-01', change: 'added' };

const events = [
  line('VisitMade', '08', { customerId: 'ada' }),
  line('WishlistChanged', '09', { customerId: 'ada', ...added }),
  line('VisitMade', '10', { anonymousId: 'guest' }),
  line('IdentityLinked', '11', { customerId: 'ada', anonymousId: 'guest' }),
  line('WishlistChanged', '12', { anonymousId: 'stroller', ...added }),
  line('WishlistChanged', '13', { customerId: 'bea', ...added }),
  line('IdentityLinked', '14', { customerId: 'bea', anonymousId: 'stroller' }),
];

const segments = {
  currency: 'GBP',
  segments: [
    { key: 'wishers', when: { trait: 'wishlist.count', is: { gte: 1 } } },
    { key: 'listed', when: { performed: 'WishlistChanged' } },
  ],
};

const rowsOf = (file: string): readonly unknown[] =>
  readFileSync(join(folder, 'out', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((row): unknown => JSON.parse(row));

interface Change {
  readonly 'detail-type': string;
  readonly detail: { readonly changeId: string; readonly segment: { readonly key: string } };
}

describe('docs/extending.md', () => {
  test('shows its snippets as they are', () => {
    const shown = [...read('docs/extending.md').matchAll(/<!-- (docs\S+) -->\n\n```\w+\n([^]*?\n)```/g)];
    expect(shown.map(([, file = '', text = '']) => [file, text])).toEqual(
      ['wishlist-changed.ts', 'add-an-event.diff', 'add-a-trait.diff', 'add-an-operator.diff']
        .map((name) => `docs/snippets/${name}`)
        .map((file) => [file, read(file)]),
    );
  });
});

describe('an event and a trait that are added as the page says', () => {
  /** The files at fault once the event is listed, once the profile names the part, and in the end. */
  const faulty: Partial<Record<'onceListed' | 'onceKept' | 'inTheEnd', readonly string[]>> = {};

  beforeAll(() => {
    copyCheckedTree(folder);
    cpSync(join(folder, 'docs/snippets/wishlist-changed.ts'), join(folder, 'events/wishlist-changed.ts'));
    writeFileSync(join(folder, 'events.jsonl'), `${events.join('\n')}\n`);
    writeFileSync(join(folder, 'segments.json'), JSON.stringify(segments));
    applyDiff(folder, inFiles(eventDiff, 'incoming-event.ts'));
    faulty.onceListed = faultyFiles(folder);
    applyDiff(folder, inFiles(eventDiff, ...filesBeside(eventDiff, 'incoming-event.ts')));
    applyDiff(folder, inFiles(traitDiff, 'state.ts', 'wishlist.ts'));
    faulty.onceKept = faultyFiles(folder);
    applyDiff(folder, inFiles(traitDiff, 'parts.ts', 'computed-traits.ts'));
    faulty.inTheEnd = faultyFiles(folder);
    runIn(folder, 'cli/patron.ts', 'replay', '--events', 'events.jsonl', '--segments', 'segments.json', '--out', 'out');
  });

  test('makes the type checker name each place that must say what the event means', () => {
    expect(faulty.onceListed).toEqual(filesBeside(eventDiff, 'incoming-event.ts'));
  });

  test('makes the type checker refuse a part of the profile that is not merged', () => {
    expect(faulty.onceKept).toEqual(['lib/core/profile/parts.ts']);
  });

  test('has the right types in the end', () => {
    expect(faulty.inTheEnd).toEqual([]);
  });

  test('lets segments be entered by the trait as by the event', () => {
    const changes = rowsOf('changes.jsonl') as readonly Change[];
    const entered = changes.filter((change) => change['detail-type'] === 'SegmentEntered');
    expect(entered.map(({ detail }) => [detail.changeId, detail.segment.key])).toEqual([
      ['ada:1', 'wishers'],
      ['ada:2', 'listed'],
      ['~stroller:1', 'wishers'],
      ['~stroller:2', 'listed'],
      ['bea:1', 'wishers'],
      ['bea:2', 'listed'],
    ]);
  });

  test('keeps what a customer has in a link, with what the visitor had', () => {
    const profiles = rowsOf('profiles.jsonl') as readonly { readonly traits: { readonly wishlist: object } }[];
    expect(profiles.map(({ traits }) => traits.wishlist)).toEqual([{ count: 1 }, { count: 2 }]);
  });

  test('stores what its events make of it, and has words for the trait', () => {
    const store = ['--store', 'out', '--segments', 'segments.json'];
    expect(runIn(folder, 'cli/patron.ts', 'rebuild', '--all', '--check', ...store)).toContain(
      '2 profiles without a difference',
    );
    expect(runIn(folder, 'cli/patron.ts', 'check', '--segments', 'segments.json')).toContain(
      'whose number of products on the wish list is at least 1',
    );
  });
});
