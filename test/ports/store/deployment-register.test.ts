import { describe, expect, test } from 'vitest';
import { noPauses } from '#lib/ports/backoff.ts';
import { allPersons } from '#lib/ports/store/all-persons.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { dynamoDbDeployments } from '#lib/ports/store/dynamodb/registered-deployments.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { noon } from './contract/store-samples.ts';

const registered = (deployment: number, catalogue = `catalogue-${deployment}`) => ({
  deployment,
  catalogue,
  request: `request-${deployment}`,
});

const newRegister = () => {
  const table = new MemoryTable();
  return { table, register: dynamoDbDeployments(table) };
};

describe('DeploymentRegister over DynamoDB', () => {
  test('knows none before the first', async () => {
    expect(await newRegister().register.all()).toEqual([]);
  });

  test('gives all of them, the highest first, in whatever order and however many they are', async () => {
    const { register } = newRegister();
    const numbers = [2, 10, 9, 1, Number.MAX_SAFE_INTEGER, ...Array.from({ length: 100 }, (_, index) => 100 + index)];
    for (const deployment of numbers) expect(await register.add(registered(deployment))).toBe(true);
    const highestFirst = numbers.toSorted((one, other) => other - one);
    expect(await register.all()).toEqual(highestFirst.map((deployment) => registered(deployment)));
  });

  test('gives no number twice', async () => {
    const { register } = newRegister();
    await register.add(registered(3, 'first'));
    expect(await register.add(registered(3, 'second'))).toBe(false);
    expect(await register.all()).toEqual([registered(3, 'first')]);
  });

  test('throws whatever else is wrong with the table', async () => {
    const { table, register } = newRegister();
    table.interrupt = () => {
      throw new Error('down');
    };
    await expect(register.add(registered(1))).rejects.toThrow('down');
    await expect(register.all()).rejects.toThrow('down');
  });

  test('reads what was just written', async () => {
    const { table, register } = newRegister();
    await register.all();
    expect(table.calls).toMatchObject([{ name: 'query', input: { ConsistentRead: true } }]);
  });

  test('has no person, nobody who is due, and nothing that is published', async () => {
    const { table, register } = newRegister();
    await register.add(registered(1));
    const store = dynamoDbStore({ client: table.client, tableName: table.tableName, now: () => noon, ...noPauses });
    expect(await Array.fromAsync(allPersons(store))).toEqual([]);
    expect(await Array.fromAsync(store.due(noon))).toEqual([]);
    expect(table.inserted.map(({ sk }) => sk?.S)).toEqual(['0000000000000001']);
  });
});
