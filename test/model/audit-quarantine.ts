import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import type { QuarantineEntry } from '#lib/ports/store/customer-store.ts';
import type { Case } from './audit.ts';
import { isFuture, type Copy } from './facts.ts';

const reasons = ['unknown-type', 'invalid', 'erased', 'conflict', 'future', 'too-large'] as const;

const isErasure = ({ accepted }: Copy): boolean => accepted?.event.type === 'ErasureRequested';

const isOfErased = ({ expected }: Case, { person }: Copy): boolean =>
  person !== undefined && (expected.erased.has(person) || expected.erased.has(expected.ownerOf(person)));

const isApplied = ({ expected }: Case, { key = '', accepted }: Copy): boolean =>
  expected.applied.get(key)?.fingerprint === accepted?.fingerprint;

const couldBeFuture = ({ accepted, arrivals }: Copy): boolean =>
  accepted !== undefined && arrivals.some((at) => isFuture(accepted.event, at));

/** Whether a reason fits what was sent. */
const fits = (found: Case, copy: Copy, reason: string): boolean => {
  if (copy.accepted === undefined) return reason === 'invalid' || reason === 'unknown-type';
  switch (reason) {
    case 'erased':
      return isOfErased(found, copy) && !isErasure(copy);
    case 'conflict':
      return found.expected.applied.has(copy.key ?? '') && !isApplied(found, copy);
    case 'future':
      return couldBeFuture(copy);
    default:
      return false;
  }
};

/** Whether what was refused of it may have gone with its person: what came only after the erasure is kept as `erased`. */
const mayHaveGone = (found: Case, copy: Copy): boolean => {
  if (!isOfErased(found, copy)) return false;
  const wasRefused = copy.accepted === undefined || couldBeFuture(copy) || found.expected.applied.has(copy.key ?? '');
  return wasRefused || isErasure(copy);
};

const auditCopy = (found: Case, copy: Copy, kept: readonly string[]): readonly string[] => {
  const wrong = kept.filter((reason) => !fits(found, copy, reason));
  if (wrong.length > 0) return [`quarantine: ${copy.id} as ${wrong.join()}`];
  return kept.length > 0 || isApplied(found, copy) || mayHaveGone(found, copy) ? [] : [`lost: ${copy.id}`];
};

/** Whatever was sent counts, is a duplicate, or was refused for a reason that fits it. */
export const auditQuarantine = async (found: Case): Promise<readonly string[]> => {
  const { client, tableName } = found.world.table;
  const store = dynamoDbStore({ ...noPauses, client, tableName, now: () => found.world.clock });
  const kept: QuarantineEntry[] = [];
  for (const reason of reasons) for await (const entry of store.quarantinedFor(reason)) kept.push(entry);
  const reasonsOf = Map.groupBy(kept, ({ entry }) => String(JSON.parse(entry).id));
  return found.copies.flatMap((copy) =>
    auditCopy(
      found,
      copy,
      (reasonsOf.get(copy.id) ?? []).map(({ reason }) => reason),
    ),
  );
};
