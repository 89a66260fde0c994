import { DescribeStackResourcesCommand, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { beforeEach, describe, expect, test } from 'vitest';
import { patron } from './command-line.ts';
import { machine, standInCloud } from './stand-in-cloud.ts';

describe('patron restore', () => {
  test.each([
    [['--table', 'live'], '--from NAME is missing; patron restore --help explains'],
    [['--from', 'copy'], '--table NAME is missing; patron restore --help explains'],
    [
      ['--from', 'live', '--table', 'live'],
      'Cannot restore live from itself: --from is the table that was restored, under its own name',
    ],
    [
      ['--from', 'copy', '--table', 'live', '--tell-since', 'noon'],
      'Cannot use --tell-since as an ISO 8601 instant with Z or an offset, as 2026-11-02T09:12:00Z: current value is "noon"',
    ],
  ])('refuses %j', async (args, message) => {
    expect(await patron(['restore', ...args])).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron restore: ${message}\n`,
    });
  });

  test('explains itself', async () => {
    const { status, stdout } = await patron(['restore', '--help']);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: patron restore --from NAME --table NAME \[--queue URL\]/m);
  });
});

const cloud = standInCloud();
const { deployed, started } = cloud;

const kept = { TableName: 'live', MembersTableName: 'live-members', MembersPassArn: machine };
const restore = (...more: readonly string[]) => patron(['restore', '--from', 'copy', '--table', 'live', ...more]);
const rows = /^0 rows in copy: [^\n]+\n/;

describe('patron restore, of the lists of members', () => {
  beforeEach(() => {
    cloud.tables.on(ScanCommand).resolves({});
  });

  test('starts the pass that makes them anew, even where no row was put back: a run before may have ended too soon', async () => {
    deployed(kept);
    const { status, stdout, stderr } = await restore();
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.replace(rows, '')).toBe(`The lists of members are being made anew by ${machine}:1.\n`);
    expect(started()).toEqual([{ stateMachineArn: machine, input: '{}' }]);
  });

  test('only says so in a dry run', async () => {
    deployed(kept);
    const { status, stdout } = await restore('--dry-run');
    expect([status, stdout.replace(rows, '')]).toEqual([0, 'The lists of members would be made anew.\n']);
    expect(started()).toEqual([]);
  });

  test('has nothing to say of a deployment that keeps none, and little of a table that no deployment has', async () => {
    deployed({ TableName: 'live' });
    expect((await restore()).stdout.replace(rows, '')).toBe('');
    cloud.stacks.reset();
    cloud.stacks
      .on(DescribeStackResourcesCommand)
      .rejects(Object.assign(new Error('none'), { name: 'ValidationError' }))
      .on(DescribeStacksCommand)
      .resolves({ Stacks: [] });
    const { status, stdout } = await restore();
    expect(status).toBe(0);
    expect(stdout).toMatch(/^CloudFormation knows no deployment of live: [^\n]+ are as they were\.$/m);
    expect(started()).toEqual([]);
  });

  test('says how, where it may not start the pass, where there is none, and where it cannot tell', async () => {
    deployed(kept);
    cloud.passes.on(StartExecutionCommand).rejects(new Error('not authorized to perform states:StartExecution'));
    const refused = await restore();
    expect(refused.status).toBe(1);
    expect(refused.stderr).toBe(
      `patron restore: Cannot leave it at that: the lists of members are still to be made anew (not authorized to perform states:StartExecution); whoever may do so runs aws stepfunctions start-execution --state-machine-arn ${machine} --input '{}'\n`,
    );
    deployed({ TableName: 'live', MembersTableName: 'live-members' });
    expect(await restore()).toMatchObject({
      status: 1,
      stderr: expect.stringContaining(
        '(the deployment names no pass for it); docs/runbook.md says under "Members" how',
      ),
    });
    cloud.stacks.on(DescribeStackResourcesCommand).rejects(Object.assign(new Error('no'), { name: 'AccessDenied' }));
    expect(await restore()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/whether there are lists of members beside live is not known \(no\); if there are/),
    });
  });
});
