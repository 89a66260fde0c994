import { KeyFigures, type KeyFigure } from '../../parts/key-figures.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { Instant } from '../../show/instant.tsx';
import { useShow, type Show } from '../../show/use-show.ts';
import { person as words } from '../../words/en.ts';
import { daysUntil } from './days-until.ts';
import { PersonActions } from './person-actions.tsx';
import { publicIdOf, traitAt, type Person, type Profile } from './person.ts';

const textAt = (profile: Profile, path: string): readonly string[] => {
  const value = traitAt(profile, path);
  return typeof value === 'string' ? [value] : [];
};

const instantAt = (profile: Profile, path: string): string | undefined => textAt(profile, path)[0];

/** Since when and until when something is known of them. */
const Seen = ({ profile }: { readonly profile: Profile }) => {
  const [first, last] = [instantAt(profile, 'firstSeenAt'), instantAt(profile, 'lastSeenAt')];
  if (first === undefined || last === undefined) return null;
  return (
    <>
      {words.seen.between} <Instant at={first} to="day" />, {words.seen.until} <Instant at={last} to="day" />.
    </>
  );
};

interface Props {
  readonly person: Person;
  readonly refresh: () => void;
}

/** Whose page it is. */
export const PersonHead = ({ person, refresh }: Props) => (
  <PageHeader
    eyebrow={'customerId' in person ? words.customer : words.visitor}
    title={publicIdOf(person)}
    lede={<Seen profile={person.profile} />}
    actions={<PersonActions person={person} refresh={refresh} />}
  />
);

const numberAt = (profile: Profile, path: string): number => {
  const value = traitAt(profile, path);
  return typeof value === 'number' ? value : 0;
};

const lastOrder = (asOf: string, at: string | undefined, show: Show): KeyFigure =>
  at === undefined
    ? { value: words.never, meaning: words.lastOrder }
    : { value: daysUntil(asOf, at), meaning: words.lastOrderOn(show.day(at)) };

/** The few figures that are asked for first. */
export const PersonFigures = ({ person: { profile, segments, asOf } }: { readonly person: Person }) => {
  const show = useShow();
  const last = instantAt(profile, 'orders.lastAt');
  const inside = segments.filter(({ isMember }) => isMember).length;
  return (
    <KeyFigures
      label={words.figures}
      figures={[
        { value: show.number(numberAt(profile, 'orders.count')), meaning: words.orders },
        { value: show.money(numberAt(profile, 'orders.revenue')), meaning: words.revenue },
        lastOrder(asOf, last, show),
        {
          value: show.number(inside),
          unit: words.ofSegments(show.number(segments.length)),
          meaning: words.memberships,
        },
      ]}
    />
  );
};
