import './configured.ts';
import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import {
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type PutItemCommandInput,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createHandler, handler } from '#functions/deployment-gate.ts';
import { rollingBackBy } from '#functions/runtime/rolling-back.ts';
import { telemetry } from '#functions/runtime/telemetry.ts';
import { dynamoDbDeployments } from '#lib/ports/store/dynamodb/registered-deployments.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { invoke, listen } from './invoke.ts';

afterEach(() => vi.restoreAllMocks());

/** What a stage deploys: a catalogue, the number given by hand, and where events wait unless that is the queue. */
interface Deployed {
  readonly catalogue: string;
  readonly deployment?: number;
  readonly intake?: 'stream' | 'drain';
}

const propertiesOf = ({ catalogue, deployment, intake }: Deployed) => ({
  ServiceToken: 'arn:gate',
  Catalogue: catalogue,
  ...(deployment !== undefined && { Deployment: String(deployment) }),
  ...(intake && { Intake: intake }),
});

const eventOf = (RequestType: 'Create' | 'Update' | 'Delete', RequestId: string, more: object) =>
  ({
    RequestType,
    RequestId,
    ResponseURL: 'https://answer.test/here',
    StackId: 'stack-1',
    LogicalResourceId: 'Admitted',
    ...more,
  }) as unknown as CloudFormationCustomResourceEvent;

interface Answer {
  readonly Status: string;
  readonly Reason?: string;
  readonly Data?: { readonly Deployment: string };
}

/** The gate's own handler over a table, and what it answers. */
const gateOver = (table: MemoryTable) => {
  const bodies: string[] = [];
  const put = vi.fn<(url: string, body: string) => Promise<void>>(async (_url, body) => void bodies.push(body));
  const isRollingBack = vi.fn<(stackId: string) => Promise<boolean>>(async () => false);
  const register = dynamoDbDeployments(table);
  const gate = createHandler({ ...telemetry('deployment-gate'), register, isRollingBack, put });
  const ask = async (event: CloudFormationCustomResourceEvent): Promise<Answer> => {
    await invoke(gate, event);
    return JSON.parse(bodies.at(-1) ?? '') as Answer;
  };
  return { table, bodies, put, isRollingBack, register, ask };
};

let requests = 0;

/** A request to deploy, in place of what is deployed where something is. */
const requestFor = (wanted: Deployed, deployed?: Deployed) =>
  eventOf(deployed ? 'Update' : 'Create', `request-${(requests += 1)}`, {
    ResourceProperties: propertiesOf(wanted),
    ...(deployed && { PhysicalResourceId: 'deployment-gate', OldResourceProperties: propertiesOf(deployed) }),
  });

/** A stack that is deployed as CloudFormation does it: what fails, at the gate or behind it, is asked back. */
const stackOver = (table = new MemoryTable()) => {
  const gate = gateOver(table);
  let deployed: Deployed | undefined;
  const goBack = async (to: Deployed, from: Deployed) => {
    gate.isRollingBack.mockResolvedValueOnce(true);
    return gate.ask(requestFor(to, from));
  };
  const settle = async (wanted: Deployed, isMade: boolean): Promise<void> => {
    if (isMade) deployed = wanted;
    else if (deployed) expect(await goBack(deployed, wanted)).toMatchObject({ Status: 'SUCCESS' });
  };
  /** Deploys; `fails` for a resource behind the gate that cannot be made. The number, or the reason against it. */
  const deploy = async (wanted: Deployed, { fails = false } = {}): Promise<string | undefined> => {
    const { Status, Data, Reason } = await gate.ask(requestFor(wanted, deployed));
    await settle(wanted, Status === 'SUCCESS' && !fails);
    return Data?.Deployment ?? Reason;
  };
  return { ...gate, deploy, goBack };
};

const [spring, summer, autumn] = ['spring-hash', 'summer-hash', 'autumn-hash'].map((catalogue) => ({ catalogue })) as [
  Deployed,
  Deployed,
  Deployed,
];

