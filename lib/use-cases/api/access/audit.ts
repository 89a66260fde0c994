import { rankOf } from '#lib/core/insight/person.ts';
import type { PersonKey } from '#lib/core/profile/person.ts';

/** A line of the audit: one for each person about whom a caller asked. It never holds an id. */
export interface AuditLine {
  readonly caller: string;
  /** Such as `GET /v1/people/{id}`. */
  readonly route: string;
  readonly status: number;
  /** The first 16 hexadecimal digits of SHA-256 of the id, with `~` before a visitor's. */
  readonly person: string;
}

const shownDigits = 16;

/** The lines about some people, each once. */
export const auditLines = (asked: Omit<AuditLine, 'person'>, people: Iterable<PersonKey>): readonly AuditLine[] =>
  [...new Set(people)].map((person) => ({ ...asked, person: rankOf(person).slice(0, shownDigits) }));
