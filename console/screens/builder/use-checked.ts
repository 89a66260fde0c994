import { useMemo } from 'preact/hooks';
import { useAnswer } from '../../api/use-answer.ts';
import { leavesIn, type Checked } from './checked.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { useLatest } from './use-latest.ts';
import { useSettled } from './use-settled.ts';

const typingMs = 250;

/** What is said of a draft: of what was written a moment ago while the answer to the newest is on its way. */
export const useChecked = (segment: JsonObject) => {
  const { when, requires } = segment;
  const settled = useSettled(JSON.stringify({ when, ...(isObject(requires) && { requires }) }), typingMs);
  const body = useMemo(() => JSON.parse(settled) as JsonObject, [settled]);
  const isAsked = body['when'] !== undefined;
  const checked = useLatest(useAnswer<Checked>(isAsked ? '/v1/console/check' : undefined, { body }));
  const wordsAt = useMemo(() => new Map(checked?.segments.flatMap(({ condition }) => leavesIn(condition))), [checked]);
  return { checked, wordsAt };
};