describe('a deployment without a number', () => {
  test('is the first in a new table', async () => {
    const { deploy, register } = stackOver();
    expect(await deploy(spring)).toBe('1');
    expect(await register.all()).toMatchObject([{ deployment: 1, catalogue: 'spring-hash' }]);
  });

  test('is one higher with another catalogue', async () => {
    const { deploy } = stackOver();
    expect([await deploy(spring), await deploy(summer), await deploy(autumn)]).toEqual(['1', '2', '3']);
  });

  test('of an older catalogue is another deployment of it, with a higher number', async () => {
    const { deploy, register } = stackOver();
    for (const deployed of [spring, summer]) await deploy(deployed);
    expect(await deploy(spring)).toBe('3');
    expect((await register.all()).map(({ catalogue }) => catalogue)).toEqual([
      'spring-hash',
      'summer-hash',
      'spring-hash',
    ]);
  });

  test('keeps its number where the stack was deleted and is made again', async () => {
    const { deploy, table } = stackOver();
    for (const deployed of [spring, summer]) await deploy(deployed);
    expect(await stackOver(table).deploy(summer)).toBe('2');
    expect(await stackOver(table).deploy(spring)).toBe('3');
  });

  test('counts on from a number that was given by hand, and keeps it with the same catalogue', async () => {
    const { deploy } = stackOver();
    await deploy({ ...spring, deployment: 7 });
    expect([await deploy(spring), await deploy(summer)]).toEqual(['7', '8']);
  });

  test('has the same number when the same request comes again, and no other', async () => {
    const { ask, register } = stackOver();
    const first = requestFor(spring);
    const answers = [await ask(first), await ask(first)];
    const second = requestFor(summer, spring);
    answers.push(await ask(second), await ask(second), await ask(first));
    expect(answers.map(({ Data }) => Data?.Deployment)).toEqual(['1', '1', '2', '2', '1']);
    expect(await register.all()).toHaveLength(2);
  });

  test('has a number of its own where two requests read the register at the same time', async () => {
    const table = new MemoryTable();
    const [one, other] = [stackOver(table), stackOver(table)];
    const answers = await Promise.all([one.deploy(spring), other.deploy(summer)]);
    expect(answers.toSorted()).toEqual(['1', '2']);
  });
});

describe('a deployment that changes where events wait', () => {
  const [inStream, drained] = [
    { ...spring, intake: 'stream' },
    { ...spring, intake: 'drain' },
  ] as const;
  const refusal =
    'Cannot deploy fifo as the intake: current value is stream, in which events may still wait; deploy "intake": "drain" first, and "fifo" once the stream is empty';

  test('is let in from the queue to the stream, and back by way of draining it, with the number that it has', async () => {
    const { deploy } = stackOver();
    const numbers = [];
    for (const deployed of [spring, inStream, drained, spring, inStream, drained, inStream]) {
      numbers.push(await deploy(deployed));
    }
    expect(new Set(numbers)).toEqual(new Set(['1']));
  });

  test('is refused where it would take away a stream that is being filled, and uses no number up', async () => {
    listen();
    const { deploy, register } = stackOver();
    await deploy(inStream);
    expect(await deploy(spring)).toBe(refusal);
    expect(await deploy({ ...summer, deployment: 5 })).toBe(refusal);
    expect(await register.all()).toMatchObject([{ deployment: 1 }]);
    expect(await deploy(drained)).toBe('1');
    expect(await deploy(spring)).toBe('1');
  });

  test('is taken back from the stream to the queue where it failed', async () => {
    listen();
    const { deploy } = stackOver();
    await deploy(spring);
    expect(await deploy(inStream, { fails: true })).toBe('1');
    expect(await deploy(summer)).toBe('2');
  });
});

describe('a deployment with a number given by hand', () => {
  test('is let in with a higher one, whatever the catalogue', async () => {
    const { deploy } = stackOver();
    expect(await deploy({ ...spring, deployment: 3 })).toBe('3');
    expect(await deploy({ ...summer, deployment: 5 })).toBe('5');
    expect(await deploy({ ...summer, deployment: Number.MAX_SAFE_INTEGER })).toBe('9007199254740991');
  });

  test('is let in with the same one and the same catalogue: other code', async () => {
    const { deploy, table } = stackOver();
    await deploy({ ...spring, deployment: 3 });
    expect(await stackOver(table).deploy({ ...spring, deployment: 3 })).toBe('3');
  });

  test('is refused with a lower one', async () => {
    listen();
    const { deploy, register } = stackOver();
    await deploy({ ...spring, deployment: 4 });
    for (const catalogue of ['spring-hash', 'summer-hash']) {
      expect(await deploy({ catalogue, deployment: 3 })).toBe(
        'Cannot deploy 3 as the next deployment: current value is 4, and deployment must not fall; give 5 or more, or leave deployment out',
      );
    }
    expect(await register.all()).toMatchObject([{ deployment: 4 }]);
  });

  test('is refused with the same one and another catalogue', async () => {
    listen();
    const { deploy } = stackOver();
    await deploy({ ...spring, deployment: 4 });
    const refusal =
      'Cannot deploy 4 with the catalogue summer-hash: current value is spring-hash, and deployment must rise with another catalogue; give 5 or more, or leave deployment out';
    expect(await deploy({ ...summer, deployment: 4 })).toBe(refusal);
    expect(await deploy({ ...summer, deployment: 5 })).toBe('5');
  });

  test('is refused in a new stack over a table that knows a higher one', async () => {
    listen();
    const { deploy, table } = stackOver();
    for (const deployed of [spring, summer]) await deploy(deployed);
    expect(await stackOver(table).deploy({ ...summer, deployment: 1 })).toContain('current value is 2');
  });

  test('that failed has used its number up', async () => {
    listen();
    const { deploy } = stackOver();
    await deploy({ ...spring, deployment: 4 });
    await deploy({ ...summer, deployment: 5 }, { fails: true });
    expect(await deploy({ ...autumn, deployment: 5 })).toContain('Cannot deploy 5 with the catalogue autumn-hash');
    expect(await deploy({ ...autumn, deployment: 6 })).toBe('6');
  });
});

