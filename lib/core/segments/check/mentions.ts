import { isRecord } from '#events/is-record.ts';
import { conditionsIn, valuePartsIn, type Placed } from './places.ts';

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

/** What a value mentions, also where other parts of it do not fit. */
export const mentionsInValue = (value: unknown, path: string): readonly Mention[] =>
  valuePartsIn(value, path).flatMap(({ source, ...place }) =>
    'performed' in source ? [] : mention('trait', source['trait'], { path: `${place.path}.trait`, depth: place.depth }),
  );

/** The traits that operators count a length of time by. */
const mentionsInOperators = (is: unknown, path: string): readonly Mention[] =>
  Object.entries(isRecord(is) ? is : {}).flatMap(([name, operand]) =>
    isRecord(operand) ? mention('trait', operand['days'], { path: `${path}.${name}.days` }) : [],
  );

const mentionsAt = ({ source, path }: Placed): readonly Mention[] => {
  const { segment, trait, value, is } = source;
  if (typeof segment === 'string') return mention('segment', segment, { path: `${path}.segment` });
  return [
    ...mention('trait', trait, { path: `${path}.trait` }),
    ...mentionsInOperators(is, `${path}.is`),
    ...(value === undefined ? [] : mentionsInValue(value, `${path}.value`)),
  ];
};

/** What a condition mentions, also where other parts of it do not fit. */
export const mentionsIn = (condition: unknown, path: string): readonly Mention[] =>
  conditionsIn(condition, path).flatMap(mentionsAt);

/** The traits that a segment publishes. */
export const mentionsInPublish = (publish: unknown, path: string): readonly Mention[] => {
  const traits = isRecord(publish) ? publish['traits'] : undefined;
  if (!Array.isArray(traits)) return [];
  return traits.flatMap((trait: unknown, index) => mention('trait', trait, { path: `${path}.traits.${index}` }));
};
