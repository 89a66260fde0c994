import { readFileSync } from 'node:fs';
import * as z from 'zod/mini';
import { eventTypes } from '#events/incoming-event.ts';
import { printedValue } from '#events/printed-value.ts';
import { patronSource } from '#events/segment-change.ts';

/** A principal that may put events on the bus, and the events that it may put. */
export interface Producer {
  /** The ARN of an IAM role or user, of this account or another. It needs a policy of its own that allows `events:PutEvents` on the bus. */
  readonly principal: string;
  /** The values of `source` that its entries may have; never `patron`. */
  readonly sources: readonly string[];
  /** The values of `detail-type` that its entries may have. */
  readonly detailTypes: readonly string[];
}

const literal = (rule: string, holds: (text: string) => boolean) =>
  z.string(rule).check(z.refine((text) => holds(text), rule));

const roleOrUser = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]{1,512}$/;

const principal = literal('must be the ARN of an IAM role or user, without wildcards', (text) => roleOrUser.test(text));
const source = literal(
  `must be a text of 1 to 256 characters without wildcards, neither "${patronSource}" nor one of AWS's ("aws.…")`,
  (text) => /^[^*?]{1,256}$/.test(text) && text !== patronSource && !text.startsWith('aws.'),
);
const detailType = literal(`must be one of ${eventTypes.join(', ')}`, (text) =>
  eventTypes.some((type) => type === text),
);

const some = <Element extends z.core.$ZodType>(element: Element) =>
  z.array(element, 'must be a list').check(z.minLength(1, 'must name at least one'));

const producers = z.array(
  z.strictObject({ principal, sources: some(source), detailTypes: some(detailType) }),
  'must be a list of {"principal", "sources", "detailTypes"}',
);

/**
 * Reads the file that lists the producers.
 *
 * @throws {Error} when it cannot be read or does not fit, naming the file, the path in it, the rule and the value seen.
 */
export const readProducers = (file: string): readonly Producer[] => {
  const listed = jsonIn(file);
  const parsed = producers.safeParse(listed);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const at = path.length === 0 ? 'the file' : path.join('.');
      return `${at} ${message}, current value is ${printedValue(valueAt(listed, path))}`;
    });
    throw new Error(`Cannot read ${file} as the producers: ${faults.join('; ')}`);
  }
  refuseRepeated(file, parsed.data);
  return parsed.data;
};

/** Each statement of the policy is about one principal, so of two entries each would forbid what the other allows. */
const refuseRepeated = (file: string, listed: readonly Producer[]): void => {
  for (const [index, { principal: named }] of listed.entries()) {
    if (listed.findIndex((other) => other.principal === named) === index) continue;
    throw new Error(
      `Cannot read ${file} as the producers: ${index}.principal must be listed once, current value is ${named}`,
    );
  }
};

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new Error(`Cannot read ${file} as the producers: it must be a file of JSON`, { cause });
  }
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => Object(inner)[key], value);
