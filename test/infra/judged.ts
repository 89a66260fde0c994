import { named, type Json, type Statement } from './synthesised.ts';

/** A request as a policy sees it, by condition key. */
export type Request = Readonly<Record<string, string>>;

const listOf = (value: Json[string]): readonly string[] => (Array.isArray(value) ? value : [value]).map(named);

/** `*` is any text but a colon, as IAM has it in each part of an ARN. */
const isLike = (arn: string, pattern: string): boolean =>
  new RegExp(`^${pattern.replaceAll(/[.+]/g, String.raw`\$&`).replaceAll('*', '[^:]*')}$`).test(arn);

const isLikeAny = (seen: string | undefined, wanted: readonly string[]): boolean =>
  seen !== undefined && wanted.some((pattern) => isLike(seen, pattern));

const isAny = (seen: string | undefined, wanted: readonly string[]): boolean =>
  seen !== undefined && wanted.includes(seen);

/** The operators that Patron's policies use, as IAM has them: a key that the request lacks equals nothing. */
const operators: Readonly<Record<string, (seen: string | undefined, wanted: readonly string[]) => boolean>> = {
  ArnLike: isLikeAny,
  ArnNotEquals: (seen, wanted) => !isAny(seen, wanted),
  ArnNotLike: (seen, wanted) => !isLikeAny(seen, wanted),
  Bool: isAny,
  StringEquals: isAny,
  StringNotEquals: (seen, wanted) => !isAny(seen, wanted),
  'ForAnyValue:StringEquals': isAny,
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

/** Whether a statement allows a request: to a principal of another account, this is needed beside its own policies. */
export const isAllowedBy = (statements: readonly Statement[], request: Request): boolean =>
  statements.some((statement) => statement.Effect === 'Allow' && applies(statement, request));
