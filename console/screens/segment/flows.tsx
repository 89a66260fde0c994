import { useState } from 'preact/hooks';
import { path } from '../../api/call.ts';
import { useSegmentNames } from '../../api/use-segment-names.ts';
import { FlowDiagram } from '../../charts/flow-diagram.tsx';
import { Card } from '../../parts/card.tsx';
import { Empty } from '../../parts/empty.tsx';
import { RangeField, SelectField } from '../../parts/fields.tsx';
import { parts, segment as words } from '../../words/en.ts';
import { useShow } from '../../show/use-show.ts';
import { flowWindow, type FlowWindow, type Way } from './flow-window.ts';
import type { SegmentMetrics } from './segment-metrics.ts';

const periods = { week: 1, month: 4, quarter: 13, year: 52 } as const;

type Period = keyof typeof periods;

interface WayTableProps {
  readonly caption: string;
  readonly ways: readonly Way[];
  readonly nameOf: (key: string | null) => string;
}

const WayTable = ({ caption, ways, nameOf }: WayTableProps) => {
  const { number } = useShow();
  if (ways.length === 0) return null;
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {ways.map(({ key, people }) => (
          <tr key={key}>
            <th scope="row">{key === null ? nameOf(key) : <a href={path`/segments/${key}`}>{nameOf(key)}</a>}</th>
            <td class="number">{number(people)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface ShownProps {
  readonly shown: FlowWindow;
  readonly name: string;
}

const Shown = ({ shown: { came, went, adds, drops }, name }: ShownProps) => {
  const names = useSegmentNames();
  const { number } = useShow();
  const nameOf = (key: string | null): string => (key === null ? words.flows.elsewhere : names.nameOf(key));
  const named = (ways: readonly Way[]) => ways.map(({ key, people }) => ({ name: nameOf(key), people }));
  if (came.length + went.length === 0) return <Empty title={words.flows.none} hint={words.flows.noneHint} />;
  return (
    <>
      <p class="finding">{words.flows.finding(number(adds), number(drops))}</p>
      <FlowDiagram
        label={words.flows.chart(name)}
        came={named(came)}
        went={named(went)}
        words={{ came: words.flows.came, went: words.flows.went, others: words.flows.others }}
      />
      <details>
        <summary>{parts.asTable}</summary>
        <div class="way-tables">
          <WayTable caption={words.flows.came} ways={came} nameOf={nameOf} />
          <WayTable caption={words.flows.went} ways={went} nameOf={nameOf} />
        </div>
      </details>
    </>
  );
};

/** Where the members of a segment came from and went to, within some weeks up to one that is chosen. */
export const Flows = ({ metrics, name }: { readonly metrics: SegmentMetrics; readonly name: string }) => {
  const { day } = useShow();
  const latest = metrics.flows.length - 1;
  const [period, setPeriod] = useState<Period>('quarter');
  const [last, setLast] = useState(latest);
  const shown = flowWindow(metrics, { weeks: periods[period], last: Math.min(last, latest) });
  return (
    <Card title={words.flows.title} note={words.flows.note} width="wide">
      <div class="tools">
        <SelectField
          label={words.flows.period}
          value={period}
          options={Object.keys(periods).map((key) => ({
            value: key as Period,
            label: words.flows.periods[key as Period],
          }))}
          onValue={setPeriod}
        />
        <RangeField
          label={words.flows.until}
          words={words.flows.span(day(shown.from), day(shown.to))}
          min={0}
          max={latest}
          value={Math.min(last, latest)}
          onValue={setLast}
        />
      </div>
      <Shown shown={shown} name={name} />
    </Card>
  );
};
