import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Outputs } from './deployed.ts';
import { commandTimeoutMs, type Emulator } from '#infra/local/emulator.ts';

/** Runs a command of Patron's against a deployment, and gives what it prints. */
export const operate = ({ environment }: Emulator, command: string, ...options: readonly string[]): string =>
  execFileSync(resolve('node_modules/.bin/node'), ['cli/patron.ts', command, ...options], {
    env: environment,
    encoding: 'utf8',
    timeout: commandTimeoutMs,
  });

/** Runs `patron redrive`, for what was refused for one reason. */
export const redrive = (emulator: Emulator, { tableName, queueUrl }: Outputs, reason: string): string =>
  operate(emulator, 'redrive', '--table', tableName, '--queue', queueUrl, '--reason', reason);

/** Runs `patron explain --json` for one segment of a customer. */
export const explain = (
  emulator: Emulator,
  { tableName }: Outputs,
  {
    customerId,
    segment,
    segments,
  }: { readonly customerId: string; readonly segment: string; readonly segments: string },
): unknown => {
  const about = ['--customer', customerId, '--segment', segment, '--segments', segments];
  return JSON.parse(operate(emulator, 'explain', '--table', tableName, ...about, '--json'));
};

/** Runs `patron rebuild --all --check`, which fails where a stored profile differs from its ledger. */
export const checkAll = (emulator: Emulator, { tableName }: Outputs, segments: string): string =>
  operate(emulator, 'rebuild', '--all', '--check', '--table', tableName, '--segments', segments);

/** Runs `patron catalogue`: the catalogue that a table keeps. */
export const catalogueOf = (emulator: Emulator, { tableName }: Outputs): unknown =>
  JSON.parse(operate(emulator, 'catalogue', '--table', tableName));

/** Runs `patron plan`: who would enter and leave by another catalogue. */
export const plan = (emulator: Emulator, { tableName }: Outputs, segments: string): string =>
  operate(emulator, 'plan', '--table', tableName, '--segments', segments, '--json');

/** Runs a command of understanding, such as `patron compare`, with `--json`. */
export const insight = (
  emulator: Emulator,
  { tableName }: Outputs,
  [command, ...options]: readonly ['compare' | 'metrics', ...(readonly string[])],
): string => operate(emulator, command, '--table', tableName, ...options, '--json');
