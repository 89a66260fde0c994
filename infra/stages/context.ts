import type { Node } from 'constructs';
import { nearestName } from '#lib/core/nearest-name.ts';
import { settingNames } from '../settings/check-settings.ts';

/** The keys of `-c` that belong to Patron. */
export interface PatronContext {
  /** The name of the stage to deploy; undefined where none was given. */
  readonly stage: string | undefined;
  /** Whether to leave out what a local AWS emulator does not know. */
  readonly emulated: boolean;
}

const known = ['stage', 'emulated'];

/** Keys of the CDK's own have a colon, a slash or an at sign in them; a slip of the keyboard hardly ever has. */
const isOfCdk = (key: string): boolean => /[:/@]/.test(key);

/**
 * Reads the context of an app.
 *
 * @throws {Error} for a key that neither the CDK nor Patron knows, naming the nearest, and for a value that does not fit.
 */
export const readContext = (context: Node): PatronContext => {
  const all: Readonly<Record<string, unknown>> = context.getAllContext();
  for (const key of Object.keys(all)) {
    if (!known.includes(key) && !isOfCdk(key)) throw new Error(unknownKey(key));
  }
  return { stage: stageIn(all['stage']), emulated: isEmulated(all['emulated'] ?? false) };
};

const unknownKey = (key: string): string => {
  if (settingNames.includes(key))
    return `Cannot use -c ${key}: settings stand in the file of a stage, given as -c stage=NAME`;
  const near = nearestName(key, [...known, ...settingNames]);
  const hint = near === undefined ? '' : ` (the nearest is ${near})`;
  return `Cannot use -c ${key}: current keys are ${known.join(' and ')}, and the settings of a stage stand in its file${hint}`;
};

const stageIn = (value: unknown): string | undefined => {
  if (value === undefined || typeof value === 'string') return value;
  throw new Error(`Cannot use -c stage as the name of a stage: current value is ${JSON.stringify(value)}`);
};

const isEmulated = (value: unknown): boolean => {
  const written = String(value);
  if (written === 'true' || written === 'false') return written === 'true';
  throw new Error(`Cannot use -c emulated as true or false: current value is ${JSON.stringify(value)}`);
};
