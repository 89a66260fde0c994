import { isRecord } from '#events/is-record.ts';
import { moneyWords } from '#lib/core/money.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Style } from '../output/terminal.ts';
import type { ProfileLine } from '#lib/use-cases/export/profile-line.ts';
import { wrapped } from '../output/wrapped.ts';
import { dayWords, shortInstantWords } from './day-words.ts';

type Traits = Readonly<Record<string, unknown>>;

/** A line of `profiles.jsonl`, as far as a card shows it. */
type ShownProfile = Pick<ProfileLine, 'traits' | 'segments' | 'nextReviewAt'> &
  Partial<Record<'customerId' | 'anonymousId', string>>;

const groupIn = (traits: Traits, name: string): Traits | undefined => {
  const group = traits[name];
  return isRecord(group) ? group : undefined;
};

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

const whoRows = (traits: Traits): readonly CardLine[] => {
  const [demographic, geographic] = [groupIn(traits, 'demographic'), groupIn(traits, 'geographic')];
  const psychographic = groupIn(traits, 'psychographic');
  const age = say(demographic, 'age', (years) => `${years} years old`);
  const place = [say(geographic, 'city'), say(geographic, 'country')];
  return [
    ['who', known(age, say(demographic, 'occupation'), ...place)],
    ['cares for', known(listOf(psychographic?.['values']), listOf(psychographic?.['interests']))],
  ];
};

const orderRows = (traits: Traits, currency: string): readonly CardLine[] => {
  const [orders, rfm] = [groupIn(traits, 'orders'), groupIn(traits, 'rfm')];
  const lastAt = say(orders, 'lastAt', (at) => `the last on ${dayWords(at)}`);
  const each = money(orders, 'average', currency)?.concat(' on average');
  const scores = ['recency', 'frequency', 'monetary'].map((name) => say(rfm, name, (score) => `${name} ${score} of 5`));
  return [
    ['orders', known(say(orders, 'count'), money(orders, 'revenue', currency), each, lastAt)],
    ['scores', known(...scores)],
  ];
};

const visitRows = (traits: Traits): readonly CardLine[] => {
  const [visits, categories] = [groupIn(traits, 'visits'), groupIn(traits, 'categories')];
  const feedback = groupIn(traits, 'feedback');
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

const wordOf = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(wordOf).join(' and ');
  if (isRecord(value)) return `(${groupWords(value)})`;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const groupWords = (group: Traits): string =>
  known(...Object.entries(group).map(([name, value]) => `${name} ${wordOf(value)}`));

/** All traits of a group, by their names: `marketing yes, analytics no`. */
const wholeGroup = (traits: Traits, name: string): CardLine => [name, groupWords(groupIn(traits, name) ?? {})];

/** The groups whose traits are the shop's own to name, and so are shown as they are. */
const ownGroups = ['preferences', 'consent', 'custom', 'computed', 'predicted'];

const segmentRow = ({ segments }: ShownProfile, source: CatalogueSource): CardLine => {
  const names = new Map(source.segments.map(({ key, name = key }) => [key, name]));
  const memberships = segments.map(({ key, enteredAt }) => {
    const since = enteredAt === null ? '' : ` (since ${dayWords(enteredAt)})`;
    return `${names.get(key) ?? key}${since}`;
  });
  return ['segments', memberships.join(', ')];
};

const reviewRow = ({ nextReviewAt: next }: ShownProfile): CardLine => [
  'next',
  next === null ? 'time alone will change nothing' : `time alone may change something on ${shortInstantWords(next)}`,
];

/** A person on a few lines: traits, segments and since when, and the next review. What is not known has no line. */
export const profileCard = (profile: ShownProfile, source: CatalogueSource, style: Style): string => {
  const { traits, customerId, anonymousId } = profile;
  const all: readonly CardLine[] = [
    ...whoRows(traits),
    ...orderRows(traits, source.currency),
    ...visitRows(traits),
    ...ownGroups.map((name) => wholeGroup(traits, name)),
    segmentRow(profile, source),
    reviewRow(profile),
  ];
  const filled = all.filter(([, value]) => value !== '');
  return [
    `  ${style('bold', customerId ?? `visitor ${anonymousId}`)}`,
    ...filled.map(([label, value]) => wrapped(`    ${label.padEnd(11)} `, value)),
  ].join('\n');
};
