import * as z from 'zod/mini';
import { corrections, replacesAnother } from './corrections.ts';
import { firstFault } from './fault.ts';
import { custom } from './forms/custom.ts';
import { field, group, type Constraint, type Field, type Fields, type Group } from './forms/group.ts';
import { eventId, personId } from './forms/ids.ts';
import { instant } from './forms/instant.ts';
import type { JsonSchema } from './forms/json-schema.ts';

/** The fields that every event has. */
const finalHeader = {
  eventId: field(eventId, 'Names the fact: an event that comes again with it is a duplicate, within one person.'),
  customerId: field(z.optional(personId), 'The customer, by the shop’s own id. Where both ids are given, it counts.'),
  anonymousId: field(z.optional(personId), 'The visitor, as long as nobody knows which customer they are.'),
  occurredAt: field(instant, 'When it happened, by the producer’s clock.'),
  custom: field(z.optional(custom), 'Fields of the shop’s own: conditions can ask them.'),
};

/** The fields of every event that can put others right, which are all but one. */
const header = { ...finalHeader, ...corrections };

type Never = Field<z.ZodMiniOptional<z.ZodMiniUndefined>>;

/** An event that puts no other right has neither correction, so that both can be asked of any event. */
type HeaderOf<Final extends boolean> = Final extends true
  ? typeof finalHeader & { readonly [Name in keyof typeof corrections]: Never }
  : typeof header;

/** Without this, a list of 200,000 wrong elements makes as many issues, which overflow the stack when they are joined. */
const firstFaultOnly: z.core.ParseContextInternal<z.core.$ZodIssue> = { abortEarly: true };

/** The ids of a detail, for the one rule that concerns two fields. */
interface Ids {
  readonly customerId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

/** The JSON Schema of a detail that has these ids. Strict validators want each to be described wherever it is required. */
const having = (...ids: readonly (keyof Ids)[]): JsonSchema => ({
  properties: Object.fromEntries(ids.map((id) => [id, { type: 'string' }])),
  required: ids,
});

const namesSomeone: Constraint<Ids> = {
  check: z.refine<Ids>((ids) => ids.customerId !== undefined || ids.anonymousId !== undefined, {
    path: ['customerId'],
    error: 'must be given where there is no anonymousId',
  }),
  says: 'At least one of `customerId` and `anonymousId` is given.',
  json: { anyOf: [having('customerId'), having('anonymousId')] },
};

const namesOnlyOne: Constraint<Ids> = {
  check: z.refine<Ids>((ids) => ids.customerId === undefined || ids.anonymousId === undefined, {
    path: ['anonymousId'],
    error: 'must be absent where there is a customerId',
  }),
  says: 'Not both are.',
  json: { not: having('customerId', 'anonymousId') },
};

/** The checks that a detail names exactly one person, in one name space or the other. */
export const exactlyOneId: readonly Constraint<Ids>[] = [namesSomeone, namesOnlyOne];

const idConstraints = { some: [namesSomeone], one: exactlyOneId, both: [] } as const;

/** The fields of a whole detail: those of the header give way to those of the event. */
type Whole<Data extends Fields, Final extends boolean> = Omit<HeaderOf<Final>, keyof Data> & Data;

/** A detail that its schema has checked. */
type Checked<Data extends Fields, Final extends boolean = false> = z.output<Group<Whole<Data, Final>>>;

/** One kind of event, as its file describes it. */
interface EventContract<
  Type extends string,
  Data extends Fields,
  Final extends boolean,
  Detail extends Checked<Data, Final>,
> {
  readonly type: Type;
  /** What has happened, in a sentence or two of Markdown. */
  readonly meaning: string;
  /** The fields beside the header. */
  readonly data: Data;
  /** How many of the two ids it names: `'some'` by default. With `'both'` its own fields require them. */
  readonly ids?: keyof typeof idConstraints;
  /** Rules of its own that concern two fields; none by default. */
  readonly constraints?: readonly Constraint<Checked<Data, Final>>[];
  /** Set where it puts no other event right: `replaces` and `revision` are unknown fields then. */
  readonly isFinal?: Final;
  /** Fills in what a missing field means; needed only where that depends on another field. */
  readonly complete?: (detail: Checked<Data, Final>) => Detail;
}

/**
 * Names one kind of incoming event once: the schema that checks its detail, the pattern that routes it, the type that
 * code switches on, and `read`, which gives the event of a detail or its first fault.
 */
export const defineEvent = <
  const Type extends string,
  Data extends Fields,
  Final extends boolean = false,
  Detail extends Checked<Data, Final> = Checked<Data, Final>,
>(
  contract: EventContract<Type, Data, Final, Detail>,
) => {
  // Without `complete` a detail is what its schema gives, which is the default of `Detail`.
  const { type, meaning, data, ids = 'some', complete = (detail) => detail as Detail } = contract;
  const { isFinal = false, constraints = [] } = contract;
  const whole = { ...(isFinal ? finalHeader : header), ...data } as unknown as Whole<Data, Final>;
  const ofHeader = isFinal ? idConstraints[ids] : [...idConstraints[ids], replacesAnother];
  const schema = group(`${type}Detail`, whole, [...ofHeader, ...constraints]);
  const read = (detail: unknown) => {
    const parsed = z.safeParse(schema, detail, firstFaultOnly);
    return parsed.success
      ? { event: { type, detail: complete(parsed.data) } }
      : { fault: firstFault(detail, parsed.error) };
  };
  return { type, meaning, schema, pattern: { 'detail-type': [type] }, read };
};
