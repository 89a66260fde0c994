/** Names the exceptions by which AWS says that a table, a queue or a stream is not there. */
const missing = new Set(['ResourceNotFoundException', 'QueueDoesNotExist']);

const isUnreachable = (error: Error): boolean =>
  'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);

/** Node gathers the failures of an address that is both IPv4 and IPv6, without a message of its own. */
const reasonOf = (error: Error): string => {
  const [first] = error instanceof AggregateError ? (error.errors as readonly unknown[]) : [];
  return first instanceof Error ? first.message : error.message;
};

/** A thing that AWS keeps. */
export interface AwsThing {
  readonly kind: 'table' | 'queue' | 'stream' | 'bus';
  readonly name: string;
  readonly region: () => Promise<string>;
}

/** The failure of a call to AWS, with the name of the table or queue where AWS does not give it. */
export const namedFailure = async (error: unknown, { kind, name, region }: AwsThing): Promise<unknown> => {
  if (!(error instanceof Error)) return error;
  if (missing.has(error.name))
    return new Error(`Cannot use ${name} as a ${kind}: there is no such ${kind} in ${await region()}`, {
      cause: error,
    });
  if (isUnreachable(error)) return new Error(`Cannot reach the ${kind} ${name}: ${reasonOf(error)}`, { cause: error });
  return error;
};
