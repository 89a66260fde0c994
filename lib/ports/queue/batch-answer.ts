import type { BatchResultErrorEntry } from '@aws-sdk/client-sqs';
import type { NotTaken } from '../sending.ts';

/** The answer to a batch call whose entries have their index as `Id`. */
export interface BatchAnswer {
  readonly Successful?: readonly { readonly Id?: string | undefined }[] | undefined;
  readonly Failed?: readonly Partial<BatchResultErrorEntry>[] | undefined;
}

/** The items that were not taken: an item counts as taken only if the answer says so. */
export const notTakenOf = <Item>(
  items: readonly Item[],
  { Successful = [], Failed = [] }: BatchAnswer,
): readonly NotTaken<Item>[] => {
  const taken = new Set(Successful.map(({ Id }) => Id));
  const codes = new Map(Failed.map(({ Id, Code }) => [Id, Code]));
  return items.flatMap((item, index) => {
    const id = String(index);
    return taken.has(id) ? [] : [{ item, code: codes.get(id) ?? 'NoAnswer' }];
  });
};
