/** Keeps objects by key, such as results of a pass. One contract suite holds every implementation to these promises. */
export interface ObjectStore {
  /** Keeps an object in place of any under the same key, whole or not at all. */
  put(key: string, body: string | Uint8Array): Promise<void>;
  /** The object under a key; undefined where there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Removes an object; one that is not there is removed already. */
  remove(key: string): Promise<void>;
  /** Where others find the object under a key. */
  uriOf(key: string): string;
}

/** Some names with `/` between them, each of letters, digits, `.`, `_` and `-`; none of them is `.` or `..`. */
const keyForm = /^(?!\.{1,2}(?:\/|$))[\w.-]+(?:\/(?!\.{1,2}(?:\/|$))[\w.-]+)*$/;

/** @throws {TypeError} for a key that is not made of plain names. */
export const checkKey = (key: string): string => {
  if (keyForm.test(key)) return key;
  throw new TypeError(
    `Cannot use a key as names of letters, digits, ".", "_" and "-" with "/" between them: current value is ${JSON.stringify(key)}`,
  );
};
