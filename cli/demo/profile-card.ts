import { moneyWords } from '#lib/core/money.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Style } from '../output/terminal.ts';
import type { WrittenProfile } from './read-journal.ts';
import { wrapped } from '../output/wrapped.ts';
import { dayWords, shortInstantWords } from './words.ts';

type Traits = Readonly<Record<string, unknown>>;

const listOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '');

/** The parts that there are, separated by commas. */
const known = (...parts: readonly (string | false | undefined)[]): string =>
  parts.filter((part) => part !== false && part !== undefined && part !== '').join(', ');

const say = (traits: Traits | undefined, name: string, words: (value: string) => string = (value) => value) => {
  const value = traits?.[name];
  return typeof value === 'string' || typeof value === 'number' ? words(String(value)) : undefined;
};

const money = (traits: Traits | undefined, name: string, currency: string) =>
  say(traits, name, (value) => moneyWords(Number(value), currency));

const percent = (value: string): string => `${Math.round(Number(value) * 100)} %`;

type CardLine = readonly [label: string, value: string];

const whoRows = ({ demographic, geographic, psychographic }: WrittenProfile['traits']): readonly CardLine[] => {
  const age = say(demographic, 'age', (years) => `${years} years old`);
  const place = [say(geographic, 'city'), say(geographic, 'country')];
  return [
    ['who', known(age, say(demographic, 'occupation'), ...place)],
    ['cares for', known(listOf(psychographic?.['values']), listOf(psychographic?.['interests']))],
  ];
};

const orderRows = ({ orders, rfm }: WrittenProfile['traits'], currency: string): readonly CardLine[] => {
  const lastAt = say(orders, 'lastAt', (at) => `the last on ${dayWords(at)}`);
  const each = money(orders, 'average', currency)?.concat(' on average');
  const scores = ['recency', 'frequency', 'monetary'].map((name) => say(rfm, name, (score) => `${name} ${score} of 5`));
  return [
    ['orders', known(say(orders, 'count'), money(orders, 'revenue', currency), each, lastAt)],
    ['scores', known(...scores)],
  ];
};

const visitRows = ({ visits, categories, feedback }: WrittenProfile['traits']): readonly CardLine[] => {
  const sessions = say(visits, 'sessions', (count) => `in ${count} sessions`);
  const nps = say(feedback, 'nps', (score) => `would recommend the shop: ${score} of 10`);
  const satisfied = say(feedback, 'satisfaction', (share) => `satisfied: ${percent(share)}`);
  return [
    [
      'visits',
      known(
        say(visits, 'count'),
        sessions,
        say(categories, 'top', (top) => `mostly ${top}`),
      ),
    ],
    ['feedback', known(nps, satisfied, listOf(feedback?.['topics']))],
  ];
};

/** One customer on a few lines: traits, segments and since when, and the next review. */
export const profileCard = (profile: WrittenProfile, { segments, currency }: CatalogueSource, style: Style): string => {
  const names = new Map(segments.map(({ key, name = key }) => [key, name]));
  const { traits } = profile;
  const rows = [...whoRows(traits), ...orderRows(traits, currency), ...visitRows(traits)];
  const memberships = profile.segments.map(
    ({ key, enteredAt }) => `${names.get(key) ?? key} (since ${dayWords(enteredAt)})`,
  );
  const next = profile.nextReviewAt;
  const review =
    next === null ? 'time alone will change nothing' : `time alone may change something on ${shortInstantWords(next)}`;
  const all: readonly CardLine[] = [...rows, ['segments', memberships.join(', ')], ['next', review]];
  const filled = all.filter(([, value]) => value !== '');
  return [
    `  ${style('bold', profile.customerId ?? '')}`,
    ...filled.map(([label, value]) => wrapped(`    ${label.padEnd(10)} `, value)),
  ].join('\n');
};
