import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import { traitAt, type Person, type Profile } from '../person.ts';
import { Consents } from './consents.tsx';
import { Counts } from './counts.tsx';
import { factsOf } from './facts-of.ts';
import { Scores } from './scores.tsx';

const who = [
  'demographic.age',
  'demographic.gender',
  'demographic.occupation',
  'demographic.maritalStatus',
  'demographic.householdSize',
  'demographic.children',
  'demographic.income',
];
const place = ['geographic.city', 'geographic.region', 'geographic.country'];
const worth = [
  'orders.average',
  'orders.averageGapDays',
  'predicted.nextOrderAt',
  'predicted.alive',
  'predicted.value365d',
];
const likes = ['psychographic.interests', 'psychographic.values', 'psychographic.lifestyle'];
const contact = [
  'preferences.channels',
  'preferences.language',
  'devices.top',
  'feedback.satisfaction',
  'feedback.nps',
];

interface PartProps {
  readonly profile: Profile;
  readonly paths: readonly string[];
}

const Known = ({ profile, paths }: PartProps) => {
  const facts = factsOf(profile, paths, useShow());
  return facts.length === 0 ? <p class="note">{words.cards.nothing}</p> : <Facts facts={facts} />;
};

const Who = ({ profile }: Pick<PartProps, 'profile'>) => {
  const facts = factsOf(profile, who, useShow());
  const lives = place.map((path) => traitAt(profile, path)).filter((part) => typeof part === 'string');
  const all = lives.length === 0 ? facts : [...facts, { name: words.cards.place, value: lives.join(', ') }];
  return all.length === 0 ? <p class="note">{words.cards.nothing}</p> : <Facts facts={all} />;
};

/** A person at a glance: who they are, what they buy, what they like, how to reach them. */
export const PersonCards = ({ person: { profile } }: { readonly person: Person }) => (
  <div class="cards person-cards">
    <Card title={words.cards.who}>
      <Who profile={profile} />
    </Card>
    <Card title={words.cards.worth}>
      <Scores profile={profile} />
      <Known profile={profile} paths={worth} />
    </Card>
    <Card title={words.cards.likes}>
      <Counts profile={profile} path="categories.counts" title={words.cards.categories} />
      <Known profile={profile} paths={likes} />
    </Card>
    <Card title={words.cards.contact}>
      <Consents profile={profile} />
      <Known profile={profile} paths={contact} />
    </Card>
  </div>
);