describe('a rollback by CloudFormation', () => {
  test.each([undefined, 4])('is never refused, and has the number of before: %s by hand', async (deployment) => {
    listen();
    const { deploy, goBack, register } = stackOver();
    const [before, after] = [
      { ...spring, ...(deployment && { deployment }) },
      { ...summer, deployment: 9 },
    ];
    const number = await deploy(before);
    await deploy(after, { fails: true });
    expect(await goBack(before, after)).toMatchObject({ Status: 'SUCCESS', Data: { Deployment: number } });
    expect((await register.all()).map((one) => one.deployment)).toEqual([9, Number(number)]);
  });

  test('goes back to the latest deployment of its catalogue', async () => {
    const { deploy, goBack } = stackOver();
    for (const deployed of [spring, summer, spring]) await deploy(deployed);
    await deploy(autumn, { fails: true });
    expect(await goBack(spring, autumn)).toMatchObject({ Data: { Deployment: '3' } });
  });

  test('is followed by a higher number, also for the catalogue that failed', async () => {
    const { deploy } = stackOver();
    await deploy(spring);
    await deploy(summer, { fails: true });
    expect([await deploy(summer), await deploy(spring)]).toEqual(['3', '4']);
  });

  test('is told from a deployment by the status of the stack alone', async () => {
    const { deploy, isRollingBack } = stackOver();
    await deploy(spring);
    expect(isRollingBack).not.toHaveBeenCalled();
    await deploy(summer);
    expect(isRollingBack.mock.calls).toEqual([['stack-1']]);
    isRollingBack.mockResolvedValueOnce(true);
    expect(await deploy(spring)).toBe('1');
  });

  test('leaves what it went back to free to be deployed with other code', async () => {
    const { deploy, ask } = stackOver();
    const [before, after] = [
      { ...spring, deployment: 4 },
      { ...summer, deployment: 5 },
    ];
    await deploy(before);
    await deploy(after, { fails: true });
    // Another release of Patron may give the gate a property that it did not have before.
    expect(await ask(requestFor(before, before))).toMatchObject({ Status: 'SUCCESS', Data: { Deployment: '4' } });
  });
});

