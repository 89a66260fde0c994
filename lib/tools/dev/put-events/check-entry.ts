import { isRecord } from '#events/is-record.ts';
import { patronSource } from '#events/segment-change.ts';
import { nearestName } from '#lib/core/nearest-name.ts';
import type { GivenEntry } from './request.ts';

/** What is wrong with one entry; the others of its call are taken. */
export interface EntryFault {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** The one bus that is there. */
export const busName = 'patron';

const longestDetailType = 128;

const fault = (ErrorCode: string, ErrorMessage: string): EntryFault => ({ ErrorCode, ErrorMessage });

/** The region and the account of a bus by its ARN may be any. */
const arn = /^arn:aws[\w-]*:events:[\w-]+:\d{12}:event-bus\//;

/** AWS takes an entry for a bus that it does not know, and loses it. */
const busFault = ({ EventBusName = 'default' }: GivenEntry): EntryFault | undefined => {
  const name = EventBusName.replace(arn, '');
  if (name === busName) return undefined;
  const near = nearestName(name, [busName]) === undefined ? 'the bus here is' : 'the nearest is';
  return fault(
    'ResourceNotFoundException',
    `Event bus ${name} does not exist (${near} ${busName}). AWS would say nothing, and lose the event.`,
  );
};

const missing = (name: 'Source' | 'DetailType' | 'Detail'): EntryFault =>
  fault('InvalidArgument', `Parameter ${name} is not valid. Reason: ${name} is a required argument.`);

const sourceFault = ({ Source = '' }: GivenEntry): EntryFault | undefined => {
  if (Source === '') return missing('Source');
  if (Source !== patronSource && !Source.startsWith('aws.')) return undefined;
  const whose =
    Source === patronSource
      ? 'it is the one of what Patron itself says'
      : 'sources that begin with aws. are those of AWS';
  return fault('NotAuthorizedForSourceException', `Not authorized for the source ${Source}: ${whose}.`);
};

const detailTypeFault = ({ DetailType = '' }: GivenEntry): EntryFault | undefined => {
  if (DetailType === '') return missing('DetailType');
  if (DetailType.length <= longestDetailType) return undefined;
  return fault(
    'InvalidArgument',
    `Parameter DetailType is not valid. Reason: DetailType must have at most ${longestDetailType} characters, current value has ${DetailType.length}.`,
  );
};

const isObject = (json: string): boolean => {
  try {
    return isRecord(JSON.parse(json));
  } catch {
    return false;
  }
};

const detailFault = ({ Detail = '' }: GivenEntry): EntryFault | undefined => {
  if (Detail === '') return missing('Detail');
  return isObject(Detail) ? undefined : fault('MalformedDetail', 'Detail is malformed: it must be a JSON object.');
};

/** The codes are those of https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html, but for that of the bus. */
export const checkEntry = (entry: GivenEntry): EntryFault | undefined =>
  busFault(entry) ?? sourceFault(entry) ?? detailTypeFault(entry) ?? detailFault(entry);
