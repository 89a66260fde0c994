import { insightRhythms } from '#lib/core/insight/rhythm.ts';
import { keptMembers } from '#lib/tools/cost/measured-times.ts';
import { usualRegion } from '#lib/tools/cost/prices.ts';
import { traceSamplings } from '#lib/tools/cost/trace-sampling.ts';
import { loadOf, trafficBounds } from '#lib/tools/cost/traffic.ts';
import { billedIntakes } from '#lib/tools/cost/work.ts';
import { defineCommand } from '../command/command.ts';
import { choiceOption, numberOption, required } from '../command/options.ts';
import { assumptionText } from './assumption-text.ts';
import { billText, loadText } from './bill-text.ts';
import { coldTableText } from './cold-table-text.ts';
import { intakeText } from './intake-text.ts';
import { quotaText } from './quota-text.ts';
import { regionOption } from './region-option.ts';

/** A million a second all month long is more than any account is let. */
const requestBounds = {
  rule: 'a whole number from 0 to 1,000,000,000,000',
  holds: (value: number): boolean => Number.isInteger(value) && value >= 0 && value <= 1e12,
};

export const costCommand = defineCommand({
  name: 'cost',
  summary: 'Prints what a month costs on AWS, and which quotas it reaches.',
  explanation: `A bill on paper for up to a million events a second, from the units that were measured on two shops: one of
visits, one of invoices. Says for each part how it comes about, what the bill would be with the other intake, which quotas
are reached first and what to do then, what a table that was made just now takes, and what was assumed.`,
  options: {
    'events-per-second': required(
      numberOption(
        { value: 'N', meaning: 'On average over the month, up to 1,000,000.' },
        trafficBounds.eventsPerSecond,
      ),
    ),
    customers: numberOption(
      { value: 'M', meaning: 'How many people are kept; by default as many as bring N in the measured shops.' },
      trafficBounds.customers,
    ),
    'change-rate': numberOption(
      { value: 'P', meaning: 'Entries and exits per event; by default as in the measured shops.' },
      trafficBounds.changeRate,
    ),
    'visits-share': numberOption(
      {
        value: 'V',
        meaning: 'From 0 to 1: which share comes as in a shop of visits, the rest as invoices; 0.9 by default.',
      },
      trafficBounds.visitsShare,
    ),
    insight: choiceOption(
      {
        value: 'HOW',
        meaning: 'weekly or off, as the deployment is set to pass over everybody; weekly by default.',
      },
      insightRhythms,
    ),
    members: choiceOption(
      { value: 'WHICH', meaning: 'all or none, as the deployment is set to keep lists of members; all by default.' },
      keptMembers,
    ),
    'trace-sampling': choiceOption(
      {
        value: 'HOW',
        meaning: 'producers, default or off, as the deployment is set to trace; producers by default.',
      },
      traceSamplings,
    ),
    intake: choiceOption(
      {
        value: 'WHERE',
        meaning: 'fifo or stream, as the deployment is set to let events wait; fifo by default. Both are compared.',
      },
      billedIntakes,
    ),
    'api-requests': numberOption(
      {
        value: 'R',
        meaning: 'Requests to the HTTP API in a month, which adds its alarms too; by default there is no API.',
      },
      requestBounds,
    ),
    region: regionOption,
  },
  run: async (values, { print }) => {
    const traffic = loadOf({
      eventsPerSecond: values['events-per-second'],
      customers: values.customers,
      changeRate: values['change-rate'],
      visitsShare: values['visits-share'],
    });
    const load = { ...traffic, intake: values.intake };
    const {
      insight,
      members,
      'trace-sampling': traceSampling,
      'api-requests': apiRequests,
      region = usualRegion,
    } = values;
    const options = { insight, members, traceSampling, apiRequests, region };
    const texts = [
      loadText(load),
      billText(load, options),
      intakeText(load, options),
      quotaText(load, region),
      coldTableText(load, region),
      assumptionText(region),
    ];
    print(texts.join('\n\n'));
  },
});
