import type { ListedSegment } from './segment-list.ts';

/** By what the list can be sorted. */
export type SortKey = 'catalogue' | 'name' | 'members' | 'moved' | 'growth';

export const sortKeys: readonly SortKey[] = ['catalogue', 'name', 'members', 'moved', 'growth'];

const growthOf = ({ year }: ListedSegment): number => {
  const known = year?.members.filter((members) => members !== null) ?? [];
  return (known.at(-1) ?? 0) - (known[0] ?? 0);
};

const figures: Readonly<Record<Exclude<SortKey, 'catalogue' | 'name'>, (segment: ListedSegment) => number>> = {
  members: ({ members }) => members ?? -1,
  moved: ({ entered24h, exited24h }) => (entered24h ?? 0) + (exited24h ?? 0),
  growth: growthOf,
};

/** The segments as they are listed: names from A on, figures from the highest on, equal ones as in the catalogue. */
export const sortedSegments = (items: readonly ListedSegment[], by: SortKey): readonly ListedSegment[] => {
  if (by === 'catalogue') return items;
  if (by === 'name') return items.toSorted((one, other) => one.name.localeCompare(other.name));
  const figure = figures[by];
  return items.toSorted((one, other) => figure(other) - figure(one));
};

/** Whether every word of a search stands in a segment's name, key or meaning. */
export const matches = ({ name, key, meaning, description }: ListedSegment, search: string): boolean => {
  const text = `${name} ${key} ${meaning} ${description ?? ''}`.toLocaleLowerCase();
  return search
    .toLocaleLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};
