import { hash } from 'node:crypto';
import { fingerprint } from '#events/fingerprint.ts';
import { requirementOf } from '../language/requirement.ts';
import type { ParsedSegment } from '../language/parse-segment.ts';
import { withoutNotes } from './catalogue-hash.ts';
import { usedBy, type Surroundings } from './used-by.ts';

const hashDigits = 8;

/**
 * Eight hexadecimal digits that change with what decides who is in a segment: its condition, the consent that it needs, and
 * what they use of the catalogue's time zone, computed traits and model. A segment that uses none has the hash of its own alone.
 */
export const definitionHash = (segment: ParsedSegment, surroundings: Surroundings): string => {
  const requires = requirementOf(segment.source, surroundings.source);
  const { when } = segment.source;
  const definition = withoutNotes({ when, ...(requires && { requires }), ...usedBy(segment, surroundings) });
  return hash('sha256', fingerprint('segment', definition), 'hex').slice(0, hashDigits);
};