describe('the answer to CloudFormation', () => {
  test('has what it needs to find the request, and the number as an attribute', async () => {
    const { put, ask } = stackOver();
    const event = eventOf('Create', 'request-1', { ResourceProperties: propertiesOf(spring) });
    expect(await ask(event)).toEqual({
      Status: 'SUCCESS',
      StackId: 'stack-1',
      RequestId: 'request-1',
      LogicalResourceId: 'Admitted',
      PhysicalResourceId: 'deployment-gate',
      Data: { Deployment: '1' },
    });
    expect(put.mock.calls.map(([url]) => url)).toEqual(['https://answer.test/here']);
  });

  test('to a deletion touches nothing', async () => {
    const { table, ask } = stackOver();
    const event = eventOf('Delete', 'request-1', { ResourceProperties: propertiesOf(spring) });
    const answer = await ask(event);
    expect(answer).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'deployment-gate' });
    expect(table.calls).toEqual([]);
  });

  test('comes whatever fails, and is never longer than CloudFormation takes', async () => {
    listen();
    const { table, ask, bodies, isRollingBack } = stackOver();
    isRollingBack.mockRejectedValueOnce(new Error('Rate exceeded'));
    const unknown = await ask(requestFor(summer, spring));
    expect(unknown).toMatchObject({
      Status: 'FAILED',
      Reason: 'Cannot learn which deployment is the latest: Error: Rate exceeded',
    });
    table.interrupt = () => {
      throw new Error('x'.repeat(10_000));
    };
    expect(await ask(requestFor(summer))).toMatchObject({ Status: 'FAILED' });
    expect(Math.max(...bodies.map((body) => Buffer.byteLength(body)))).toBeLessThan(4096);
  });

  test('is a failure where others take each number first', async () => {
    listen();
    const { table, register, ask } = stackOver();
    let taken = 0;
    table.interrupt = async ({ name, input }, proceed) => {
      const isOwn = name === 'put' && !JSON.stringify(input).includes('other-');
      if (isOwn)
        await register.add({ deployment: (taken += 1), catalogue: `other-${taken}`, request: `other-${taken}` });
      return proceed();
    };
    expect(await ask(requestFor(spring))).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('Cannot register a deployment: others took its number 3 times'),
    });
  });

  test('that cannot be put fails the invocation, so that Lambda calls again', async () => {
    listen();
    const { put, ask } = stackOver();
    put.mockRejectedValueOnce(new Error('no route'));
    await expect(ask(requestFor(spring))).rejects.toThrow('Cannot finish the invocation');
  });

  test('counts and logs a refusal', async () => {
    const { metrics, logged } = listen();
    const { deploy } = stackOver();
    await deploy({ ...spring, deployment: 2 });
    await deploy({ ...spring, deployment: 1 });
    expect(metrics().map(({ DeploymentRefused }) => DeploymentRefused)).toEqual([0, 1, 0]);
    expect(logged().map(({ failure }) => failure)).toMatchObject([
      { name: 'DeploymentRefusedError', message: expect.stringContaining('Cannot deploy 1') },
    ]);
  });
});

describe('rollingBackBy()', () => {
  const stacks = mockClient(CloudFormationClient);
  afterEach(() => stacks.reset());
  const isRollingBack = rollingBackBy(stacks as unknown as CloudFormationClient);

  test.each([
    ['UPDATE_ROLLBACK_IN_PROGRESS', true],
    ['UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS', true],
    ['ROLLBACK_IN_PROGRESS', true],
    ['UPDATE_IN_PROGRESS', false],
    ['CREATE_IN_PROGRESS', false],
    ['UPDATE_COMPLETE_CLEANUP_IN_PROGRESS', false],
  ] as const)('takes %s for one: %s', async (StackStatus, expected) => {
    const stack = { StackName: 'patron', CreationTime: new Date(0), StackStatus };
    stacks.on(DescribeStacksCommand, { StackName: 'stack-1' }).resolves({ Stacks: [stack] });
    expect(await isRollingBack('stack-1')).toBe(expected);
  });
});

describe('the function', () => {
  test('asks the table and CloudFormation, and answers by HTTPS', async () => {
    const table = new MemoryTable();
    const dynamoDb = mockClient(DynamoDBClient);
    dynamoDb.on(QueryCommand).callsFake((input: QueryCommandInput) => table.client.send(new QueryCommand(input)));
    dynamoDb.on(PutItemCommand).callsFake((input: PutItemCommandInput) => table.client.send(new PutItemCommand(input)));
    const stacks = mockClient(CloudFormationClient);
    const stack = {
      StackName: 'patron',
      CreationTime: new Date(0),
      StackStatus: 'UPDATE_ROLLBACK_IN_PROGRESS' as const,
    };
    stacks.on(DescribeStacksCommand, { StackName: 'stack-1' }).resolves({ Stacks: [stack] });
    const put = vi.spyOn(globalThis, 'fetch').mockImplementation(async () => new Response());
    const [Old, New] = [propertiesOf(spring), propertiesOf({ ...summer, deployment: 5 })];
    await invoke(handler, eventOf('Create', 'request-1', { ResourceProperties: New }));
    await invoke(
      handler,
      eventOf('Update', 'request-2', { ResourceProperties: { ...Old, Deployment: '3' }, OldResourceProperties: New }),
    );
    const bodies = put.mock.calls.map(([, request]) => JSON.parse(request?.body as string) as Answer);
    expect(bodies.map(({ Data }) => Data)).toEqual([{ Deployment: '5' }, { Deployment: '3' }]);
    expect(put.mock.calls[0]?.[1]?.method).toBe('PUT');
    put.mockImplementation(async () => new Response('', { status: 403 }));
    listen();
    const again = eventOf('Create', 'request-3', { ResourceProperties: New });
    await expect(invoke(handler, again)).rejects.toThrow('Cannot finish the invocation');
    for (const mock of [dynamoDb, stacks]) mock.restore();
  });
});
