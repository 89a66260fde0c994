import { path } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useSegmentNames } from '../../api/use-segment-names.ts';
import { Card } from '../../parts/card.tsx';
import { Facts, type Fact } from '../../parts/facts.tsx';
import { segment as words } from '../../words/en.ts';
import type { SegmentDetail } from './segment-detail.ts';

/** Links to segments, one below the other. */
const SegmentLinks = ({ keys }: { readonly keys: readonly string[] }) => {
  const { nameOf } = useSegmentNames();
  return (
    <ul class="plain-list">
      {keys.map((key) => (
        <li key={key}>
          <a href={path`/segments/${key}`}>{nameOf(key)}</a>
        </li>
      ))}
    </ul>
  );
};

/** Traits by their names, which the language of segments has. */
const TraitNames = ({ paths }: { readonly paths: readonly string[] }) => {
  const answer = useAnswer<{ readonly traits: readonly { readonly path: string; readonly label: string }[] }>(
    '/v1/console/language',
  );
  const traits = answer.state === 'ready' ? answer.data.traits : [];
  const labels = new Map(traits.map(({ path: trait, label }) => [trait, label]));
  return <>{paths.map((trait) => labels.get(trait) ?? trait).join(', ')}</>;
};

const factsOf = ({ key, refersTo, referredBy, requires, quiet, publishes }: SegmentDetail): readonly Fact[] => [
  {
    name: words.facts.refersTo,
    value: refersTo.length === 0 ? words.facts.none : <SegmentLinks keys={refersTo} />,
  },
  {
    name: words.facts.referredBy,
    value: referredBy.length === 0 ? words.facts.none : <SegmentLinks keys={referredBy} />,
  },
  ...(requires === null
    ? []
    : [{ name: words.facts.requires, value: words.facts.consent(requires), note: words.facts.requiresNote }]),
  {
    name: words.facts.publishes,
    value: publishes.length === 0 ? words.facts.nothing : <TraitNames paths={publishes} />,
  },
  {
    name: words.facts.redefined,
    value: quiet ? words.facts.quiet : words.facts.loud,
  },
  { name: words.facts.key, value: <code>{key}</code> },
];

/** How a segment stands in the catalogue: its neighbours, its rules and what goes out with its changes. */
export const Neighbours = ({ detail }: { readonly detail: SegmentDetail }) => (
  <Card title={words.facts.title}>
    <Facts facts={factsOf(detail)} />
  </Card>
);
