import { Badge } from '../../../parts/badge.tsx';
import { person as words, traits } from '../../../words/en.ts';
import { groupIn, type Profile } from '../person.ts';

/** What the person allowed, purpose by purpose. */
export const Consents = ({ profile }: { readonly profile: Profile }) => {
  const asked = Object.entries(groupIn(profile, 'consent'));
  if (asked.length === 0) return <p class="note">{words.cards.notAsked}</p>;
  return (
    <ul class="consents" aria-label={words.cards.consents}>
      {asked.map(([purpose, allowed]) => (
        <li key={purpose}>
          <span>{traits.name(`consent.${purpose}`)}</span>
          <Badge tone={allowed === true ? 'in' : 'warn'}>
            {allowed === true ? words.cards.allowed : words.cards.refused}
          </Badge>
        </li>
      ))}
    </ul>
  );
};
