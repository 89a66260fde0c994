import * as z from 'zod/mini';
import { canarySource } from '#events/canary.ts';
import { eventTypes } from '#events/incoming-event.ts';
import { patronSource } from '#events/segment-change.ts';
import { faultsIn } from './faults.ts';
import { objectOf, some, textLike } from './forms.ts';
import { jsonIn } from './json-file.ts';
import { identityOf, principal } from './principals.ts';

/** What somebody may put on the bus. */
interface Allowed {
  /** The values of `source` that entries may have; never `patron`. */
  readonly sources: readonly string[];
  /** The values of `detail-type` that entries may have. */
  readonly detailTypes: readonly string[];
}

/**
 * Who may put which events on the bus: exactly one of a `principal`, an `account`, and an `organisation` with a `tag`. Whoever is
 * meant also needs a policy of their own that allows `events:PutEvents` on the bus.
 */
export interface Producer extends Allowed {
  /** The ARN of an IAM role or user, or of a role's session, of this account or another; also that of a rule on another bus. */
  readonly principal?: string | undefined;
  /** The 12 digits of an account: whoever its own policies allow. */
  readonly account?: string | undefined;
  /** The id of an organisation of AWS: those in it whose roles or users carry the tag. */
  readonly organisation?: string | undefined;
  /** One tag of a role or user, as `{KEY: VALUE}`. */
  readonly tag?: Readonly<Record<string, string>> | undefined;
}

const account = textLike('must be the 12 digits of an account of AWS', /^\d{12}$/);

const organisation = textLike(
  'must be the id of an organisation of AWS, such as "o-a1b2c3d4e5"',
  /^o-[a-z0-9]{10,32}$/,
);

const tagRule = 'must be one tag, such as {"patron-producer": "checkout"}, without wildcards';
const tagText = /^[\w .:/=+@-]{1,128}$/;

const tag = z
  .record(z.string(), textLike(tagRule, tagText), tagRule)
  .check(
    z.refine(
      (value) => Object.keys(value).length === 1 && Object.keys(value).every((key) => tagText.test(key)),
      tagRule,
    ),
  );

const source = textLike(
  `must be a text of 1 to 256 characters without wildcards, neither "${patronSource}" nor "${canarySource}" nor one of AWS's ("aws.…")`,
  new RegExp(String.raw`^(?!${patronSource}$|${canarySource.replace('.', String.raw`\.`)}$|aws\.)[^*?]{1,256}$`),
);

const detailType = z.enum(eventTypes, `must be one of ${eventTypes.join(', ')}`);

const whoRule = 'must name who it is by exactly one of principal, account, and organisation with tag';

const isNamedOnce = ({ principal: arn, account: whole, organisation: id, tag: carried }: Producer): boolean =>
  [arn, whole, id].filter((name) => name !== undefined).length === 1 && (id === undefined) === (carried === undefined);

const producer = objectOf({
  principal: z.optional(principal),
  account: z.optional(account),
  organisation: z.optional(organisation),
  tag: z.optional(tag),
  sources: some(source),
  detailTypes: some(detailType),
}).check(z.refine(isNamedOnce, whoRule));

/** One text for all ways to say the same producer. */
const whoIs = ({ principal: arn, account: whole, tag: carried }: Producer): string =>
  JSON.stringify(arn === undefined ? (whole ?? carried) : identityOf(arn));

/** Of two entries for one producer, each would forbid what the other allows. */
const eachOnce = z.check<Producer[]>(({ value, issues }) => {
  for (const [index, given] of value.entries()) {
    const { principal: arn, account: whole, tag: carried } = given;
    if (value.findIndex((other) => whoIs(other) === whoIs(given)) === index) continue;
    const field = arn === undefined ? (whole === undefined ? 'tag' : 'account') : 'principal';
    const input = arn ?? whole ?? carried;
    issues.push({ code: 'custom', message: 'must be listed once', input, path: [index, field] });
  }
});

/** With two, who carries the tag of one would be taken for it in the other. */
const oneOrganisation = z.check<Producer[]>(({ value, issues }) => {
  const first = value.find(({ organisation: id }) => id !== undefined)?.organisation;
  for (const [index, { organisation: input }] of value.entries()) {
    if (input === undefined || input === first) continue;
    const message = `must be ${first}, as in the first of them: a bus is open to one organisation`;
    issues.push({ code: 'custom', message, input, path: [index, 'organisation'] });
  }
});

export const producersForm = z
  .array(
    producer,
    'must be a list of {"principal", "sources", "detailTypes"}, or with "account", or "organisation" and "tag"; or [] for nobody',
  )
  .check(eachOnce, oneOrganisation);

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
