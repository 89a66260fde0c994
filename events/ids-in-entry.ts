import { isRecord } from './is-record.ts';
import { isPersonId } from './person-id.ts';

/** The ids that an entry names, as far as they are well formed. */
export interface EntryIds {
  readonly customerId?: string;
  readonly anonymousId?: string;
}

/** Reads which person an entry belongs to, even if it is not an event: a refused entry must be found when its person is erased. */
export const idsIn = (entry: unknown): EntryIds => {
  const detail = isRecord(entry) ? entry['detail'] : undefined;
  if (!isRecord(detail)) return {};
  const { customerId, anonymousId } = detail;
  return { ...(isPersonId(customerId) && { customerId }), ...(isPersonId(anonymousId) && { anonymousId }) };
};
