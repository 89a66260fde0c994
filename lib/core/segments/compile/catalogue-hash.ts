import { hash } from 'node:crypto';
import { fingerprint } from '#events/fingerprint.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';

const hashDigits = 8;

/** JSON without the shop's own notes, which decide nothing, and without the name of its schema. */
const withoutNotes = (json: object): object =>
  JSON.parse(
    JSON.stringify(json, (key, value: unknown) => (key.startsWith('x-') || key === '$schema' ? undefined : value)),
  );

/** Eight hexadecimal digits that change with what decides who is in a segment. */
export const definitionHash = ({ when, requires }: Segment): string => {
  const definition = withoutNotes(requires ? { when, requires } : { when });
  return hash('sha256', fingerprint('segment', definition), 'hex').slice(0, hashDigits);
};

/** Changes whenever a definition does. */
export const catalogueHash = (source: CatalogueSource): string => fingerprint('catalogue', withoutNotes(source));

/** A catalogue as it is deployed: with its hash, so that no cold start works it out. */
export interface HashedCatalogue {
  readonly hash: string;
  readonly source: CatalogueSource;
}

export const withHash = (source: CatalogueSource): HashedCatalogue => ({ hash: catalogueHash(source), source });
