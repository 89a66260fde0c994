/**
 * Reads a query page by page (keyset pagination), so that the reader may write in between.
 *
 * @param size - the rows of a full page; a page with fewer is the last.
 * @param pageAfter - the page that follows a row, or the first page for undefined.
 */
export function* paged<Row>(size: number, pageAfter: (last: Row | undefined) => readonly Row[]): Iterable<Row> {
  let page = pageAfter(undefined);
  yield* page;
  while (page.length === size) {
    page = pageAfter(page.at(-1));
    yield* page;
  }
}
