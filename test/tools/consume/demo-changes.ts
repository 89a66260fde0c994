import { defaultCatalogue } from '#lib/core/segments/default/default-catalogue.ts';
import { shopYear } from '#lib/tools/demo/shop-year.ts';
import type { BusEntry, SegmentChange } from '#lib/tools/consume/consume.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { replay } from '#lib/tools/replay/replay.ts';
import { readReplayed } from '#test/flow/replayed.ts';
import { inNewFolder } from '#test/support/folder.ts';

/** What a person was told to a campaign: their entries in the order in which Patron made them. */
export interface Told {
  readonly person: string;
  readonly entries: readonly BusEntry[];
}

const idIn = (line: string): number =>
  Number(/"(?:customerId|anonymousId)":"[^"]*?(\d+)"/.exec(line)?.[1] ?? Number.NaN);

/** As much of a change as the kit and a campaign read, so that ten thousand runs go through memory alone. */
const slim = ({
  'detail-type': type,
  detail,
}: {
  readonly 'detail-type': string;
  readonly detail: object;
}): BusEntry => {
  const { customerId, anonymousId, sequence, status, segment, origin, changeId } = detail as SegmentChange;
  const change = { changeId, sequence, status, segment: segment && { key: segment.key }, origin };
  const ids = customerId === undefined ? { anonymousId } : { customerId };
  return { source: 'patron', 'detail-type': type, detail: { ...ids, ...(sequence !== undefined && change) } };
};

export const personOf = ({ detail }: BusEntry): string => {
  const { customerId, anonymousId } = detail as Partial<SegmentChange>;
  return customerId ?? `~${anonymousId}`;
};

const inBlocks = async function* (lines: readonly string[]) {
  yield lines;
};

/** The changes of one in so many people of the demo, by person. A visitor has the number of the customer they turn out to be. */
export const demoChanges = async (oneIn: number): Promise<readonly Told[]> => {
  const events = inBlocks(shopYear(1).filter((line) => idIn(line) % oneIn === 0));
  const catalogue = compile(defaultCatalogue);
  const { changes } = await inNewFolder(async (out) => {
    await replay({ catalogue, events, out, until: undefined, stopwatch: () => 0 });
    return readReplayed(out);
  });
  return [...Map.groupBy(changes.map(slim), personOf)].map(([person, entries]) => ({ person, entries }));
};
