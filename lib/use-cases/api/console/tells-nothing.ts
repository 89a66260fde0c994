import type { InsightKind } from '#events/insight-published.ts';
import type { Persona } from '../../insight/personas.ts';

/** The findings of each kind that has any. */
interface Findings {
  readonly missing?: string;
  readonly lines?: readonly unknown[];
  readonly groups?: readonly unknown[];
  readonly personas?: readonly Persona[];
  readonly periods?: readonly { readonly size: number; readonly adds: number }[];
}

const isEmpty = (list: readonly unknown[] | undefined): boolean => list === undefined || list.length === 0;

type Kind = InsightKind | 'rfm';

/** Whether there is nothing in it, of kinds that can be empty. */
const emptiness: Readonly<Partial<Record<Kind, (found: Findings) => boolean>>> = {
  compare: ({ lines }) => isEmpty(lines),
  places: ({ lines }) => isEmpty(lines),
  words: ({ lines }) => isEmpty(lines),
  persona: ({ personas }) => personas?.[0]?.name === undefined,
  discover: ({ groups }) => isEmpty(groups),
  metrics: ({ periods = [] }) => periods.every(({ size, adds }) => size + adds === 0),
};

/** Whether a result finds nothing, which more people could change. */
export const tellsNothing = (kind: Kind, result: unknown): boolean => {
  const found = result as Findings;
  return found.missing !== undefined || emptiness[kind]?.(found) === true;
};
