import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { Button } from '../../../parts/button.tsx';
import { Empty } from '../../../parts/empty.tsx';
import { SelectField, TextField } from '../../../parts/fields.tsx';
import { useShow } from '../../../show/use-show.ts';
import { person as words } from '../../../words/en.ts';
import type { Membership, Person } from '../person.ts';
import { choices, chosenMemberships, type Choice } from './chosen-memberships.ts';
import { MembershipLine } from './membership-line.tsx';

interface ListProps {
  readonly title: string;
  readonly memberships: readonly Membership[];
  /** The key of the one that the address asks to see. */
  readonly opened: string | undefined;
}

const List = ({ title, memberships, opened }: ListProps) =>
  memberships.length === 0 ? null : (
    <section>
      <h3>{title}</h3>
      <div class="membership-list">
        {memberships.map((membership) => (
          <MembershipLine key={membership.key} membership={membership} isOpen={membership.key === opened} />
        ))}
      </div>
    </section>
  );

interface ToolProps {
  readonly search: string;
  readonly choice: Choice;
  readonly onSearch: (search: string) => void;
  readonly onChoice: (choice: Choice) => void;
}

const Tools = ({ search, choice, onSearch, onChoice }: ToolProps) => (
  <div class="tools">
    <TextField label={words.inOut.search} type="search" value={search} onValue={onSearch} />
    <SelectField
      label={words.inOut.show}
      value={choice}
      onValue={onChoice}
      options={choices.map((value) => ({ value, label: words.inOut[value] }))}
    />
  </div>
);

/** Every segment of the catalogue, those that the person is in first, each with why. */
export const Memberships = ({ person: { segments, asOf } }: { readonly person: Person }) => {
  const { number } = useShow();
  const { query } = useLocation();
  const [search, setSearch] = useState('');
  const [choice, setChoice] = useState<Choice>('all');
  const chosen = chosenMemberships(segments, { choice, search, asOf });
  const inside = chosen.filter(({ isMember }) => isMember);
  const outside = chosen.filter(({ isMember }) => !isMember);
  const { none, inTitle, outTitle } = words.inOut;
  const clear = (): void => {
    setSearch('');
    setChoice('all');
  };
  return (
    <div class="memberships">
      <Tools search={search} choice={choice} onSearch={setSearch} onChoice={setChoice} />
      {chosen.length === 0 ? (
        <Empty title={none.title} hint={none.hint} actions={<Button onClick={clear}>{none.clear}</Button>} />
      ) : null}
      <div class="stack">
        <List title={inTitle(number(inside.length))} memberships={inside} opened={query['segment']} />
        <List title={outTitle(number(outside.length))} memberships={outside} opened={query['segment']} />
      </div>
    </div>
  );
};
