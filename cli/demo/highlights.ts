import { join } from 'node:path';
import { readChanges, readJournal, type PublishedChange, type WrittenProfile } from './read-journal.ts';

/** The part of a replay that is worth showing. */
export interface Highlights {
  /** The newest change of each segment, newest first. */
  readonly latest: readonly PublishedChange[];
  /** The customer with the most traits and segments. */
  readonly customer: WrittenProfile | undefined;
  /** That customer's changes, in order. */
  readonly history: readonly PublishedChange[];
}

const wealth = ({ traits, segments }: WrittenProfile): number =>
  segments.length + Object.values(traits).reduce((sum, group) => sum + Object.keys(group).length, 0) / 4;

const richest = async (path: string): Promise<WrittenProfile | undefined> => {
  let best: WrittenProfile | undefined;
  for await (const profile of readJournal<WrittenProfile>(path)) {
    const isCustomer = profile.customerId !== undefined;
    if (isCustomer && (best === undefined || wealth(profile) > wealth(best))) best = profile;
  }
  return best;
};

const newestFirst = (one: PublishedChange, other: PublishedChange): number =>
  other.effectiveAt.localeCompare(one.effectiveAt);

/** Picks the highlights from the files that a replay has written to a directory. */
export const readHighlights = async (directory: string): Promise<Highlights> => {
  const customer = await richest(join(directory, 'profiles.jsonl'));
  const latest = new Map<string, PublishedChange>();
  const history: PublishedChange[] = [];
  for await (const change of readChanges(join(directory, 'changes.jsonl'))) {
    const known = latest.get(change.segment.key);
    if (known === undefined || known.effectiveAt <= change.effectiveAt) latest.set(change.segment.key, change);
    if (change.customerId !== undefined && change.customerId === customer?.customerId) history.push(change);
  }
  return { latest: [...latest.values()].sort(newestFirst), customer, history };
};
