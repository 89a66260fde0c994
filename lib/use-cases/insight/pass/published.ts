import { hash } from 'node:crypto';
import type { InsightKind } from '#events/insight-published.ts';
import type { ObjectStore } from '#lib/ports/objects/object-store.ts';
import { keys } from './keys.ts';

/** A result that is there to be read. Plain JSON. */
export interface Published {
  readonly kind: InsightKind;
  /** Absent where it is about everybody, or about a question. */
  readonly segment?: string;
  readonly key: string;
  /** SHA-256 of the JSON. */
  readonly hash: string;
}

/** A result that is to be published. */
export interface Result extends Pick<Published, 'kind' | 'segment'> {
  /** Such as `compare/rich`. */
  readonly name: string;
  /** What the command of the kind prints with `--json`. */
  readonly json: object;
}

/** Keeps a result as the command prints it. */
const publish = async (
  objects: ObjectStore,
  run: string,
  { kind, segment, name, json }: Result,
): Promise<Published> => {
  const text = `${JSON.stringify(json, undefined, 2)}\n`;
  const key = keys.result(run, name);
  await objects.put(key, text);
  return { kind, ...(segment !== undefined && { segment }), key, hash: hash('sha256', text, 'hex') };
};

/** Keeps results one after the other, so that they need not be there at once. */
export const publishAll = async (
  objects: ObjectStore,
  run: string,
  results: Iterable<Result>,
): Promise<readonly Published[]> => {
  const published: Published[] = [];
  for (const result of results) published.push(await publish(objects, run, result));
  return published;
};
