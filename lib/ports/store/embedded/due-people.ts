import type { DatabaseSync } from 'node:sqlite';
import type { PersonKey } from '#lib/core/profile/person.ts';
import type { Instant } from '#lib/core/time/instant.ts';
import type { DuePerson } from '../customer-store.ts';
import type { Indexes } from './indexes.ts';
import { paged } from './paged.ts';
import { firstRow, rows } from './rows.ts';

const pageSize = 256;

const beforeAll: DuePerson = { person: 'A#', dueAt: -Infinity };

/** When a person is due; null for never. The index may name an earlier instant. */
interface Next {
  readonly next: Instant | null;
}

/** The index of who is due, and what it should say. */
const dueIndex = (database: DatabaseSync, flush: () => void) => {
  const due = rows<{ [Name in keyof DuePerson]: DuePerson[Name] }>(
    database.prepare(
      'SELECT key AS person, due AS dueAt FROM person WHERE (due, key) > (?, ?) AND due <= ? ORDER BY due, key LIMIT ?',
    ),
  );
  const next = firstRow<{ [Name in keyof Next]: Next[Name] }>(
    database.prepare("SELECT json_extract(body, '$.nextReviewAt') AS next FROM person WHERE key = ?"),
  );
  const move = database.prepare('UPDATE person SET due = ? WHERE key = ?');
  return {
    pageAfter: ({ person, dueAt }: DuePerson, until: Instant): readonly DuePerson[] => {
      flush();
      return due(dueAt, person, until, pageSize);
    },
    nextOf: (person: PersonKey): Instant | null => {
      flush();
      return next(person)?.next ?? null;
    },
    move: (person: PersonKey, dueAt: Instant | null): void => {
      move.run(dueAt, person);
    },
  };
};

type DueIndex = ReturnType<typeof dueIndex>;

/** Called when somebody whom the index named too early is listed by their next review. */
type Moved = (person: PersonKey, next: Instant | null) => void;

/** The first people of a page up to one whom the index named too early, who is listed again: the page must be read again then. */
function* untilMoved(
  { nextOf, move }: DueIndex,
  page: readonly DuePerson[],
  moved: Moved,
): Generator<DuePerson, 'moved' | 'all'> {
  for (const listed of page) {
    const real = nextOf(listed.person);
    if (real !== listed.dueAt) {
      move(listed.person, real);
      moved(listed.person, real);
      return 'moved';
    }
    yield listed;
  }
  return 'all';
}

/** Lists people in order, and moves those whom the index names too early. */
function* puttingRight(index: DueIndex, until: Instant, moved: Moved): Iterable<DuePerson> {
  let last = beforeAll;
  for (;;) {
    const page = index.pageAfter(last, until);
    const people = untilMoved(index, page, moved);
    let step = people.next();
    for (; step.done !== true; step = people.next()) {
      last = step.value;
      yield last;
    }
    if (step.value === 'all' && page.length < pageSize) return;
  }
}

const pages = ({ pageAfter }: DueIndex, until: Instant): Iterable<DuePerson> =>
  paged<DuePerson>(pageSize, (last = beforeAll) => pageAfter(last, until));

/** Lists people as they are due, in the order of an index that may name some too early, and passes those over. */
function* asRead(index: DueIndex, until: Instant): Iterable<DuePerson> {
  for (const { person } of pages(index, until)) {
    const dueAt = index.nextOf(person);
    if (dueAt !== null && dueAt <= until) yield { person, dueAt };
  }
}

/**
 * Lists the people who are due by an instant, earliest first. The reader may write in between.
 *
 * @param flush - writes what is in memory.
 */
export const duePeople = (database: DatabaseSync, { need, moves }: Indexes, flush: () => void) => {
  const index = dueIndex(database, flush);
  return (until: Instant, moved: Moved): Iterable<DuePerson> => {
    need('person_due');
    if (moves === 'at once') return pages(index, until);
    return moves === 'late' ? puttingRight(index, until, moved) : asRead(index, until);
  };
};
