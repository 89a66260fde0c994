import * as z from 'zod/mini';
import { eventTypes } from '#events/incoming-event.ts';
import { patronSource } from '#events/segment-change.ts';
import { faultsIn } from './faults.ts';
import { objectOf, some, textLike } from './forms.ts';
import { jsonIn } from './json-file.ts';

/** A principal that may put events on the bus, and the events that it may put. */
export interface Producer {
  /** The ARN of an IAM role or user, of this account or another. It needs a policy of its own that allows `events:PutEvents` on the bus. */
  readonly principal: string;
  /** The values of `source` that its entries may have; never `patron`. */
  readonly sources: readonly string[];
  /** The values of `detail-type` that its entries may have. */
  readonly detailTypes: readonly string[];
}

const roleOrUser = /^arn:aws[a-z-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/-]{1,512}$/;

export const principal = textLike('must be the ARN of an IAM role or user, without wildcards', roleOrUser);

const source = textLike(
  `must be a text of 1 to 256 characters without wildcards, neither "${patronSource}" nor one of AWS's ("aws.…")`,
  new RegExp(String.raw`^(?!${patronSource}$|aws\.)[^*?]{1,256}$`),
);

const detailType = z.enum(eventTypes, `must be one of ${eventTypes.join(', ')}`);

/** Of two entries for one principal, each would forbid what the other allows. */
const eachOnce = z.check<Producer[]>(({ value, issues }) => {
  for (const [index, { principal: input }] of value.entries()) {
    if (value.findIndex((other) => other.principal === input) === index) continue;
    issues.push({ code: 'custom', message: 'must be listed once', input, path: [index, 'principal'] });
  }
});

export const producersForm = z
  .array(
    objectOf({ principal, sources: some(source), detailTypes: some(detailType) }),
    'must be a list of {"principal", "sources", "detailTypes"}, or [] for nobody',
  )
  .check(eachOnce);

/**
 * Reads the file that lists the producers.
 *
 * @throws {Error} when it cannot be read or does not fit, naming the file, the path in it, the rule and the value seen.
 */
export const readProducers = (file: string): readonly Producer[] => {
  const listed = jsonIn(file, 'the producers');
  const parsed = producersForm.safeParse(listed);
  if (parsed.success) return parsed.data;
  throw new Error(`Cannot read ${file} as the producers: ${faultsIn(parsed.error, listed, 'the file').join('; ')}`);
};
