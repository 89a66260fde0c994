import { isRecord } from '#events/is-record.ts';

/** The name of another part of the catalogue, at the place where it is mentioned. */
export interface Mention {
  readonly to: 'segment' | 'trait';
  /** The key of a segment, or the path of a trait. */
  readonly name: string;
  readonly path: string;
}

const mention = (to: Mention['to'], name: unknown, path: string): readonly Mention[] =>
  typeof name === 'string' ? [{ to, name, path }] : [];

const inList = (
  list: unknown,
  path: string,
  find: (value: unknown, path: string) => readonly Mention[],
): readonly Mention[] => (Array.isArray(list) ? list.flatMap((one, index) => find(one, `${path}.${index}`)) : []);

const listKeys = ['plus', 'minus', 'times', 'dividedBy'] as const;

/** What a value mentions, also where other parts of it do not fit. */
export const mentionsInValue = (value: unknown, path: string): readonly Mention[] => {
  if (!isRecord(value) || 'performed' in value) return [];
  const parts = listKeys.flatMap((form) => inList(value[form], `${path}.${form}`, mentionsInValue));
  return [...mention('trait', value['trait'], `${path}.trait`), ...parts];
};

/** The traits that operators count a length of time by. */
const mentionsInOperators = (is: unknown, path: string): readonly Mention[] =>
  Object.entries(isRecord(is) ? is : {}).flatMap(([name, operand]) =>
    isRecord(operand) ? mention('trait', operand['days'], `${path}.${name}.days`) : [],
  );

/** What a condition mentions, also where other parts of it do not fit. */
export const mentionsIn = (condition: unknown, path: string): readonly Mention[] => {
  if (!isRecord(condition)) return [];
  const { all, any, not, segment, trait, value, is } = condition;
  if (typeof segment === 'string') return mention('segment', segment, `${path}.segment`);
  return [
    ...inList(all, `${path}.all`, mentionsIn),
    ...inList(any, `${path}.any`, mentionsIn),
    ...(not === undefined ? [] : mentionsIn(not, `${path}.not`)),
    ...mention('trait', trait, `${path}.trait`),
    ...mentionsInOperators(is, `${path}.is`),
    ...(value === undefined ? [] : mentionsInValue(value, `${path}.value`)),
  ];
};

/** The traits that a segment publishes. */
export const mentionsInPublish = (publish: unknown, path: string): readonly Mention[] =>
  isRecord(publish)
    ? inList(publish['traits'], `${path}.traits`, (trait, place) => mention('trait', trait, place))
    : [];
