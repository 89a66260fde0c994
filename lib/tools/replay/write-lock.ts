import { rmSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const busy = 5;

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === busy;

const inodeOf = (file: string): bigint | undefined => statSync(file, { bigint: true, throwIfNoEntry: false })?.ino;

/** The lock on a file; undefined where another holds it. */
const lockOn = (file: string): DatabaseSync | undefined => {
  writeFileSync(file, '', { flag: 'a' });
  const inode = inodeOf(file);
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  if (inodeOf(file) === inode) return database;
  // Its last holder removed the file between the two looks at it: the lock is on a file that nobody else can see.
  database.close();
  return lockOn(file);
};

/** A place that one writer at a time may write to. */
export interface LockedPlace {
  /** Names it in the refusal. */
  readonly place: string;
  /** Made for the lock, and removed afterwards. */
  readonly file: string;
  /** The refusal where another holds the lock; by default that of a replay. */
  readonly refusal?: string;
}

/**
 * Works while no other process, nor any other work of this one, holds the lock of a place.
 *
 * The lock is SQLite's on an empty database: the operating system ends it with the process, so that a file which a crash
 * left behind locks nothing.
 *
 * @throws {Error} at once when the lock is held.
 */
export const withWriteLock = async <Result>(
  { place, file, refusal = `Cannot replay into ${place}: another replay is writing there` }: LockedPlace,
  work: () => Promise<Result>,
): Promise<Result> => {
  const lock = lockOn(file);
  if (lock === undefined) throw new Error(refusal);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
    lock.close();
  }
};
