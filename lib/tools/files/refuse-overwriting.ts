import { statSync } from 'node:fs';

const identityOf = (path: string): string | undefined => {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found?.isFile() ? `${found.dev}:${found.ino}` : undefined;
};

/**
 * Refuses to write a file that is also read, under whatever name: reading it again would give something else.
 *
 * @throws {Error} naming both.
 */
export const refuseOverwriting = (inputs: readonly string[], outputs: readonly string[]): void => {
  for (const output of outputs) {
    const identity = identityOf(output);
    const input = identity === undefined ? undefined : inputs.find((each) => identityOf(each) === identity);
    if (input !== undefined) throw new Error(`Cannot read ${input} and write ${output}: they are the same file`);
  }
};
