/** An object or a list that is being read: where it is, and its key or place that is being read. */
interface Open {
  readonly path: readonly string[];
  /** The keys so far; undefined for a list. */
  readonly keys: Set<string> | undefined;
  at: string;
  /** Whether the next text is a key. */
  awaitsKey: boolean;
}

/** The texts and the structure of JSON; numbers, true, false and null say nothing about keys. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],]/g;

const opened = (token: '{' | '[', parent: Open | undefined): Open => ({
  path: parent ? [...parent.path, parent.at] : [],
  keys: token === '{' ? new Set() : undefined,
  at: token === '{' ? '' : '0',
  awaitsKey: token === '{',
});

const next = (open: Open): void => {
  if (open.keys) open.awaitsKey = true;
  else open.at = String(Number(open.at) + 1);
};

/** Reads a key; true where its object has it already. */
const isRepeated = (open: Open, token: string): boolean => {
  open.at = JSON.parse(token) as string;
  open.awaitsKey = false;
  const isKnown = open.keys?.has(open.at) ?? false;
  open.keys?.add(open.at);
  return isKnown;
};

/** Follows one token; true for a key that its object has already. */
const follow = (stack: Open[], token: string): boolean => {
  const top = stack.at(-1);
  switch (token) {
    case '{':
    case '[':
      stack.push(opened(token, top));
      return false;
    case '}':
    case ']':
      stack.pop();
      return false;
    case ',':
      if (top) next(top);
      return false;
    default:
      return top?.awaitsKey === true && isRepeated(top, token);
  }
};

/** The path of the first key that an object of a JSON text has twice; undefined where there is none. */
const repeatedKey = (json: string): string | undefined => {
  const stack: Open[] = [];
  for (const [token] of json.matchAll(tokens)) {
    if (follow(stack, token)) return [...(stack.at(-1)?.path ?? []), stack.at(-1)?.at].join('.');
  }
  return undefined;
};

/**
 * Parses JSON that people write. Of a key that stands twice in an object, JSON keeps the last without a word.
 *
 * @throws {SyntaxError} when it is not JSON, or a key stands twice, with its path.
 */
export const parseJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  const repeated = repeatedKey(text);
  if (repeated === undefined) return value;
  throw new SyntaxError(`the key ${repeated} stands twice in its object`);
};
