import { isRecord } from '#events/is-record.ts';
import { isPersonId } from '#events/person-id.ts';
import { EntryRefused } from './entry-refused.ts';

type Detail = Readonly<Record<string, unknown>>;

interface Rule {
  readonly field: string;
  readonly rule: string;
  readonly holds: (value: unknown, detail: Detail) => boolean;
}

const keyForm = /^[a-z0-9-]{1,64}$/;

/** Whether a value could be a segment's key. */
export const isSegmentKey = (value: unknown): value is string => typeof value === 'string' && keyForm.test(value);

const idRule = 'must be 1 to 64 characters of A-Z a-z 0-9 . _ : @ + -';
export const segmentRule = 'must be 1 to 64 characters of a-z 0-9 -';

/** The rules about whom a detail is about. */
const ofPerson: readonly Rule[] = [
  {
    field: 'customerId',
    rule: idRule,
    holds: (id, { anonymousId }) => isPersonId(id) || (id === undefined && anonymousId !== undefined),
  },
  {
    field: 'anonymousId',
    rule: `${idRule}, and absent where there is a customerId`,
    holds: (id, { customerId }) => (customerId === undefined ? isPersonId(id) : id === undefined),
  },
];

const ofStatus = (status: string): Rule => ({
  field: 'status',
  rule: `must be "${status}"`,
  holds: (value) => value === status,
});

const ofChange: readonly Rule[] = [
  {
    field: 'sequence',
    rule: 'must be an integer of at least 1',
    holds: (value) => Number.isSafeInteger(value) && Number(value) >= 1,
  },
  { field: 'segment', rule: 'must be an object', holds: isRecord },
];

/** @throws {EntryRefused} for a detail that is not an object. */
export const checkObject = (what: string, detail: unknown): Detail => {
  if (isRecord(detail)) return detail;
  throw new EntryRefused(what, { field: 'detail', rule: 'must be an object', value: detail });
};

/**
 * Checks what the kit itself reads of a detail, and no more: a later version of Patron may say other things in the rest.
 *
 * @param what - the `detail-type`, or other words for what is checked.
 * @throws {EntryRefused} for the first rule that does not hold.
 */
const check = (what: string, value: unknown, rules: readonly Rule[]): Detail => {
  const detail = checkObject(what, value);
  const broken = rules.find(({ field, holds }) => !holds(detail[field], detail));
  if (!broken) return detail;
  throw new EntryRefused(what, { ...broken, field: `detail.${broken.field}`, value: detail[broken.field] });
};

export const checkErasure = (what: string, detail: unknown): Detail => check(what, detail, ofPerson);

/** @param status - what the detail must say; either where it is undefined. */
export const checkChange = (what: string, detail: unknown, status?: string): Detail => {
  const expected = status ?? (isRecord(detail) && detail['status'] === 'exited' ? 'exited' : 'entered');
  const checked = check(what, detail, [...ofPerson, ...ofChange, ofStatus(expected)]);
  const { key } = checked['segment'] as Detail;
  if (isSegmentKey(key)) return checked;
  throw new EntryRefused(what, { field: 'detail.segment.key', rule: segmentRule, value: key });
};
