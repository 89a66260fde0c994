import { everyChoices } from '#lib/core/insight/metrics/metric-periods.ts';
import { chosenSegment } from '#lib/use-cases/insight/chosen-segment.ts';
import { historyOf, metricsOutput } from '#lib/use-cases/insight/metrics-output.ts';
import { segmentHistory } from '#lib/use-cases/insight/segment-history.ts';
import type { People } from '#lib/use-cases/insight/people.ts';
import { defineCommand } from '../command/command.ts';
import { choiceOption, textOption, type OptionValues } from '../command/options.ts';
import type { Terminal } from '../output/terminal.ts';
import { insightOptions, withPeople } from './insight-options.ts';
import { metricsText } from './metrics-text.ts';

const options = {
  ...insightOptions,
  segment: textOption('KEY', 'One segment only, with every period.'),
  every: choiceOption(
    {
      value: 'P7D|month',
      meaning: 'The length of a period: 7 days, or a month of the local calendar; P7D by default.',
    },
    everyChoices,
  ),
};

type Values = OptionValues<typeof options>;

const tell = async (people: People, { segment, every = 'P7D', json }: Values, terminal: Terminal): Promise<void> => {
  const { minimum, catalogue } = people;
  const { currency, calendar } = catalogue;
  const definition = segment === undefined ? undefined : chosenSegment(catalogue, segment).source;
  const all = await segmentHistory(people, every);
  const { periods, flows } = definition === undefined ? all : historyOf(all, definition.key);
  terminal.print(
    json
      ? JSON.stringify(metricsOutput(catalogue, all, { every, definition }), undefined, 2)
      : metricsText({ segment, every, currency, calendar, minimum, periods, flows }, terminal),
  );
};

export const metricsCommand = defineCommand({
  name: 'metrics',
  summary: 'Tells how segments fared over time: sizes, who came and went, who stayed, what they spent.',
  explanation: `For each segment and period: how many were in it at the end, how many entered and left, the share of those of 90 days
before who are still in it, the share of buyers of the period before who bought again, satisfaction, revenue and its
growth, and how much it overlaps with the other segments and with itself 7 days before. Of one segment it also tells which
other segments people left as they entered it, and entered as they left it.

It is read from the changes and the events that the store keeps, so an erased person is nowhere in it. The last period
ends at the latest instant at which anything happened. What members are like is told of no fewer people than --min;
sizes, entries and exits are exact.`,
  options,
  run: (values, terminal) =>
    withPeople({ ...values, withEvents: true }, terminal, (people) => tell(people, values, terminal)),
});
