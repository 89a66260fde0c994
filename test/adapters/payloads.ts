import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdaptedEvent, AdapterName, Headers } from '#lib/core/adapters/adapters.ts';

/** A payload in the layout of its source, with what becomes of it. */
export interface Sample {
  /** The file, without its ending. */
  readonly name: string;
  /** What is special about it. */
  readonly says: string;
  readonly headers?: Headers;
  readonly payload: unknown;
  /** Its events, or why there are none. */
  readonly becomes?: readonly AdaptedEvent[];
  readonly unusable?: string;
}

/** All payloads of a source. */
export const samplesOf = (adapter: AdapterName): readonly Sample[] => {
  const folder = join(import.meta.dirname, adapter);
  return readdirSync(folder)
    .toSorted()
    .map((file) => ({
      name: file.replace('.json', ''),
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Sample, 'name'>),
    }));
};
