import type { ComponentChildren } from 'preact';
import { withQuery } from '../../api/call.ts';
import { Found } from '../../parts/found.tsx';
import { Skeleton } from '../../parts/skeleton.tsx';
import { basis as words } from '../../words/en.ts';

/** What every view of Insight is given. */
export interface ViewProps {
  /** Whom it is about, as the address has it: a question, or the key of a segment. */
  readonly of: string | undefined;
  readonly onOf: (of: string | undefined) => void;
}

interface Props<Data> {
  readonly kind: string;
  /** The key of the segment that it is about; everybody by default. */
  readonly segment?: string | undefined;
  readonly children: (data: Data) => ComponentChildren;
}

const Looking = () => (
  <>
    <p class="note">{words.looking}</p>
    <Skeleton lines={8} />
  </>
);

/** What is found about people as a whole. */
export const Asked = <Data,>({ kind, segment, children }: Props<Data>) => (
  <Found<Data>
    path={kind === 'rfm' ? '/v1/console/rfm' : withQuery(`/v1/console/insight/${kind}`, { segment })}
    loading={<Looking />}
  >
    {children}
  </Found>
);

interface FindingProps {
  /** What it says, in one sentence. */
  readonly says: ComponentChildren;
  /** How sure that is, or what it is of. */
  readonly sure?: ComponentChildren;
}

/** The sentence that a view begins with, and how far to trust it. */
export const Finding = ({ says, sure }: FindingProps) => (
  <div class="finding">
    <p class="says">{says}</p>
    {sure === undefined ? null : <p class="note">{sure}</p>}
  </div>
);
