import { isRecord } from '#events/is-record.ts';

/** The name of another part of the catalogue, at the place where it is mentioned. */
export interface Mention {
  readonly to: 'segment' | 'trait';
  /** The key of a segment, or the path of a trait. */
  readonly name: string;
  readonly path: string;
  /** How many values it stands in. */
  readonly depth: number;
}

const mention = (to: Mention['to'], name: unknown, { path, depth = 0 }: Place): readonly Mention[] =>
  typeof name === 'string' ? [{ to, name, path, depth }] : [];

interface Place {
  readonly path: string;
  readonly depth?: number;
}

const inList = (list: unknown, find: (value: unknown, index: number) => readonly Mention[]): readonly Mention[] =>
  Array.isArray(list) ? list.flatMap(find) : [];

const listKeys = ['plus', 'minus', 'times', 'dividedBy'] as const;

/** What a value mentions, also where other parts of it do not fit. */
export const mentionsInValue = (value: unknown, path: string, depth: number = 0): readonly Mention[] => {
  if (!isRecord(value) || 'performed' in value) return [];
  const parts = listKeys.flatMap((form) =>
    inList(value[form], (part, index) => mentionsInValue(part, `${path}.${form}.${index}`, depth + 1)),
  );
  return [...mention('trait', value['trait'], { path: `${path}.trait`, depth }), ...parts];
};

/** The traits that operators count a length of time by. */
const mentionsInOperators = (is: unknown, path: string): readonly Mention[] =>
  Object.entries(isRecord(is) ? is : {}).flatMap(([name, operand]) =>
    isRecord(operand) ? mention('trait', operand['days'], { path: `${path}.${name}.days` }) : [],
  );

/** What a condition mentions, also where other parts of it do not fit. */
export const mentionsIn = (condition: unknown, path: string): readonly Mention[] => {
  if (!isRecord(condition)) return [];
  const { not, segment, trait, value, is } = condition;
  if (typeof segment === 'string') return mention('segment', segment, { path: `${path}.segment` });
  const parts = (['all', 'any'] as const).flatMap((form) =>
    inList(condition[form], (part, index) => mentionsIn(part, `${path}.${form}.${index}`)),
  );
  return [
    ...parts,
    ...(not === undefined ? [] : mentionsIn(not, `${path}.not`)),
    ...mention('trait', trait, { path: `${path}.trait` }),
    ...mentionsInOperators(is, `${path}.is`),
    ...(value === undefined ? [] : mentionsInValue(value, `${path}.value`)),
  ];
};

/** The traits that a segment publishes. */
export const mentionsInPublish = (publish: unknown, path: string): readonly Mention[] =>
  isRecord(publish)
    ? inList(publish['traits'], (trait, index) => mention('trait', trait, { path: `${path}.traits.${index}` }))
    : [];
