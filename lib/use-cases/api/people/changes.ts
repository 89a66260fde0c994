import type { ChangeRow } from '#lib/ports/store/customer-store.ts';
import { entriesOf } from '../../publish/entries.ts';
import { wholeParameter } from '../request/parameter.ts';
import { filledPage, limitParameter } from '../request/paging.ts';
import { defineRoute } from '../route.ts';
import { askedPerson, profileIn } from './asked-person.ts';

/** The detail of a change, as far as it is read here. */
interface Detail {
  readonly sequence: number;
  readonly segment: { readonly key: string };
  readonly segments: readonly string[];
}

async function* detailsOf(rows: AsyncIterable<ChangeRow>): AsyncIterable<Detail> {
  for await (const row of rows) for (const { detail } of entriesOf(row)) yield JSON.parse(detail) as Detail;
}

/** The changes behind a sequence: the first row may have earlier ones too. */
async function* behind(details: AsyncIterable<Detail>, after: number): AsyncIterable<Detail> {
  for await (const detail of details) if (detail.sequence > after) yield detail;
}

/** A change of a segment that the caller may see, without the others that the person is in. */
const shown = (visible: 'all' | ReadonlySet<string>) => (detail: Detail) => {
  if (visible === 'all') return [detail];
  if (!visible.has(detail.segment.key)) return [];
  return [{ ...detail, segments: detail.segments.filter((key) => visible.has(key)) }];
};

/**
 * The changes of a person as they were published, in order of their sequence: for who has missed some. `last` is up to where they go: the
 * `after` of the next request; the end is where it is that of this one. A visitor's are the visitor's own, linked or not: a customer's do not contain them.
 */
export const changesRoute = defineRoute({
  method: 'GET',
  path: '/v1/people/{id}/changes',
  roles: ['support', 'campaign'],
  query: {
    after: wholeParameter(
      { least: 0, most: Number.MAX_SAFE_INTEGER, unlessGiven: 0 },
      'The sequence after which they begin.',
    ),
    limit: limitParameter,
  },
  handle: async ({ store }, { query: { after, limit }, visible, ...ask }) => {
    const person = askedPerson(ask);
    const loaded = await store.load(person, []);
    profileIn(loaded);
    const rows = store.changesAfter(loaded, { after, atOnce: limit });
    const page = await filledPage(behind(detailsOf(rows), after), limit);
    return { json: { items: page.flatMap(shown(visible)), last: page.at(-1)?.sequence ?? after } };
  },
});
