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
  /** The person has been erased: `marks` holds no more than the memberships that were told and not yet ended. */
  readonly erased?: true;
  /**
   * Of an erased person, the sequences of the exits that are told, and no longer of which segments. Absent where everything was
   * forgotten: then nothing of theirs is news.
   */
  readonly ended?: readonly number[] | undefined;
}

export const nobody: PersonState = { last: 0, marks: {}, waiting: [] };

const markOf = ({ marks }: PersonState, key: string): Mark | undefined =>
  Object.hasOwn(marks, key) ? marks[key] : undefined;

/**
 * Whether an exit of an erased person is still to be told. One of a membership that is not marked is: the tool may have taken the
 * entry though its answer was lost, and an exit of whom nobody has heard does no harm.
 */
const isEnd = ({ ended }: PersonState, { sequence, status }: CountedChange): boolean =>
  status === 'exited' && ended !== undefined && !ended.includes(sequence);

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

const withoutKey = (marks: PersonState['marks'], key: string): PersonState['marks'] =>
  Object.fromEntries(Object.entries(marks).filter(([each]) => each !== key));

/** The state after a change was seen; `isCounted` says that it is the next of the person's changes in its order. */
export const seen = (state: PersonState, change: CountedChange, isCounted: boolean): PersonState => {
  const { key } = change.segment;
  const last = isCounted && !state.erased ? Math.max(state.last, change.sequence) : state.last;
  if (!isNews(state, change)) return last === state.last ? state : { ...state, last };
  if (state.erased)
    return { ...state, marks: withoutKey(state.marks, key), ended: [...(state.ended ?? []), change.sequence] };
  return { ...state, last, marks: { ...state.marks, [key]: newMark(change) } };
};

const isOpen = ([, [, status]]: readonly [key: string, mark: Mark]): boolean => status !== 'out';

/**
 * The state after a person was erased.
 *
 * @param isForgotten - whether everything was forgotten with them, so that no end of a membership needs to be told.
 */
export const erased = ({ marks, waiting }: PersonState, isForgotten: boolean): PersonState => {
  if (isForgotten) return { last: 0, marks: {}, waiting, erased: true };
  const all = Object.entries(marks);
  const ended = all.filter((one) => !isOpen(one)).map(([, [sequence]]) => sequence);
  return { last: 0, marks: Object.fromEntries(all.filter(isOpen)), waiting, erased: true, ended };
};
