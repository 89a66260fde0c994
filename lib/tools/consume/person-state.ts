import { isQuiet, isSnapshot, type CountedChange } from './segment-change.ts';

/**
 * The latest that is known of a person's membership in a segment, by its sequence. `quiet` is a beginning that nobody was told
 * of: a snapshot may still tell of it.
 */
type Mark = readonly [sequence: number, status: 'in' | 'out' | 'quiet'];

/** A change that waits for those before it. */
export interface Waiting {
  readonly change: CountedChange;
  /** When it came, in milliseconds since 1970. */
  readonly since: number;
}

/** What the kit keeps of a person; JSON. */
export interface PersonState {
  /** All changes up to this sequence have been seen, or been given up; 0 where the person's changes are not counted. */
  readonly last: number;
  readonly marks: Readonly<Record<string, Mark>>;
  /** In the order of their sequences. */
  readonly waiting: readonly Waiting[];
  /** The person has been erased: of what comes late only ends of memberships are still to be told. */
  readonly erased?: true;
  /** Everything of the erased person was forgotten with them: nothing of theirs is to be told any more. */
  readonly forgotten?: true;
}

export const nobody: PersonState = { last: 0, marks: {}, waiting: [] };

const markOf = ({ marks }: PersonState, key: string): Mark | undefined =>
  Object.hasOwn(marks, key) ? marks[key] : undefined;

/**
 * Whether a change may still be told of an erased person. An exit of a membership that is not marked may: the tool may have taken the
 * entry though its answer was lost, and an exit of whom nobody has heard does no harm.
 */
const isEnd = ({ forgotten }: PersonState, { status }: CountedChange): boolean => status === 'exited' && !forgotten;

/**
 * Whether a change says something new of a membership, by the one rule: per person and segment the highest sequence wins. Of an
 * erased person only exits are new.
 */
export const isNews = (state: PersonState, change: CountedChange): boolean => {
  if (state.erased && !isEnd(state, change)) return false;
  const mark = markOf(state, change.segment.key);
  if (!mark) return true;
  const [known, as] = mark;
  return change.sequence > known || (change.sequence === known && as === 'quiet');
};

/** Whether a change can be taken now: nothing before it is missing, or nothing depends on what is. */
export const isReady = ({ last, erased }: PersonState, change: CountedChange): boolean =>
  change.sequence <= last + 1 || isSnapshot(change) || erased === true;

const newMark = (change: CountedChange): Mark => {
  if (change.status === 'exited') return [change.sequence, 'out'];
  return [change.sequence, isQuiet(change) ? 'quiet' : 'in'];
};

/** The state after a change was seen; `isCounted` says that it is the next of the person's changes in its order. */
export const seen = (state: PersonState, change: CountedChange, isCounted: boolean): PersonState => {
  const { key } = change.segment;
  const last = isCounted && !state.erased ? Math.max(state.last, change.sequence) : state.last;
  if (!isNews(state, change)) return last === state.last ? state : { ...state, last };
  return { ...state, last, marks: { ...state.marks, [key]: newMark(change) } };
};

/**
 * The state after a person was erased. The marks stay where nothing was forgotten: without them an exit that was told long ago, and
 * comes once more, would be told again.
 *
 * @param isForgotten - whether everything was forgotten with them, so that no end of a membership needs to be told.
 */
export const erased = ({ marks, waiting }: PersonState, isForgotten: boolean): PersonState =>
  isForgotten
    ? { last: 0, marks: {}, waiting, erased: true, forgotten: true }
    : { last: 0, marks, waiting, erased: true };
