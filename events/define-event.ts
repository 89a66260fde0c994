import * as z from 'zod/mini';
import { firstFault } from './fault.ts';
import { custom } from './forms/custom.ts';
import { group } from './forms/form.ts';
import { eventId, personId } from './forms/ids.ts';
import { instant } from './forms/instant.ts';

/** The fields that every event has. */
const header = group({
  /** One per fact: duplicates are recognised by it, within one person. */
  eventId,
  customerId: z.optional(personId),
  /** A visitor not yet known has only this. */
  anonymousId: z.optional(personId),
  /** When it happened, by the producer's clock. */
  occurredAt: instant,
  custom: z.optional(custom),
});

/** Without this, a list of 200,000 wrong elements makes as many issues, which overflow the stack when they are joined. */
const firstFaultOnly: z.core.ParseContextInternal<z.core.$ZodIssue> = { abortEarly: true };

/** The ids of a detail, for the one rule that concerns two fields. */
interface Ids {
  readonly customerId?: string | undefined;
  readonly anonymousId?: string | undefined;
}

const namesSomeone = z.refine<Ids>((ids) => ids.customerId !== undefined || ids.anonymousId !== undefined, {
  path: ['customerId'],
  error: 'must be given where there is no anonymousId',
});

const namesOnlyOne = z.refine<Ids>((ids) => ids.customerId === undefined || ids.anonymousId === undefined, {
  path: ['anonymousId'],
  error: 'must be absent where there is a customerId',
});

/** The checks that a detail names exactly one person, in one name space or the other. */
export const exactlyOneId = [namesSomeone, namesOnlyOne] as const;

/** A detail that its schema has checked. */
type Checked<Data extends z.core.$ZodLooseShape> = z.output<ReturnType<typeof z.extend<typeof header, Data>>>;

/** One kind of event, as its file describes it. */
interface EventContract<Type extends string, Data extends z.core.$ZodLooseShape, Detail extends Checked<Data>> {
  readonly type: Type;
  /** The fields beside the header. */
  readonly data: Data;
  /** How many of the two ids it names: `'some'` by default. */
  readonly ids?: 'some' | 'one';
  /** Fills in what a missing field means; needed only where that depends on another field. */
  readonly complete?: (detail: Checked<Data>) => Detail;
}

/**
 * Names one kind of incoming event once: the schema that checks its detail, the pattern that routes it, the type that
 * code switches on, and `read`, which gives the event of a detail or its first fault.
 */
export const defineEvent = <
  const Type extends string,
  Data extends z.core.$ZodLooseShape,
  Detail extends Checked<Data> = Checked<Data>,
>(
  contract: EventContract<Type, Data, Detail>,
) => {
  // Without `complete` a detail is what its schema gives, which is the default of `Detail`.
  const { type, data, ids = 'some', complete = (detail) => detail as Detail } = contract;
  const schema = z.extend(header, data).check(...(ids === 'one' ? exactlyOneId : [namesSomeone]));
  const read = (detail: unknown) => {
    const parsed = z.safeParse(schema, detail, firstFaultOnly);
    return parsed.success
      ? { event: { type, detail: complete(parsed.data) } }
      : { fault: firstFault(detail, parsed.error) };
  };
  return { type, schema, pattern: { 'detail-type': [type] }, read };
};
