import { path } from '../../api/call.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Badge } from '../../parts/badge.tsx';
import { Card } from '../../parts/card.tsx';
import { useShow } from '../../show/use-show.ts';
import { parts, plan as words } from '../../words/en.ts';
import { observedWords } from '../builder/observed.ts';
import type { PlannedSegment, Sample } from './planned-segment.ts';

interface Props {
  readonly segment: PlannedSegment;
  /** The largest number of members of any segment: the end of the scale. */
  readonly most: number;
  /** What the clauses say, by path; undefined of a segment that goes. */
  readonly wordsAt: ReadonlyMap<string, string> | undefined;
}

const Sizes = ({ segment: { before, after, entering, leaving, change }, most }: Omit<Props, 'wordsAt'>) => {
  const { number, share, change: signed } = useShow();
  return (
    <div class="sizes">
      <div class="before">
        <ShareBar share={before} most={most} words={words.before(number(before))} />
      </div>
      <ShareBar share={after} most={most} words={words.after(number(after))} />
      <p class="moves">
        <span class="came">{words.entering(number(entering))}</span>
        <span class="went">{words.leaving(number(leaving))}</span>
        <span class="note">{before === 0 ? null : words.change(signed(after - before), share(change))}</span>
      </p>
    </div>
  );
};

const idOf = (sample: Sample): string => ('customerId' in sample ? sample.customerId : `~${sample.anonymousId}`);

type Reason = Sample['because'][number];

const Because = ({ reason, wordsAt }: { readonly reason: Reason } & Pick<Props, 'wordsAt'>) => {
  const said = wordsAt?.get(reason.path) ?? reason.condition;
  const observed = observedWords(reason.observed, said, useShow());
  return (
    <li>
      <span class={reason.holds ? 'mark holds' : 'mark'}>
        <span aria-hidden="true">{reason.holds ? words.marks.holds : words.marks.not}</span>
        <span class="visually-hidden">{reason.holds ? parts.holds : parts.holdsNot}</span>
      </span>{' '}
      {said} {observed === undefined ? null : words.now(observed)}
    </li>
  );
};

const Person = ({ sample, wordsAt }: { readonly sample: Sample } & Pick<Props, 'wordsAt'>) => (
  <li>
    <a href={path`/people/${idOf(sample)}`}>{idOf(sample)}</a>
    <ul class="because">
      {sample.because.map((reason) => (
        <Because key={reason.path} reason={reason} wordsAt={wordsAt} />
      ))}
    </ul>
  </li>
);

interface SamplesProps extends Pick<Props, 'wordsAt'> {
  readonly title: string;
  readonly samples: readonly Sample[];
}

const Samples = ({ title, samples, wordsAt }: SamplesProps) =>
  samples.length === 0 ? null : (
    <details class="examples">
      <summary>{title}</summary>
      <ul>
        {samples.map((sample) => (
          <Person key={idOf(sample)} sample={sample} wordsAt={wordsAt} />
        ))}
      </ul>
    </details>
  );

const noteOf = ({ definition, renamedFrom, sameAs, isQuiet }: PlannedSegment): string =>
  [
    words.definitions[definition],
    renamedFrom === undefined ? '' : words.renamedFrom(renamedFrom),
    sameAs === undefined ? '' : words.sameAs(sameAs),
    isQuiet ? words.quiet : '',
  ]
    .filter((text) => text !== '')
    .join(' ');

/** What a catalogue would do to one segment. */
export const SegmentChange = ({ segment, most, wordsAt }: Props) => {
  const { name, definition, samples } = segment;
  return (
    <Card
      title={name}
      note={noteOf(segment)}
      actions={<Badge tone={definition === 'removed' ? 'warn' : 'in'}>{words.badges[definition]}</Badge>}
    >
      <Sizes segment={segment} most={most} />
      <Samples title={words.samples.entering} samples={samples.entering} wordsAt={wordsAt} />
      <Samples title={words.samples.leaving} samples={samples.leaving} wordsAt={wordsAt} />
    </Card>
  );
};
