import { loadOf, trafficBounds } from '#lib/tools/cost/traffic.ts';
import { requiredOption, type Command, type OptionValues } from '../command/command.ts';
import { assumptionText } from './assumption-text.ts';
import { billText, loadText } from './bill-text.ts';
import { numberOption } from './number-option.ts';
import { quotaText } from './quota-text.ts';

const requiredNumber = (values: OptionValues, name: string): number => {
  requiredOption(costCommand, values, name);
  return numberOption(values, name, trafficBounds.eventsPerSecond) ?? Number.NaN;
};

export const costCommand: Command = {
  name: 'cost',
  summary: 'Prints what a month costs on AWS, and which quotas it reaches.',
  explanation: `A bill on paper for up to a million events a second, from the units that were measured on two shops: one of
visits, one of invoices. Says for each part how it comes about, which quotas are reached first and what to do then,
and what was assumed.`,
  options: {
    'events-per-second': { value: 'N', meaning: 'On average over the month, up to 1,000,000.', required: true },
    customers: {
      value: 'M',
      meaning: 'How many people are kept; by default as many as bring N in the measured shops.',
    },
    'change-rate': { value: 'P', meaning: 'Entries and exits per event; by default as in the measured shops.' },
    'visits-share': {
      value: 'V',
      meaning: 'From 0 to 1: which share comes as in a shop of visits, the rest as invoices; 0.9 by default.',
    },
  },
  run: async (values, { print }) => {
    const load = loadOf({
      eventsPerSecond: requiredNumber(values, 'events-per-second'),
      customers: numberOption(values, 'customers', trafficBounds.customers),
      changeRate: numberOption(values, 'change-rate', trafficBounds.changeRate),
      visitsShare: numberOption(values, 'visits-share', trafficBounds.visitsShare),
    });
    print([loadText(load), billText(load), quotaText(load), assumptionText()].join('\n\n'));
  },
};
