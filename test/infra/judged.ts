import { named, type Json, type Statement } from './synthesised.ts';

/** A request as a policy sees it, by condition key. */
export type Request = Readonly<Record<string, string>>;

const listOf = (value: Json[string]): readonly string[] => (Array.isArray(value) ? value : [value]).map(named);

/** The operators that Patron's policies use, as IAM has them: a key that the request lacks equals nothing. */
const operators: Readonly<Record<string, (seen: string | undefined, wanted: readonly string[]) => boolean>> = {
  ArnEquals: (seen, wanted) => seen !== undefined && wanted.includes(seen),
  ArnNotEquals: (seen, wanted) => seen === undefined || !wanted.includes(seen),
  Bool: (seen, wanted) => seen !== undefined && wanted.includes(seen),
  'ForAnyValue:StringEquals': (seen, wanted) => seen !== undefined && wanted.includes(seen),
  'ForAnyValue:StringNotEquals': (seen, wanted) => seen !== undefined && !wanted.includes(seen),
};

const applies = ({ Condition }: Statement, request: Request): boolean =>
  Object.entries(Condition ?? {}).every(([operator, tests]) => {
    const holds = operators[operator];
    if (holds === undefined) throw new Error(`Cannot judge a policy with ${operator}`);
    return Object.entries(tests).every(([key, wanted]) => holds(request[key], listOf(wanted)));
  });

/** The names of the statements that deny a request, which no other policy can overrule. */
export const deniedBy = (statements: readonly (Statement & { readonly Sid?: string })[], request: Request) =>
  statements
    .filter((statement) => statement.Effect === 'Deny' && applies(statement, request))
    .map(({ Sid, Action }) => Sid ?? String(Action));
