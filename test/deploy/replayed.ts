import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { catalogueFile } from './cdk.ts';
import { workFolder } from '#infra/local/emulator.ts';
import type { Entry } from './shop-events.ts';

/** An entry with the instant at which it arrived. */
export interface ArrivedEntry {
  readonly entry: Entry;
  /** Milliseconds since 1970. */
  readonly arrivedAt: number;
}

export interface Quarantined {
  readonly reason: string;
  readonly entry: Entry;
}

const linesOf = (file: string): readonly string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean);

/**
 * The output of `patron replay` for the same entries at the same instants, with time running on to `until`.
 *
 * @param catalogue - a file; that of this tier by default.
 */
export const replay = (arrived: readonly ArrivedEntry[], until: number, catalogue = catalogueFile) => {
  const folder = resolve(workFolder, 'replay');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const events = resolve(folder, 'events.jsonl');
  const out = resolve(folder, 'out');
  const lines = arrived.map(({ entry, arrivedAt }) => ({ time: new Date(arrivedAt).toISOString(), ...entry }));
  writeFileSync(events, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const options = ['--events', events, '--out', out, '--segments', catalogue, '--until', new Date(until).toISOString()];
  execFileSync(resolve('node_modules/.bin/node'), ['cli/patron.ts', 'replay', ...options], { stdio: 'pipe' });
  return {
    changes: linesOf(resolve(out, 'changes.jsonl')).map((line): Entry => JSON.parse(line)),
    quarantined: linesOf(resolve(out, 'quarantine.jsonl')).map((line): Quarantined => JSON.parse(line)),
  };
};
