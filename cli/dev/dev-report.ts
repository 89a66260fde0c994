import { idsIn } from '#events/ids-in-entry.ts';
import { isRecord } from '#events/is-record.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { OutgoingEntry } from '#lib/ports/publisher/change-publisher.ts';
import type { EntryFault } from '#lib/tools/dev/put-events/check-entry.ts';
import type { TakenEntry } from '#lib/tools/dev/put-events/put-events.ts';
import type { WebhookNews } from '#lib/tools/dev/webhook/webhook-delivery.ts';
import type { Taken } from '#lib/tools/local-shop/take-entry.ts';
import { changeWords } from '../person/change-words.ts';
import type { PublishedChange } from '../demo/read-journal.ts';
import { counted } from '../output/numbers.ts';
import type { Terminal } from '../output/terminal.ts';

interface ErasedProfile {
  readonly customerId?: string;
  readonly anonymousId?: string;
}

const whose = ({ customerId, anonymousId }: ErasedProfile): string =>
  customerId ?? (anonymousId === undefined ? 'nobody' : `visitor ${anonymousId}`);

const eventWords = (text: string): string => {
  const entry: unknown = JSON.parse(text);
  const type = isRecord(entry) && typeof entry['detail-type'] === 'string' ? entry['detail-type'] : 'an event';
  return `${type} of ${whose(idsIn(entry))}`;
};

/** Says in plain words what happens, as it happens. */
export const devReport = ({ print, style }: Terminal, source: CatalogueSource) => {
  const publishedWords = ({ detailType, detail }: OutgoingEntry): string => {
    const published = JSON.parse(detail) as PublishedChange & ErasedProfile;
    if (detailType !== 'ProfileErased') return changeWords(published, source, style);
    return `  ${whose(published)} ${style('yellow', 'was erased')}`;
  };
  return {
    coming: ({ text }: TakenEntry): void => print(style('dim', eventWords(text))),
    taken: ({ outcome }: Taken, isStrict: boolean): void => {
      if (outcome.kind === 'duplicate') print(style('dim', '  was known already'));
      if (outcome.kind !== 'quarantined') return;
      const kept = isStrict ? 'It was not taken.' : 'It is kept in quarantine.';
      print(`  ${style('yellow', 'refused')} as ${outcome.refusal.reason}: ${outcome.refusal.message}. ${kept}`);
    },
    published: (entries: readonly OutgoingEntry[]): void => entries.map(publishedWords).forEach(print),
    fault: ({ ErrorCode, ErrorMessage }: EntryFault, what: string | undefined): void =>
      print(`${style('yellow', 'not taken')} ${what ?? 'an entry'}: ${ErrorCode}: ${ErrorMessage}`),
    webhook: (news: WebhookNews): void => {
      const waiting = counted(news.waiting, 'change');
      if (news.kind === 'recovered') print(`The webhook takes changes again: ${waiting} to go.`);
      else
        print(
          `${style('yellow', 'The webhook does not take changes')}: ${news.reason}. ${waiting} wait; it is tried again.`,
        );
    },
  };
};
