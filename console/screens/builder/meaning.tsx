import { Card } from '../../parts/card.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { builder as words } from '../../words/en.ts';
import type { Checked } from './checked.ts';

const Faults = ({ problems }: Pick<Checked, 'problems'>) => (
  <>
    <p>{words.meaning.faults(problems.length)}</p>
    <ul class="clause-problems">
      {problems.map(({ path, message }) => (
        <li key={`${path} ${message}`}>{words.problem(message, path)}</li>
      ))}
    </ul>
  </>
);

const Said = ({ checked: { fits, problems, segments, warnings } }: { readonly checked: Checked }) =>
  fits ? (
    <>
      <p class="says">{segments[0]?.meaning}</p>
      {warnings.map(({ path, message }) => (
        <p key={`${path} ${message}`} class="note">
          {words.meaning.warning(message)}
        </p>
      ))}
    </>
  ) : (
    <Faults problems={problems} />
  );

/** What the draft means in plain words, or what keeps it from meaning anything. */
export const Meaning = ({ checked }: { readonly checked: Checked | undefined }) => (
  <Card title={words.meaning.title}>
    <div aria-live="polite">{checked === undefined ? <Skeleton lines={2} /> : <Said checked={checked} />}</div>
  </Card>
);
