import { keyOf } from '#lib/ports/webhook/webhook-secret.ts';
import type { OptionValues } from '../command/options.ts';
import { instantOption, numberOption, readOption, switchOption, textOption } from '../command/options.ts';

const highestPort = 65_535;

const isWebAddress = (text: string): boolean =>
  URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);

export const devOptions = {
  port: numberOption(
    { value: 'N', meaning: 'The port to listen at, 0 for a free one; by default 4010.' },
    {
      rule: `a whole number from 0 to ${highestPort}`,
      holds: (port) => Number.isInteger(port) && port >= 0 && port <= highestPort,
    },
  ),
  host: textOption('HOST', 'The address to listen at; by default 127.0.0.1, which only this machine reaches.'),
  store: textOption('FILE', 'Keeps everything in this file, and goes on where it was; by default in memory.'),
  segments: textOption(
    'FILE',
    'The catalogue of segments, as JSON; by default the one that the store keeps, or that comes with Patron.',
  ),
  webhook: readOption(
    { value: 'URL', meaning: 'Posts each change there, signed as Standard Webhooks says.' },
    'an http or https URL',
    (text) => (isWebAddress(text) ? text : undefined),
  ),
  strict: switchOption('Answers an event that would be refused with an error, and does not take it.'),
  frozen: switchOption('Time stands still but for POST /advance?by=P60D.'),
  now: instantOption('With --frozen: where time stands at first; by default the present instant.'),
};

export type DevValues = OptionValues<typeof devOptions>;

/** The name of the variable that has the secret of the webhook. */
export const secretVariable = 'PATRON_WEBHOOK_SECRET';

/**
 * What cannot be said of one option alone.
 *
 * @throws {Error} naming the option.
 */
export const checkTogether = ({ frozen, now }: DevValues, secret: string | undefined): void => {
  if (now !== undefined && !frozen) throw new Error('Cannot use --now as where time stands: it needs --frozen');
  try {
    if (secret !== undefined) keyOf(secret);
  } catch (cause) {
    throw new Error(`${secretVariable}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};
