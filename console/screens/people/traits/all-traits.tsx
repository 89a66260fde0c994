import { Card } from '../../../parts/card.tsx';
import { Facts, type Fact } from '../../../parts/facts.tsx';
import { Instant } from '../../../show/instant.tsx';
import { useShow, type Show } from '../../../show/use-show.ts';
import { traits as words } from '../../../words/en.ts';
import type { Person, Profile, Source } from '../person.ts';
import { valueWords } from './value-words.ts';
import { traitGroups } from './trait-groups.ts';

const From = ({ source: { via, at } }: { readonly source: Source }) => (
  <>
    {words.from(words.via[via] ?? via)} <Instant at={at} to="day" />
  </>
);

const factOf = (profile: Profile, [path, value]: readonly [string, unknown], show: Show): Fact => {
  const source = profile.sources[path];
  return {
    name: words.name(path),
    value: valueWords(value, show, profile.units[path]),
    ...(source && { note: <From source={source} /> }),
  };
};

/** Every trait, in groups, with where it comes from and since when where it was given. */
export const AllTraits = ({ person: { profile } }: { readonly person: Person }) => {
  const show = useShow();
  return (
    <div class="trait-groups">
      {traitGroups(profile).map(({ key, traits }) => (
        <Card key={key} title={words.group(key)}>
          <Facts facts={traits.map((trait) => factOf(profile, trait, show))} />
        </Card>
      ))}
    </div>
  );
};
