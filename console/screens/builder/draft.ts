import type { Draft } from './catalogue-with-draft.ts';
import { isObject, type JsonObject } from './json-object.ts';

const storageKey = 'patron-builder-draft';

/** The draft of this tab: it survives a reload. */
export const keptDraft = {
  read: (): Draft | undefined => {
    const kept: unknown = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null');
    return isObject(kept) && isObject(kept['segment']) ? (kept as unknown as Draft) : undefined;
  },
  write: (draft: Draft | undefined): void => {
    if (draft === undefined) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(draft));
  },
};

/** A segment that says nothing yet but that somebody has ordered. */
export const newSegment: JsonObject = {
  key: 'new-segment',
  name: 'New segment',
  when: { all: [{ trait: 'orders.count', is: { gte: 1 } }] },
};
