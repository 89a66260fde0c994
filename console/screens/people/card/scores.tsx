import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import { traitAt, type Profile } from '../person.ts';

const scores = ['recency', 'frequency', 'monetary'] as const;
const steps = [1, 2, 3, 4, 5];

const Score = ({ name, score }: { readonly name: (typeof scores)[number]; readonly score: number }) => {
  const { number } = useShow();
  return (
    <div>
      <dt>{words.cards[name]}</dt>
      <dd>
        <span class="score-value">{number(score)}</span>
        <span class="score-steps" aria-hidden="true">
          {steps.map((step) => (
            <span key={step} class={step <= score ? 'reached' : undefined} />
          ))}
        </span>
        <span class="visually-hidden">{words.cards.scoreOf(number(score))}</span>
      </dd>
    </div>
  );
};

/** Recency, frequency and spending from 1 to 5, for somebody who has ordered. */
export const Scores = ({ profile }: { readonly profile: Profile }) => {
  const known = scores.flatMap((name) => {
    const score = traitAt(profile, `rfm.${name}`);
    return typeof score === 'number' ? [{ name, score }] : [];
  });
  if (known.length === 0) return null;
  return (
    <dl class="scores" aria-label={words.cards.scores}>
      {known.map(({ name, score }) => (
        <Score key={name} name={name} score={score} />
      ))}
    </dl>
  );
};
