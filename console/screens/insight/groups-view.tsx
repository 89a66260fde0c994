import { listed } from '#lib/core/segments/describe/duration-words.ts';
import { silhouetteWords, verdictWords } from '#lib/core/insight/discover/group-words.ts';
import type { DiscoveryInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { withQuery } from '../../api/call.ts';
import { ShareBar } from '../../charts/share-bar.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { useShow } from '../../show/use-show.ts';
import { insight as words } from '../../words/en.ts';
import { Asked, Finding } from './asked.tsx';

type Group = DiscoveryInWords['groups'][number];

const toBuilder = ({ key, name, when }: Group): string =>
  withQuery('/builder', { key, name, when: JSON.stringify(when) });

const GroupCard = ({ group, people }: { readonly group: Group; readonly people: number }) => {
  const { number, share } = useShow();
  const { name, members, precision, stability } = group;
  return (
    <Card title={name} note={group.words}>
      <p class="figure">{words.groups.members(number(members))}</p>
      <ShareBar share={members / people} words={words.groups.ofAll(share(members / people))} />
      <p class="note">{words.groups.sure(share(precision), share(stability))}</p>
      <a class="button" href={toBuilder(group)}>
        {words.groups.open}
      </a>
    </Card>
  );
};

const Found = ({ found }: { readonly found: DiscoveryInWords }) => {
  const { number } = useShow();
  const { verdict, groups, people, silhouette = 0, comparedBy } = found;
  if (verdict === 'nothing')
    return (
      <Empty
        title={words.groups.none}
        hint={
          found.missing === undefined ? words.groups.compared(listed(comparedBy, 'and')) : words.sentence(found.missing)
        }
      />
    );
  return (
    <div class="stack">
      <Finding
        says={words.groups.says(number(people), number(groups.length), verdictWords[verdict])}
        sure={words.groups.silhouette(silhouette, silhouetteWords(silhouette))}
      />
      <div class="cards">
        {groups.map((group) => (
          <GroupCard key={group.key} group={group} people={people} />
        ))}
      </div>
      <p class="note">{words.groups.compared(listed(comparedBy, 'and'))}</p>
    </div>
  );
};

/** Groups that nobody has defined. */
export const GroupsView = () => <Asked<DiscoveryInWords> kind="discover">{(found) => <Found found={found} />}</Asked>;
