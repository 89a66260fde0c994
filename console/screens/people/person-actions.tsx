import { useSession } from '../../api/session.ts';
import { Button } from '../../parts/button.tsx';
import { person as words } from '../../words/en.ts';
import { Erasure } from './erasure.tsx';
import { publicIdOf, type Person } from './person.ts';

/** Gives the browser a file to keep. */
const download = (name: string, content: unknown): void => {
  const file = new Blob([JSON.stringify(content, undefined, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};

interface Props {
  readonly person: Person;
  readonly refresh: () => void;
}

/** What can be done with a person: keep what is known, and erase it. */
export const PersonActions = ({ person, refresh }: Props) => {
  const { can } = useSession();
  const id = publicIdOf(person);
  return (
    <>
      <Button onClick={() => download(words.exportName(id), person)}>{words.export}</Button>
      {can.erasure ? <Erasure id={id} refresh={refresh} /> : null}
    </>
  );
};
