import { isRecord } from '#events/is-record.ts';
import { printedValue } from '#events/printed-value.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import { isSegmentKey, segmentRule } from './check-detail.ts';
import type { ErasedDetail, RecordedChange, SegmentChange } from './segment-change.ts';
import type { StateOption } from './state/open-state.ts';

/** How a campaign is told of changes. */
export interface ConsumerOptions {
  /** Where the kit keeps how far it has come with each person. */
  readonly state: StateOption;
  /**
   * Is handed each change once; again only after a crash before that was kept, and where two processes got doubles of it at the
   * same instant. So `changeId` is the idempotency key of whatever it does outside. What it throws at comes again.
   */
  readonly handle: (change: SegmentChange) => Promise<void>;
  /**
   * Gives a person's changes after a sequence, in that order, quiet ones marked; at least the first of them. `id` has `~` before a
   * visitor's. It is asked only by who is told of all segments. Default: `apiMissing` of the API whose address is in the environment, as
   * `PATRON_API_URL`; without that, what is lost stays lost until `verify` finds it.
   */
  readonly missing?: ((id: string, after: number) => Promise<readonly RecordedChange[]>) | undefined;
  /** Says that changes of these segments alone come in, whose sequences have gaps; others are left aside. Default: all. */
  readonly segments?: readonly string[] | undefined;
  /** Forgets an erased person. With it no change of theirs is handed over from then on; without it, the ends of their memberships are. */
  readonly forget?: ((erasure: ErasedDetail) => Promise<void>) | undefined;
}

const known = ['state', 'handle', 'missing', 'segments', 'forget'];

const refuse = (what: string, value: unknown): never => {
  throw new TypeError(`Cannot listen to changes: ${what}, current value is ${printedValue(value)}`);
};

const checkKeys = (options: object): void => {
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const near = nearestName(unknown, known);
  refuse(`options must be of ${known.join(', ')}${near === undefined ? '' : ` (the nearest is ${near})`}`, unknown);
};

const checkSegments = (segments: unknown): void => {
  if (!Array.isArray(segments) || segments.length === 0)
    refuse('segments must be a list of at least one key', segments);
  const wrong = (segments as readonly unknown[]).find((key) => !isSegmentKey(key));
  if (wrong !== undefined) refuse(`each of segments ${segmentRule}`, wrong);
};

const checkFunctions = ({ handle, missing, forget }: ConsumerOptions): void => {
  for (const [name, value] of Object.entries({ handle, missing, forget })) {
    const isFine = typeof value === 'function' || (value === undefined && name !== 'handle');
    if (!isFine) refuse(`${name} must be a function`, value);
  }
};

/** @throws {TypeError} for an option that is unknown, missing or of another form. */
export const checkOptions = (options: ConsumerOptions): void => {
  if (!isRecord(options)) refuse('options must be an object', options);
  checkKeys(options);
  const { state, segments } = options;
  if (typeof state !== 'object' || state === null) refuse('state must be given', state);
  checkFunctions(options);
  if (segments !== undefined) checkSegments(segments);
};
