import type { AppliedEvent } from '#lib/core/profile/fact.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';
import { ledgerId, type NamedEvent } from '#lib/ports/store/customer-store.ts';
import type { Applied } from './as-sent.ts';

const idOf = ({ event }: Applied): string => event.detail.eventId;

/** Whether an event tells the same fact as another in a newer telling. */
const isNewer = (one: Applied, other: Applied): boolean => {
  const [newer, older] = [one.event.detail.revision, other.event.detail.revision];
  if (newer === undefined || older === undefined || newer.of !== older.of) return false;
  return newer.number === older.number ? idOf(one) > idOf(other) : newer.number > older.number;
};

const names = (one: Applied, other: Applied): boolean => one.event.detail.replaces === idOf(other);

/** Whether, by the contract, the second does not count for the sake of the first, whether that one counts or not. */
const putsRight = (one: Applied, other: Applied): boolean =>
  one.person === other.person && one.key !== other.key && (names(one, other) || isNewer(one, other));

/** The applied events of a world, and which of them count: by the contract's own words, looking at each pair. */
export class Standing {
  readonly applied = new Map<string, Applied>();
  /** Of those that did not count when they came, the ids of the events that had named them. */
  readonly cameLate = new Map<string, readonly string[]>();

  counts(one: Applied): boolean {
    return ![...this.applied.values()].some((other) => putsRight(other, one));
  }

  /** Takes one more applied event; tells whether it counts, and whether another stops counting at it. */
  take(arrived: Applied): { readonly counts: boolean; readonly corrects: boolean } {
    const before = [...this.applied.values()];
    const corrects = before.some((other) => putsRight(arrived, other) && this.counts(other));
    const counts = this.counts(arrived);
    if (!counts) this.cameLate.set(arrived.key, this.namersOf(arrived.person, idOf(arrived)));
    this.applied.set(arrived.key, arrived);
    return { counts, corrects };
  }

  /** The ids of the applied events of an own id that name an event of it. */
  namersOf(person: PersonKey, eventId: string): readonly string[] {
    return [...this.applied.values()]
      .filter((other) => other.person === person && other.event.detail.replaces === eventId)
      .map(idOf)
      .toSorted();
  }

  /** The places of events that are named and were not applied, by `ledgerId`. */
  get unmet(): ReadonlyMap<string, NamedEvent> {
    const named = [...this.applied.values()].flatMap(({ person, event: { detail } }) =>
      detail.replaces === undefined ? [] : [{ person, eventId: detail.replaces }],
    );
    const ahead = named.filter((key) => !this.applied.has(ledgerId(key)));
    return new Map(
      ahead.map(({ person, eventId }) => [
        ledgerId({ person, eventId }),
        { person, eventId, namedBy: this.namersOf(person, eventId) },
      ]),
    );
  }

  /** The newest applied tellings of all facts. */
  get newest(): readonly Applied[] {
    const all = [...this.applied.values()].filter(({ event }) => event.detail.revision !== undefined);
    return all.filter((one) => !all.some((other) => other.person === one.person && isNewer(other, one)));
  }

  /** An applied event as it is folded: one that does not count says nothing. */
  folded(applied: Applied): AppliedEvent {
    const { person, arrivedAt, event } = applied;
    return this.counts(applied) ? applied : { person, eventId: event.detail.eventId, arrivedAt };
  }

  /** All applied events of some people as they are folded, in the order in which they were applied. */
  pastOf(isOwn: (person: PersonKey) => boolean): readonly AppliedEvent[] {
    return [...this.applied.values()].filter(({ person }) => isOwn(person)).map((applied) => this.folded(applied));
  }
}
