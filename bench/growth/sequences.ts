import { hash } from 'node:crypto';
import { join } from 'node:path';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { itemBytes } from '#lib/ports/store/dynamodb/packing.ts';
import { itemOfPerson } from '#lib/ports/store/dynamodb/person-item.ts';
import { nothingUnsettled } from '#lib/ports/store/dynamodb/unsettled.ts';
import { openEmbeddedStore, type EmbeddedStore } from '#lib/ports/store/embedded/embedded-store.ts';
import { readLines } from '#lib/tools/replay/read-lines.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { openEvents } from '#cli/input/open-events.ts';
import type { Report } from '../benchmark.ts';
import { inFolder } from '../data/cache.ts';
import { realShops, type Shop } from '../data/shop-events.ts';

/** The sequence of a person's last change of each segment that they were ever in. */
type Sequences = Readonly<Record<string, number>>;

const sequencesOf = (rows: readonly ChangeRow[]): Sequences => {
  const last: Record<string, number> = {};
  for (const { segment, sequence } of rows.flatMap(({ changes }) => changes))
    last[segment.key] = Math.max(last[segment.key] ?? 0, sequence);
  return last;
};

/** The item of a profile that has nothing unsettled. */
const itemWith = (person: `C#${string}` | `A#${string}`, state: CustomerState, more: object): number => {
  const record = { kind: 'profile' as const, state: { ...state, ...more } };
  const dueAt = state.nextReviewAt ?? undefined;
  const rest = { version: 100, sequence: state.sequence, unsettled: nothingUnsettled, unfinished: false, dueAt };
  return itemBytes(itemOfPerson({ person, record, ...rest }));
};

/** In one text, each behind so many characters of its key's digest, six bits each. */
const behindDigests =
  (characters: number) =>
  (sequences: Sequences): object => ({
    last: Object.entries(sequences)
      .map(([key, sequence]) => `${hash('sha256', key, 'base64url').slice(0, characters)}${sequence.toString(36)}`)
      .join(),
  });

/** How the numbers could be written. */
const ways = {
  'under keys': (sequences: Sequences): object => ({ last: sequences }),
  'behind 4 characters': behindDigests(4),
  'behind 3 characters': behindDigests(3),
};

type Way = keyof typeof ways;
const wayNames = Object.keys(ways) as readonly Way[];

/** The bytes of all items of a store, as they are and each way. */
const measured = async (store: EmbeddedStore) => {
  const bytes = { now: 0, ...(Object.fromEntries(wayNames.map((way) => [way, 0])) as Record<Way, number>) };
  const seen = { people: 0, segments: 0 };
  for (const { person, state } of store.profiles()) {
    const known = sequencesOf(await Array.fromAsync(store.history(person)));
    seen.people += 1;
    seen.segments += Object.keys(known).length;
    bytes.now += itemWith(person, state, {});
    for (const way of wayNames) bytes[way] += itemWith(person, state, ways[way](known));
  }
  return { bytes, ...seen };
};

const measure = ({ file }: Shop) =>
  inFolder(async (out) => {
    const kept = join(out, 'shop.sqlite');
    const { chunks } = await openEvents(file);
    const events = readLines(chunks);
    await replay({
      catalogue: compile(defaultCatalogue),
      events,
      out,
      until: undefined,
      store: kept,
      stopwatch: () => 0,
    });
    const store = openEmbeddedStore(kept);
    try {
      return await measured(store);
    } finally {
      store.close();
    }
  });

/** The bytes of items with the sequence of the last change of each segment that a person was ever in: decision 19. */
export const growthBySequences = async (report: Report): Promise<void> => {
  for (const shop of await realShops(report, ['online-retail', 'olist'])) {
    const { bytes, people, segments } = await measure(shop);
    for (const way of wayNames) {
      report.figure({
        name: `growth.sequences.${way.replaceAll(' ', '-')}.${shop.name}`,
        about: `mean size of an item with the sequence of each segment's last change ${way}, beside the items as they are`,
        unit: 'bytes',
        ours: bytes[way] / people,
        baseline: bytes.now / people,
        ratio: bytes[way] / bytes.now,
        targets: [{ of: 'ratio', atMost: 1.05 }],
        details: { people, segmentsEach: segments / people },
      });
    }
  }
};
