import { nextChanges, type NextChange } from '#lib/core/engine/next-changes.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { CustomerState } from '#lib/core/profile/state.ts';
import type { Catalogue, CompiledSegment } from '#lib/core/segments/compile/catalogue.ts';
import { nodeHolds, type View } from '#lib/core/segments/compile/node.ts';
import { explainWhole } from '#lib/core/segments/explain/explain-whole.ts';
import { formatInstant } from '#lib/core/time/instant.ts';
import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { latestChanges, type LatestChange } from '../history/latest-changes.ts';
import type { SegmentExplanation } from './explanation.ts';

/** A person at an instant, with the changes that were published. */
export interface Snapshot {
  readonly person: PersonKey;
  /** The view that conditions are evaluated on. */
  readonly view: View;
  /** As decided. */
  readonly memberships: CustomerState['memberships'];
  readonly history: readonly ChangeRow[];
  /** Set where the state was folded again: what was published at the time takes precedence over it. */
  readonly isPast?: true;
  readonly notes: readonly string[];
}

const memberSince = (snapshot: Snapshot, key: string, change: LatestChange | undefined): string | null => {
  if (snapshot.isPast && change !== undefined) return change.status === 'entered' ? change.effectiveAt : null;
  const enteredAt = Object.hasOwn(snapshot.memberships, key) ? snapshot.memberships[key] : undefined;
  return enteredAt === undefined ? null : formatInstant(enteredAt);
};

const notesOn = ({ definitionHash }: CompiledSegment, change: LatestChange | undefined, isAsDecided: boolean) => {
  if (isAsDecided) return [];
  return change !== undefined && change.definitionHash !== definitionHash
    ? [`It was decided by another definition (${change.definitionHash}) than the one shown here (${definitionHash}).`]
    : ['It was decided differently from what the conditions shown here say.'];
};

const writtenNext = (change: NextChange | undefined): SegmentExplanation['next'] =>
  change === undefined ? null : { at: formatInstant(change.at), status: change.status };

/** Explains some segments of a person. */
export const explainSegment = (
  catalogue: Catalogue,
  snapshot: Snapshot,
  segments: readonly CompiledSegment[],
): readonly SegmentExplanation[] => {
  const { state, at } = snapshot.view;
  const changes = latestChanges(snapshot.history, snapshot.person, at);
  const next = nextChanges(
    catalogue,
    state,
    segments.map(({ key }) => key),
  );
  return segments.map((segment) => {
    const { key, name, definitionHash, condition } = segment;
    const change = changes.get(key);
    const since = memberSince(snapshot, key, change);
    const isAsDecided = nodeHolds(condition, state, at) === (since !== null);
    return {
      key,
      name,
      definitionHash,
      isMember: since !== null,
      since,
      change: change ?? null,
      condition: explainWhole(condition, snapshot.view),
      next: writtenNext(next.get(key)),
      notes: notesOn(segment, change, isAsDecided),
    };
  });
};
