import { readFileSync } from 'node:fs';
import type { Node } from 'constructs';
import { compile } from '#lib/segments/compile.ts';
import { defaultCatalogue } from '#lib/segments/default-catalogue.ts';

/** What differs between two deployments of the same code: `cdk deploy -c catalogue=FILE -c deployment=N -c emulated=true`. */
export interface Settings {
  /** The catalogue as JSON text, known to compile. */
  readonly catalogue: string;
  /** Rises with every deployment that changes the catalogue: a function with an older number hands its messages back. 1 by default. */
  readonly deployment: number;
  /** Leaves out what a local AWS emulator does not know. False by default. */
  readonly emulated: boolean;
}

/**
 * Reads the settings from the context of an app.
 *
 * @throws {Error} when the catalogue cannot be read or does not compile, or `deployment` is no positive integer.
 */
export const readSettings = (context: Node): Settings => ({
  catalogue: catalogueFrom(textIn(context, 'catalogue')),
  deployment: deploymentFrom(textIn(context, 'deployment') ?? '1'),
  emulated: textIn(context, 'emulated') === 'true',
});

/** On the command line every value is a text. */
const textIn = (context: Node, key: string): string | undefined => {
  const value: unknown = context.tryGetContext(key);
  if (value === undefined || typeof value === 'string') return value;
  throw new TypeError(`Cannot use context ${key} as a text: current value is ${JSON.stringify(value)}`);
};

const catalogueFrom = (file: string | undefined): string => {
  const catalogue: unknown = file === undefined ? defaultCatalogue : JSON.parse(readFileSync(file, 'utf8'));
  try {
    compile(catalogue);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Cannot deploy ${file ?? 'the default catalogue'}: ${reason}`, {
      cause,
    });
  }
  return JSON.stringify(catalogue);
};

const deploymentFrom = (value: string): number => {
  const deployment = Number(value);
  if (Number.isSafeInteger(deployment) && deployment > 0) return deployment;
  throw new Error(`Cannot use context deployment as a positive integer: current value is ${JSON.stringify(value)}`);
};
