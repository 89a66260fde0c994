import fc from 'fast-check';
import { arbitraryCatalogue } from './arbitrary-catalogue.ts';

/** Catalogues of which a backfill changes some segments quietly. */
export const quietly = arbitraryCatalogue.chain((source) =>
  fc.array(fc.boolean(), { minLength: source.segments.length, maxLength: source.segments.length }).map((quiet) => ({
    ...source,
    segments: source.segments.map((segment, index) => (quiet[index] ? { ...segment, backfill: 'quiet' } : segment)),
  })),
);
