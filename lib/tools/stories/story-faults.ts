import * as z from 'zod/mini';
import type { CatalogueFault } from '#lib/core/segments/check/catalogue-error.ts';
import { withHint } from '#lib/core/segments/check/closed.ts';
import { schemaFaults } from '#lib/core/segments/check/schema-faults.ts';
import type { Catalogue } from '#lib/core/segments/compile/catalogue.ts';
import { expectationKinds, type Expectation } from './expectation.ts';
import { storySchema, type StorySource } from './story-schema.ts';

/** A fault of a story, at one place. */
export type StoryFault = CatalogueFault;

/** A story that fits, or its faults. */
export type ReadStory =
  | { readonly kind: 'story'; readonly source: StorySource }
  | { readonly kind: 'faults'; readonly faults: readonly StoryFault[] };

/** Reads a story from its JSON. */
export const readStory = (json: unknown): ReadStory => {
  const { success, data, error } = z.safeParse(storySchema, json);
  if (success) return { kind: 'story', source: data };
  const faults = schemaFaults(error, json).map((fault) => ({ ...fault, path: fault.path || 'the story' }));
  return { kind: 'faults', faults };
};

/** What one element of `then` expects. */
export const expectationIn = (then: StorySource['then'][number]): Expectation => {
  const kind = expectationKinds.find((each) => then[each] !== undefined) ?? 'member';
  return { kind, segment: then[kind] ?? '', id: then.id };
};

/** What is wrong with a segment that is expected; undefined where the catalogue has it. */
export const segmentFault = ({ positions }: Catalogue, segment: string): Omit<StoryFault, 'path'> | undefined =>
  positions.has(segment)
    ? undefined
    : { seen: segment, expected: withHint('the key of a segment of the catalogue', segment, [...positions.keys()]) };
