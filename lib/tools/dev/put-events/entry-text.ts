import type { GivenEntry } from './request.ts';

/** A raw line end can only stand between tokens of JSON, and every entry is to be a line. */
const inOneLine = (json: string): string => json.replaceAll(/[\r\n]+/g, ' ').trim();

/**
 * An entry as the bus would deliver it, as a line of JSON but for its `time`. Its `detail` is the text as it came, so that its
 * numbers keep their digits.
 */
export const entryText = ({ Source, DetailType, Detail = '', Resources = [] }: GivenEntry, id: string): string => {
  const head = { id, source: Source, 'detail-type': DetailType, ...(Resources.length > 0 && { resources: Resources }) };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${inOneLine(Detail)}}`;
};
