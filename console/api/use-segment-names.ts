import { useSession } from './session.ts';
import { useAnswer } from './use-answer.ts';

/** A segment of the catalogue by its name. */
interface NamedSegment {
  readonly key: string;
  readonly name: string;
}

interface SegmentNames {
  /** In the catalogue's order; none while they are read, and for whoever may not see segments. */
  readonly segments: readonly NamedSegment[];
  /** The key of a segment that is not known. */
  readonly nameOf: (key: string) => string;
}

/** The names of the segments. */
export const useSegmentNames = (): SegmentNames => {
  const { can } = useSession();
  const answer = useAnswer<{ readonly items: readonly NamedSegment[] }>(
    can.segments ? '/v1/console/segments' : undefined,
  );
  const segments = answer.state === 'ready' ? answer.data.items : [];
  const names = new Map(segments.map(({ key, name }) => [key, name]));
  return { segments, nameOf: (key) => names.get(key) ?? key };
};
