import { knownTrait } from '../../profile/trait.ts';
import type { CatalogueSource, Segment } from '../language/language.ts';
import { parseSegment } from '../language/parse-segment.ts';
import { checkCondition } from './check-condition.ts';
import { checkList, checkObject, checkText, pieceAt, refuse, type Piece } from './check-data.ts';
import { checkReferences } from './check-references.ts';

const keyForm = /^[a-z0-9-]{1,64}$/;
const scores = 5;

const checkRfm = (piece: Piece): void => {
  const names = ['recencyDays', 'frequency', 'monetary'];
  checkObject(piece, names);
  for (const name of names) {
    const list = pieceAt(piece, name);
    const values = checkList(list, 'four ascending numbers').map(({ value }) => value);
    const ascending = values.every(
      (value, index) => Number.isFinite(value) && (index === 0 || Number(value) > Number(values[index - 1])),
    );
    if (values.length !== scores - 1 || !ascending) refuse(list, 'a list of four ascending numbers');
  }
};

const checkTraits = (piece: Piece): void => {
  checkObject(piece, ['traits']);
  for (const trait of checkList(pieceAt(piece, 'traits'), 'traits')) {
    if (!knownTrait(trait.value)) refuse(trait, 'a trait');
  }
};

const checkOptionalText = (piece: Piece): void => {
  if (piece.value !== undefined) checkText(piece, 'a text');
};

const checkSegment = (piece: Piece): Segment => {
  const keys = checkObject(piece, ['key', 'name', 'description', 'when', 'requires', 'publish', 'backfill']);
  const key = pieceAt(piece, 'key');
  if (typeof key.value !== 'string' || !keyForm.test(key.value)) refuse(key, 'a text of 1 to 64 of a-z, 0-9 and -');
  checkOptionalText(pieceAt(piece, 'name'));
  checkOptionalText(pieceAt(piece, 'description'));
  checkCondition(pieceAt(piece, 'when'));
  if (keys.includes('publish')) checkTraits(pieceAt(piece, 'publish'));
  if (keys.includes('backfill') && pieceAt(piece, 'backfill').value !== 'quiet') {
    refuse(pieceAt(piece, 'backfill'), '"quiet", or nothing at all');
  }
  if (keys.includes('requires')) {
    checkObject(pieceAt(piece, 'requires'), ['consent']);
    checkText(pieceAt(pieceAt(piece, 'requires'), 'consent'), 'the purpose of a consent');
  }
  return piece.value as Segment;
};

/**
 * Checks a catalogue as it was read from JSON.
 *
 * @throws {CatalogueError} at the first fault, with its path, what was seen and what was expected.
 */
export const checkCatalogue = (json: unknown): CatalogueSource => {
  const root: Piece = { path: '', value: json };
  const keys = checkObject(root, ['currency', 'rfm', 'segments']);
  const currency = pieceAt(root, 'currency');
  if (typeof currency.value !== 'string' || !/^[A-Z]{3}$/.test(currency.value)) {
    refuse(currency, 'an ISO 4217 currency such as GBP');
  }
  if (keys.includes('rfm')) checkRfm(pieceAt(root, 'rfm'));
  const seen = new Set<string>();
  for (const piece of checkList(pieceAt(root, 'segments'), 'segments')) {
    const { key } = checkSegment(piece);
    if (seen.has(key)) refuse(pieceAt(piece, 'key'), 'unique: a segment before has the same key');
    seen.add(key);
  }
  const source = json as CatalogueSource;
  checkReferences(source.segments.map(parseSegment));
  return source;
};
