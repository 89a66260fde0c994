import { EventBridgeClient, type PutEventsCommandInput, type PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { Call, Calls } from './calls.ts';

/** An entry that came out. */
export interface Published {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

type Answer = { readonly Entries: PutEventsResultEntry[]; readonly FailedEntryCount: number };

const tooMany = (): Error => Object.assign(new Error('slow down'), { name: 'ThrottlingException' });

const putCall = (published: Published[], { Entries = [] }: PutEventsCommandInput): Call<Answer> => {
  const put = (isTaken: () => boolean): Answer => {
    const results = Entries.map(({ DetailType = '', Detail = '' }): PutEventsResultEntry => {
      if (!isTaken()) return { ErrorCode: 'InternalFailure' };
      published.push({ type: DetailType, detail: JSON.parse(Detail) });
      return { EventId: `out-${published.length}` };
    });
    return { Entries: results, FailedEntryCount: results.filter(({ ErrorCode }) => ErrorCode).length };
  };
  return {
    label: () => `put events ${Entries.map(({ Detail = '' }) => JSON.parse(Detail).changeId ?? 'erased').join(' ')}`,
    effect: () => put(() => true),
    throttled: tooMany,
    partly: (choices) => put(() => choices.below(2) === 1),
    repeats: true,
  };
};

/** A real client that puts what goes out into `published`, whose every call is a scheduling point. */
export const busClient = (calls: Calls, published: Published[]): EventBridgeClient => {
  const send = ({ input }: { input: PutEventsCommandInput }) => calls.make(putCall(published, input));
  return Object.assign(new EventBridgeClient({ region: 'eu-west-1' }), { send });
};
