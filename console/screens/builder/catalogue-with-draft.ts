import { isObject, type JsonObject } from './json-object.ts';

/** A segment that is being written. */
export interface Draft {
  /** The key of the segment of the catalogue that it changes; undefined for a new one. */
  readonly from?: string | undefined;
  /** As a catalogue has it, whatever it holds. */
  readonly segment: JsonObject;
}

const keyOf = (segment: unknown): unknown => (isObject(segment) ? segment['key'] : undefined);

/** A catalogue with a draft in it: in the place of the segment that it changes, or at the end. */
export const withDraft = (catalogue: JsonObject, { from, segment }: Draft): JsonObject => {
  const segments = Array.isArray(catalogue['segments']) ? (catalogue['segments'] as readonly unknown[]) : [];
  const place = segments.findIndex((each) => keyOf(each) === (from ?? segment['key']));
  return { ...catalogue, segments: place < 0 ? [...segments, segment] : segments.with(place, segment) };
};
