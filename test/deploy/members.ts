import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Outputs } from './deployed.ts';
import { workFolder, type Emulator } from '#infra/local/emulator.ts';
import { operate } from './operated.ts';
import type { Entry } from './shop-events.ts';

/** A member as a campaign tool knows it. */
interface Known {
  readonly id: string;
  readonly sequence: number;
}

/** What an entry says of a person and a segment. */
interface Saying extends Known {
  readonly status: string;
}

/** A change, a member of a snapshot, or a line of `patron members`, which has no status. */
type Told = Omit<Saying, 'id'> & { readonly customerId?: string; readonly anonymousId?: string };

const sayingIn = (detail: Entry['detail']): Saying => {
  const { customerId, anonymousId, sequence, status } = detail as unknown as Told;
  return { id: customerId ?? `~${anonymousId}`, sequence, status };
};

const byId = (one: Known, other: Known): number => (one.id < other.id ? -1 : 1);

/** The members of a segment by the one rule: per person the highest sequence of what was heard wins. */
export const knownBySaying = (heard: readonly Entry[], key: string): readonly Known[] => {
  const last = new Map<string, Saying>();
  for (const { detail } of heard) {
    const saying = sayingIn(detail);
    const isOfSegment = (detail['segment'] as { readonly key?: string } | undefined)?.key === key;
    if (isOfSegment && saying.sequence > (last.get(saying.id)?.sequence ?? 0)) last.set(saying.id, saying);
  }
  const members = [...last.values()].filter(({ status }) => status === 'entered');
  return members.map(({ id, sequence }) => ({ id, sequence })).toSorted(byId);
};

/** Runs `patron members`, and gives who is listed. */
export const listed = (emulator: Emulator, { tableName }: Outputs, key: string): readonly Known[] =>
  operate(emulator, 'members', '--table', tableName, '--segment', key)
    .trimEnd()
    .split('\n')
    .map((line) => sayingIn(JSON.parse(line) as Entry['detail']))
    .map(({ id, sequence }) => ({ id, sequence }))
    .toSorted(byId);

/** Runs `patron verify` with a list of a tool's, which fails where that differs. */
export const verify = (
  emulator: Emulator,
  { tableName }: Outputs,
  { key, known }: { readonly key: string; readonly known: readonly Known[] },
): string => {
  const against = join(workFolder, `${key}.jsonl`);
  writeFileSync(against, known.map((member) => `${JSON.stringify(member)}\n`).join(''));
  return operate(emulator, 'verify', '--table', tableName, '--segment', key, '--against', against);
};

/** Runs `patron announce`, as fast as may be. */
export const announce = (emulator: Emulator, { tableName }: Outputs, key: string): string =>
  operate(emulator, 'announce', '--table', tableName, '--segment', key, '--rate', '1000');
