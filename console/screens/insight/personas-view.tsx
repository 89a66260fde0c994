import type { PersonasInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { insight as words } from '../../words/en.ts';
import { Asked, type ViewProps } from './asked.tsx';
import { PersonaCard } from './persona-card.tsx';
import { SegmentChoice, useSegments } from './segment-choice.tsx';

/** A persona of more people would be everybody. */
const largestShare = 0.4;

/** The largest segment that is not nearly everybody. */
const usual = (segments: ReturnType<typeof useSegments>): string | undefined =>
  segments
    .filter(({ share }) => share !== null && share <= largestShare)
    .toSorted((one, other) => (other.share ?? 0) - (one.share ?? 0))[0]?.key ?? segments[0]?.key;

/** The members of a segment as one made-up person. */
export const PersonasView = ({ of, onOf }: ViewProps) => {
  const segments = useSegments();
  const shown = of ?? usual(segments);
  if (shown === undefined) return <Skeleton lines={8} />;
  return (
    <>
      <SegmentChoice label={words.personas.of} value={shown} onValue={onOf} first={[]} />
      <Asked<PersonasInWords> kind="persona" segment={shown}>
        {({ personas: [persona] }) =>
          persona === undefined ? (
            <Empty title={words.tooFew.title} hint={words.tooFew.hint} />
          ) : (
            <PersonaCard persona={persona} isLinked />
          )
        }
      </Asked>
    </>
  );
};
