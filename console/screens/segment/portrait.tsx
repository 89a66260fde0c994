import type { PersonasInWords } from '#lib/use-cases/api/console/insight-in-words.ts';
import { withQuery } from '../../api/call.ts';
import { useSession } from '../../api/session.ts';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { Found } from '../../parts/found.tsx';
import { Notice } from '../../parts/notice.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { basis, segment as words } from '../../words/en.ts';
import { PersonaCard } from '../insight/persona-card.tsx';
import type { SegmentDetail } from './segment-detail.ts';

const Persona = ({ segmentKey }: { readonly segmentKey: string }) => {
  const path = withQuery('/v1/console/insight/persona', { segment: segmentKey });
  const loading = (
    <Card title={words.portrait.title} note={basis.looking}>
      <Skeleton lines={8} />
    </Card>
  );
  return (
    <Found<PersonasInWords> path={path} loading={loading} missing={words.portrait.missing}>
      {({ personas: [persona] }) =>
        persona?.name === undefined ? (
          <Empty title={words.portrait.tooFew} hint={persona?.card.notes.join(' ') ?? words.portrait.tooFewHint} />
        ) : (
          <div class="stack">
            <p class="lede">{words.portrait.lede}</p>
            <PersonaCard persona={persona} />
          </div>
        )
      }
    </Found>
  );
};

/** What the members of a segment have in common, as a made-up person. */
export const Portrait = ({ detail }: { readonly detail: SegmentDetail }) => {
  const { can, why } = useSession();
  return can.insight ? <Persona segmentKey={detail.key} /> : <Notice>{why.insight}</Notice>;
};
