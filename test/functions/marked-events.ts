import { wholeDetails } from '#test/support/whole-details.ts';
import type { Entry } from '#test/use-cases/given.ts';

/** Stands for a personal value that a shop knows. It also has the form of an id. */
export const marker = 'Semmelweis';

/** The marker as an attacker would write it to have it logged: a line that looks like a frame of a stack. */
const hostile = `${marker}\n    at ${marker} (/var/task/${marker}.js:1:1)`;

const occurredAt = '2026-11-02T11:59:00Z';

type Detail = Readonly<Record<string, unknown>>;

/** Every copy of a value in which one text is the marker, and one in which a further field has it for name and value. */
const markedCopies = (value: unknown): readonly unknown[] => {
  if (typeof value === 'string') return [hostile];
  if (Array.isArray(value)) {
    return value.flatMap((element, index) => markedCopies(element).map((marked) => value.with(index, marked)));
  }
  if (value === null || typeof value !== 'object') return [];
  const fields = Object.entries(value).flatMap(([name, field]) =>
    markedCopies(field).map((marked) => ({ ...value, [name]: marked })),
  );
  return [...fields, { ...value, [hostile]: hostile }];
};

let events = 0;

const idsOf = (type: string) => ({
  eventId: `${marker}-${(events += 1)}`,
  customerId: `${marker}-${events % 5}`,
  ...(type === 'IdentityLinked' && { anonymousId: `${marker}-guest-${events}` }),
});

const marked = (type: string, detail: Detail): Entry => ({
  source: `shop.${marker}`,
  'detail-type': type,
  detail: { ...detail, occurredAt, ...idsOf(type) },
});

/**
 * Events of every type that are full of the marker: in their ids, in one text after the other (where it fits, and where it makes
 * the event malformed), in names of fields. Erasures come last, since nothing is known of anybody after them.
 */
export const markedEvents = (): readonly Entry[] =>
  Object.entries(wholeDetails)
    .toSorted(([one], [other]) => Number(one === 'ErasureRequested') - Number(other === 'ErasureRequested'))
    .flatMap(([type, whole]) => {
      const { customerId: _id, anonymousId: _other, ...detail } = whole;
      return [detail, ...markedCopies(detail)].map((each) => marked(type, Object(each)));
    });

/** Texts that are not events. */
export const markedNonsense: readonly string[] = [
  hostile,
  `{"detail": ${hostile}`,
  JSON.stringify(hostile),
  JSON.stringify({ 'detail-type': hostile, source: hostile, detail: { customerId: marker, note: hostile } }),
  JSON.stringify({ 'detail-type': 'PurchaseMade', detail: { customerId: hostile, [hostile]: hostile } }),
  JSON.stringify({ 'detail-type': 'VisitMade', source: 'shop.web', detail: { customerId: 'Łódź', note: hostile } }),
  JSON.stringify({ tick: `C#${marker}`, dueAt: hostile }),
  JSON.stringify({ redrive: hostile, of: `C#${marker}` }),
];

/** An error as a service or a library may throw it: it quotes what it was given, wherever it can. */
export const quoting = (name: string, what: unknown): Error =>
  Object.assign(new Error(`Cannot take ${JSON.stringify(what)} of ${hostile}`), {
    name,
    cause: new Error(hostile),
    body: what,
    $response: { body: hostile },
  });
