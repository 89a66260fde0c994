/** Whether one element comes before another. */
type IsBefore<Item> = (one: Item, other: Item) => boolean;

/** The list whose first element comes first, by its index: of several that are equal the first; -1 where all are empty. */
const firstOf = <Item>(heads: readonly (Item | undefined)[], isBefore: IsBefore<Item>): number =>
  heads.reduce((first, item, index) => {
    const least = first === -1 ? undefined : heads[first];
    return item !== undefined && (least === undefined || isBefore(item, least)) ? index : first;
  }, -1);

/** Merges lists, each in order, into one. */
export function* inOrder<Item>(lists: readonly (readonly Item[])[], isBefore: IsBefore<Item>): Iterable<Item> {
  const places = lists.map(() => 0);
  const heads = lists.map(([head]) => head);
  for (let first = firstOf(heads, isBefore); first !== -1; first = firstOf(heads, isBefore)) {
    yield heads[first] as Item;
    const place = (places[first] ?? 0) + 1;
    places[first] = place;
    heads[first] = lists[first]?.[place];
  }
}

/** An element, and the stream that it came from, by its index. */
interface Streamed<Item> {
  readonly stream: number;
  readonly item: Item;
}

/**
 * Merges streams that are read page by page, each in order.
 *
 * @param pageOf - the next page of a stream; empty at its end.
 */
export const pagesInOrder = async function* <Item>(
  streams: number,
  pageOf: (stream: number) => Promise<readonly Item[]>,
  isBefore: IsBefore<Item>,
): AsyncIterable<Streamed<Item>> {
  const reversed = async (stream: number): Promise<Item[]> => [...(await pageOf(stream))].reverse();
  const pages = await Promise.all(Array.from({ length: streams }, (_, stream) => reversed(stream)));
  const first = (): number =>
    firstOf(
      pages.map((page) => page.at(-1)),
      isBefore,
    );
  for (let stream = first(); stream !== -1; stream = first()) {
    const page = pages[stream] ?? [];
    yield { stream, item: page.pop() as Item };
    if (page.length === 0) pages[stream] = await reversed(stream);
  }
};
