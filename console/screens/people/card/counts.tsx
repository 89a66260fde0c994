import { ShareBar } from '../../../charts/share-bar.tsx';
import { useShow } from '../../../show/use-show.ts';
import { traitAt, type Profile } from '../person.ts';
import { countsIn } from '../traits/value-words.ts';

interface Props {
  readonly profile: Profile;
  /** Of a trait that is a list of counts. */
  readonly path: string;
  readonly title: string;
}

const most = 4;

/** The most frequent values with how often each was seen. */
export const Counts = ({ profile, path, title }: Props) => {
  const { number } = useShow();
  const counts = countsIn(traitAt(profile, path)).slice(0, most);
  const largest = counts[0]?.count;
  if (largest === undefined) return null;
  return (
    <div class="counts">
      <h3>{title}</h3>
      <ul>
        {counts.map(({ value, count }) => (
          <li key={value}>
            <ShareBar share={count} most={largest} words={value} />
            <span class="count">{number(count)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
