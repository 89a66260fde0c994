import { BatchWriteItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { memberAttributes } from '#lib/ports/members/dynamodb/member-item.ts';
import type { Boundary } from './boundary.ts';
import { clientThrough, withoutConditions, type Command, type Send } from './faulty-client.ts';

const through =
  (change: (command: Command, send: Send) => Promise<object>): Boundary['membersClient'] =>
  (client: DynamoDBClient) =>
    clientThrough(client, change);

export const puttingWithoutConditions = through((command, send) => {
  if (command instanceof PutItemCommand) withoutConditions(command);
  return send(command);
});

/** Keeps no row of an exit, where its rank is the highest. */
export const deletingAtTheExit = through(async (command, send) => {
  const answer = await send(command);
  const { Item: item = {}, TableName: table = '' } = command instanceof PutItemCommand ? command.input : {};
  if (item[memberAttributes.leftAt] === undefined) return answer;
  const { pk = { NULL: true }, sk = { NULL: true } } = item;
  const requests = [{ DeleteRequest: { Key: { pk, sk } } }];
  return send(new BatchWriteItemCommand({ RequestItems: { [table]: requests } }));
});

/** Puts the rows once the words have been sent. */
export const wordBeforeRow: Boundary['publish'] = (create) => (deps) => {
  const [words, rows] = [
    create({ ...deps, members: undefined }),
    create({ ...deps, publisher: { publish: async () => [] } }),
  ];
  return async (event, context) => {
    const [told, kept] = [await words(event, context), await rows(event, context)];
    return { batchItemFailures: [...told.batchItemFailures, ...kept.batchItemFailures] };
  };
};

export const withoutTombstones: Boundary['members'] = (list) => ({
  page: (segment, { left: _left, ...asked }) => list.page(segment, asked),
  digest: (segment, part) => list.digest(segment, part),
  counts: (segments) => list.counts(segments),
});
