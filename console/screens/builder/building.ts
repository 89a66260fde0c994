import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Path } from './json-object.ts';
import type { Language } from './spoken.ts';

/** A fault or a warning of a check, with its place such as `when.all.0.is.gte`. */
export interface Problem {
  readonly path: string;
  readonly message: string;
  /** What must be there; of a fault alone. */
  readonly expected?: string;
}

/** What every part of the editor shares. */
export interface Building {
  readonly language: Language;
  /** What a check says of each clause, by its path below `when`, such as `all.0`. */
  readonly wordsAt: ReadonlyMap<string, string>;
  readonly problems: readonly Problem[];
  /** Puts something else at a path below `when`; undefined takes it away. */
  readonly change: (path: Path, next: unknown) => void;
}

const context = createContext<Building | undefined>(undefined);

/** Gives what the editor shares to everything below. */
export const BuildingProvider = context.Provider;

/**
 * What the editor shares.
 *
 * @throws {Error} outside of the editor.
 */
export const useBuilding = (): Building => {
  const building = useContext(context);
  if (building === undefined) throw new Error('Cannot use the building: there is no editor above');
  return building;
};

/** The faults and warnings at a place or below it. */
export const problemsAt = (problems: readonly Problem[], path: Path): readonly Problem[] => {
  const place = ['when', ...path].join('.');
  return problems.filter((problem) => problem.path === place || problem.path.startsWith(`${place}.`));
};
