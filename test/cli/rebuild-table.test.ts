import { writeFileSync } from 'node:fs';
import {
  BatchGetItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test } from 'vitest';
import { profileSortKey } from '#lib/ports/store/table-keys.ts';
import { copyInto, lose, restored, shopOn, sortedIn } from '#test/ports/store/restore/shop.ts';
import { newFolder } from '#test/support/folder.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { catalogueJson, described } from '#test/use-cases/given.ts';
import { patron } from './command-line.ts';
import { machine, standInCloud } from './stand-in-cloud.ts';

const cloud = standInCloud();
const { started } = cloud;
const { tableName } = new MemoryTable();
const held = (table: MemoryTable) => ({
  client: table.client,
  tableName: table.tableName,
  items: () => table.items(),
});

const moved = (to: string, minute: number) =>
  described({
    customerId: 'ada',
    eventId: `d-${minute}`,
    occurredAt: `2026-11-02T12:${String(minute).padStart(2, '0')}:00Z`,
    traits: { geographic: { country: to } },
  });

/** A table into which Ada's profile came back as it was before she left a segment and entered it again. */
const putBack = async (): Promise<MemoryTable> => {
  const [live, copy] = [new MemoryTable(), new MemoryTable()];
  const shop = shopOn(held(live));
  await shop.say(moved('GB', 1));
  await copyInto(held(copy), held(live));
  await shop.say(moved('FR', 2), moved('GB', 3));
  await lose(held(live), (item) => sortedIn(item) === profileSortKey);
  await restored(held(copy), held(live));
  return live;
};

/** Lets the command line find the table where it looks for one. */
const answerFrom = ({ client }: MemoryTable): void => {
  cloud.tables
    .on(BatchGetItemCommand)
    .callsFake((input) => client.send(new BatchGetItemCommand(input)))
    .on(GetItemCommand)
    .callsFake((input) => client.send(new GetItemCommand(input)))
    .on(PutItemCommand)
    .callsFake((input) => client.send(new PutItemCommand(input)))
    .on(QueryCommand)
    .callsFake((input) => client.send(new QueryCommand(input)))
    .on(ScanCommand)
    .callsFake((input) => client.send(new ScanCommand(input)))
    .on(TransactWriteItemsCommand)
    .callsFake((input) => client.send(new TransactWriteItemsCommand(input)));
};

/** The catalogue that the shop decides with, in a file. */
const segmentsFile = (): string => {
  const file = `${newFolder()}/segments.json`;
  writeFileSync(file, JSON.stringify(catalogueJson));
  return file;
};

const rebuild = (...more: readonly string[]) =>
  patron(['rebuild', '--all', '--table', tableName, '--segments', segmentsFile(), ...more]);

describe('patron rebuild --table', () => {
  beforeEach(async () => {
    cloud.deployed({ TableName: tableName, MembersTableName: 'live-members', MembersPassArn: machine });
    answerFrom(await putBack());
  });

  test('has lists of members filled where a profile takes up an entry that was announced already, and only then', async () => {
    expect((await rebuild('--check')).stdout).toContain('segments.british.enteredAt');
    expect(started()).toEqual([]);
    expect(await rebuild('--json')).toMatchObject({
      status: 0,
      stderr: `The lists of members are being made anew by ${machine}:1.\n`,
    });
    expect(started()).toEqual([{ stateMachineArn: machine, input: '{"forget":[]}' }]);
    expect(await rebuild()).toMatchObject({ status: 0, stderr: '' });
    expect(started()).toHaveLength(1);
  });

  test('says how, where it may not', async () => {
    cloud.passes.on(StartExecutionCommand).rejects(new Error('not authorized'));
    const { status, stderr } = await rebuild();
    expect(status).toBe(1);
    expect(stderr).toContain(`still to be made anew (not authorized)`);
    expect(stderr).toContain(`--input '{"forget":[]}'`);
  });
});
