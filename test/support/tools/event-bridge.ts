/**
 * What EventBridge does between a bus and an API destination, as its pages say it. There is no API destination on this machine, so these
 * stand in for it, and are kept small: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html and
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-api-destinations.html.
 */

type Entry = Readonly<Record<string, unknown>>;

const valueAt = (path: string, from: unknown): unknown =>
  path.split('.').reduce<unknown>((inner, key) => Object(inner)[key], from);

const bare = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** Within quotes a text stands as it is, since EventBridge escapes nothing; alone it is JSON. What is not there is nothing. */
const filledIn = (template: string, valueOf: (name: string) => unknown): string =>
  template.replaceAll(/"(?:[^"\\]|\\.)*"|<([^<>]+)>/g, (part: string, alone: string | undefined) =>
    alone === undefined
      ? part.replaceAll(/<([^<>]+)>/g, (_, name: string) => bare(valueOf(name)))
      : (JSON.stringify(valueOf(alone)) ?? ''),
  );

/** The input transformer of a rule, as the template has it. */
export interface Transformer {
  readonly InputPathsMap: Readonly<Record<string, string>>;
  readonly InputTemplate: string;
}

/** The request that a rule makes of an entry. */
export const ofRule = ({ InputPathsMap, InputTemplate }: Transformer, entry: Entry): string =>
  filledIn(InputTemplate, (name) => valueAt(String(InputPathsMap[name]).replace('$.', ''), entry));

/** The request that a pipe makes of a message with an entry. */
export const ofPipe = (template: string, entry: Entry): string =>
  filledIn(template, (path) => valueAt(path.replace('$.', ''), { body: entry }));

/** Where requests go, how fast, and what comes with each. */
export interface ApiDestination {
  readonly url: string;
  readonly perSecond: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** The time that both sides go by, in milliseconds: nobody waits for it. */
export interface Clock {
  now: number;
}

/** EventBridge waits five seconds for an answer. */
const patienceMs = 5_000;

const day = 24 * 3_600_000;
const mostAttempts = 185;

const ask = async ({ url, headers }: ApiDestination, body: string) => {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      signal: AbortSignal.timeout(patienceMs),
    });
    await answer.body?.cancel();
    return { status: answer.status, retryAfterMs: Number(answer.headers.get('retry-after') ?? 0) * 1_000 };
  } catch {
    return { status: 'none' as const, retryAfterMs: 0 };
  }
};

type Status = Awaited<ReturnType<typeof ask>>['status'];

const isTaken = (status: Status): boolean => typeof status === 'number' && status < 300;
const isRetried = (status: Status): boolean => status === 'none' || status === 429 || status >= 500;

/**
 * Sends bodies at the destination's rate, and each again after a pause that doubles, for a day or 185 times.
 *
 * @returns those that were left.
 */
export const sendAll = async (
  destination: ApiDestination,
  bodies: readonly string[],
  clock: Clock,
): Promise<readonly string[]> => {
  const left: string[] = [];
  const waiting = bodies.map((body) => ({ body, since: clock.now, at: clock.now, attempts: 0 }));
  for (let next = waiting.shift(); next !== undefined; next = waiting.sort((a, b) => a.at - b.at).shift()) {
    clock.now = Math.max(clock.now + 1_000 / destination.perSecond, next.at);
    const { status, retryAfterMs } = await ask(destination, next.body);
    next.attempts += 1;
    next.at = clock.now + Math.max(retryAfterMs, 1_000 * 2 ** Math.min(next.attempts, 9));
    if (isTaken(status)) continue;
    const isSpent = next.attempts > mostAttempts || next.at - next.since > day;
    if (isRetried(status) && !isSpent) waiting.push(next);
    else left.push(next.body);
  }
  return left;
};
