import { minimumBounds, tell, type Told } from '#lib/core/insight/minimum.ts';
import { wilson } from '#lib/core/insight/statistics/association.ts';
import { idFieldOf, type IdField, type PersonKey } from '#lib/core/profile/person.ts';
import { explain, type Reason } from '#lib/core/segments/explain/explain.ts';
import { formatInstant, type Instant } from '#lib/core/time/instant.ts';
import { viewBy } from './decide-draft.ts';
import type { Draft } from './draft.ts';
import { parsedEvents, type ReadEvents } from './sampled-events.ts';
import type { SampledPerson } from './sampled-person.ts';

/** The people by whom a condition is tried. */
export interface Sample {
  /** When the condition is decided. */
  readonly asOf: Instant;
  /** How many people there are in all. */
  readonly people: number;
  /** The people of the sample, by SHA-256 of the id. */
  readonly sampled: AsyncIterable<SampledPerson>;
  /** Reads the events of somebody; by default they are parsed each time. */
  readonly eventsOf?: ReadEvents;
}

/** Somebody of whom the condition holds. Plain JSON. */
type PreviewedPerson = IdField & {
  readonly because: readonly Reason[];
};

/** How many people a condition would hold of. Plain JSON. */
interface Preview {
  readonly asOf: string;
  /** The people of the sample of whom it holds. */
  readonly in: Told;
  /** The people of the sample. */
  readonly of: number;
  readonly people: number;
  /** The share of everybody: between these, at 95 %. Null where too few are in the sample, or nobody is. */
  readonly low: number | null;
  readonly high: number | null;
  /** Some of whom it holds, where they are asked for. */
  readonly sample?: readonly PreviewedPerson[];
}

/** So many people are shown with the reasons. */
const mostShown = 5;

const { usual: minimum } = minimumBounds;

/** The bounds of the share of everybody. */
const boundsOf = (holds: number, { of, people }: { readonly of: number; readonly people: number }) => {
  if (of === 0 || (holds > 0 && holds < minimum)) return { low: null, high: null };
  if (of >= people) return { low: holds / of, high: holds / of };
  const [low, high] = wilson({ having: holds, known: of });
  return { low, high };
};

/** What a preview tells, and the people whom it shows. */
export interface Previewed {
  readonly preview: Preview;
  readonly shown: readonly PersonKey[];
}

/**
 * Tries a condition on a sample.
 *
 * @param showsPeople - whether some are shown with the reasons.
 */
export const previewOf = async (draft: Draft, sample: Sample, showsPeople: boolean): Promise<Previewed> => {
  const { asOf, eventsOf = parsedEvents } = sample;
  let [holds, of] = [0, 0];
  const shown: { readonly person: PersonKey; readonly because: readonly Reason[] }[] = [];
  for await (const sampled of sample.sampled) {
    of += 1;
    const view = viewBy(draft, sampled, { asOf, eventsOf });
    if (!Object.hasOwn(view.state.memberships, draft.segment.key)) continue;
    holds += 1;
    if (showsPeople && shown.length < mostShown)
      shown.push({ person: sampled.person, because: explain(draft.segment.condition, view, view) });
  }
  const preview: Preview = {
    asOf: formatInstant(asOf),
    in: holds === 0 ? 0 : tell(holds, minimum),
    of,
    people: sample.people,
    ...boundsOf(holds, { of, people: sample.people }),
    ...(showsPeople && { sample: shown.map(({ person, because }) => ({ ...idFieldOf(person), because })) }),
  };
  return { preview, shown: shown.map(({ person }) => person) };
};
