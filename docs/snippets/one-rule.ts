import type { SegmentChange } from 'patron/consume';

/** What a campaign has last heard of each person and segment. */
const heard = new Map<string, number>();

/** The one rule, by hand: whether a change is news. */
export const isNews = ({ customerId, anonymousId, segment, sequence }: SegmentChange): boolean => {
  const membership = JSON.stringify([customerId, anonymousId, segment.key]);
  if (sequence <= (heard.get(membership) ?? 0)) return false;
  heard.set(membership, sequence);
  return true;
};
