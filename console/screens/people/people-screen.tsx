import { useLocation } from 'preact-iso/router';
import { useState } from 'preact/hooks';
import { path } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Button } from '../../parts/button.tsx';
import { Card } from '../../parts/card.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Notice } from '../../parts/notice.tsx';
import { PageHeader } from '../../parts/page-header.tsx';
import { people as words } from '../../words/en.ts';
import { recentPeople } from './recent-people.ts';

const LookUp = () => {
  const { route } = useLocation();
  const [id, setId] = useState('');
  const [error, setError] = useState<string>();
  const open = (event: Event): void => {
    event.preventDefault();
    const asked = id.trim();
    if (asked === '') setError(words.noId);
    else route(path`/people/${asked}`);
  };
  return (
    <form class="look-up" onSubmit={open} role="search">
      <TextField label={words.lookUp} hint={words.lookUpHint} error={error} type="search" value={id} onValue={setId} />
      <Button type="submit" tone="primary">
        {words.open}
      </Button>
    </form>
  );
};

const Recent = () => {
  const [ids, setIds] = useState(recentPeople.all);
  const clear = (): void => {
    recentPeople.clear();
    setIds([]);
  };
  if (ids.length === 0) return null;
  return (
    <Card
      title={words.recent}
      note={words.recentNote}
      actions={
        <Button tone="quiet" onClick={clear}>
          {words.forget}
        </Button>
      }
    >
      <ul class="recent-people">
        {ids.map((id) => (
          <li key={id}>
            <a href={path`/people/${id}`}>{id}</a>
          </li>
        ))}
      </ul>
    </Card>
  );
};

const Ways = () => {
  const { can } = useSession();
  const { ways } = words;
  return (
    <Card title={words.how}>
      <ul class="ways">
        <li>{ways.shop}</li>
        {can.members ? (
          <li>
            {ways.segments} <a href="/segments">{ways.segmentsLink}</a>
          </li>
        ) : null}
        {can.changes ? (
          <li>
            {ways.changes} <a href="/live">{ways.changesLink}</a>
          </li>
        ) : null}
      </ul>
    </Card>
  );
};

/** Where one person is looked up. */
const PeopleScreen = () => {
  const { can, why } = useSession();
  return (
    <>
      <PageHeader title={words.title} lede={words.lede} />
      {can.people ? (
        <div class="stack">
          <LookUp />
          <div class="cards">
            <Recent />
            <Ways />
          </div>
        </div>
      ) : (
        <Notice>{why.people}</Notice>
      )}
    </>
  );
};

export default PeopleScreen;
