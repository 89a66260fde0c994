import { hash } from 'node:crypto';
import { fingerprint } from '#events/fingerprint.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';
import { requirementOf } from '../language/requirement.ts';
import { parseSegment } from '../language/parse-segment.ts';
import { withoutNotes } from './catalogue-hash.ts';
import { usedBy } from './used-by.ts';

const hashDigits = 8;

/**
 * Eight hexadecimal digits that change with what decides who is in a segment: its condition, the consent that it needs, and
 * what they use of the catalogue's time zone and computed traits. A segment that uses none has the hash of its own alone.
 */
export const definitionHash = (segment: Segment, source: CatalogueSource): string => {
  const requires = requirementOf(segment, source);
  const { when } = segment;
  const definition = withoutNotes({ when, ...(requires && { requires }), ...usedBy(parseSegment(segment, 0), source) });
  return hash('sha256', fingerprint('segment', definition), 'hex').slice(0, hashDigits);
};
