import type { Membership } from '#lib/core/members/membership.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { MemberList, MemberPage, PageOfMembers } from '#lib/ports/members/member-store.ts';
import { day } from '#lib/core/time/duration.ts';
import { randomFrom, type Random } from '#lib/tools/demo/random.ts';
import { changeIn, isChange } from './announced.ts';
import type { Published } from './simulated-bus.ts';

/** What there is to do for who joins late. */
export type JoiningStep = 'rule' | 'snapshot';

/** What a subscriber has last heard of one person and segment. */
export interface Heard {
  readonly person: PersonKey;
  readonly segment: string;
  readonly sequence: number;
  readonly isIn: boolean;
}

/** Whether what was heard takes the place of what had been heard of the same person and segment. */
export type OneRule = (heard: Heard, before: Heard) => boolean;

export const higherSequenceWins: OneRule = ({ sequence }, before) => sequence > before.sequence;

/** A person and a segment as one text. */
export const pairOf = ({ person, segment }: Pick<Heard, 'person' | 'segment'>): string => `${segment} ${person}`;

/** Reads all rows of some segments page by page, tombstones too. */
export async function* everyRow(
  list: MemberList,
  segments: readonly string[],
  asked: Omit<PageOfMembers, 'part' | 'after'>,
): AsyncIterable<Membership> {
  const parts = Array.from({ length: asked.of }, (_, part) => part);
  for (const [segment, part] of segments.flatMap((key) => parts.map((each) => [key, each] as const))) {
    let after: PersonKey | undefined;
    do {
      const page: MemberPage = await list.page(segment, { ...asked, part, after });
      yield* page.members;
      after = page.next;
    } while (after !== undefined);
  }
}

/** The share of entries that the bus hands over twice, and of those from before a rule that it hands over late. */
const again = 0.2;

/** The longest that an announcement is under way: tombstones live longer. */
const longestUnderWay = 30 * day;

const inNoOrder = <Item>(items: readonly Item[], random: Random): readonly Item[] =>
  items
    .map((item) => [random.next(), item] as const)
    .toSorted(([one], [other]) => one - other)
    .map(([, item]) => item);

/** Of a quiet change, which has no sequence, a subscriber is told nothing. */
const heardIn = ({ person, segment, sequence, leftAt }: Membership): readonly Heard[] =>
  sequence === null ? [] : [{ person, segment, sequence, isIn: leftAt === undefined }];

/**
 * A campaign that joins late: it has a rule put what is announced into its queue, reads a snapshot of the lists, and takes
 * first that, and then what its queue holds.
 */
export class Subscriber {
  /** Whose lists there are. */
  readonly segments: readonly string[];
  readonly #published: readonly Published[];
  #steps: readonly JoiningStep[];
  #isReading = false;
  /** The entries that came before its rule. */
  #missed = 0;
  #snapshot: readonly Membership[] = [];
  #readAt = -Infinity;

  constructor(published: readonly Published[], segments: readonly string[], steps: readonly JoiningStep[]) {
    this.segments = segments;
    this.#published = published;
    this.#steps = segments.length === 0 ? [] : steps;
  }

  /** What it can do now. */
  get next(): JoiningStep | undefined {
    return this.#isReading ? undefined : this.#steps[0];
  }

  listen(): void {
    this.#missed = this.#published.length;
    this.#steps = this.#steps.slice(1);
  }

  startReading(): void {
    this.#isReading = true;
  }

  readAgain(): void {
    this.#isReading = false;
  }

  hasRead(snapshot: readonly Membership[], asOf: number): void {
    this.#snapshot = snapshot;
    this.#readAt = asOf;
    this.#isReading = false;
    this.#steps = this.#steps.slice(1);
  }

  #mayBeUnderWay({ detail }: Published): boolean {
    return Date.parse(String(detail['decidedAt'])) > this.#readAt - longestUnderWay;
  }

  /** What its queue holds: in no order, some of it twice, and a little that was announced before its rule. */
  #queue(): readonly Heard[] {
    const random = randomFrom(this.#published.length);
    const entries = this.#published.flatMap((entry, index) => {
      const isMore = random.happens(again);
      if (index >= this.#missed) return isMore ? [entry, entry] : [entry];
      return isMore && this.#mayBeUnderWay(entry) ? [entry] : [];
    });
    const changes = entries.filter(isChange).map(changeIn);
    return inNoOrder(
      changes.filter(({ segment }) => this.segments.includes(segment)),
      random,
    );
  }

  /** What it has heard in the end of each person and segment. */
  heard(isNews: OneRule): ReadonlyMap<string, Heard> {
    const known = new Map<string, Heard>();
    for (const heard of [...this.#snapshot.flatMap(heardIn), ...this.#queue()]) {
      const before = known.get(pairOf(heard));
      if (before === undefined || isNews(heard, before)) known.set(pairOf(heard), heard);
    }
    return known;
  }
}
