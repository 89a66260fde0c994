import { expect, test } from 'vitest';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { noPauses } from '#lib/ports/backoff.ts';
import { dynamoDbStore } from '#lib/ports/store/dynamodb/dynamodb-store.ts';
import { reviewCustomer } from '#lib/use-cases/review/review-customer.ts';
import { updateCustomer } from '#lib/use-cases/update/update-customer.ts';
import { MemoryTable } from '#test/support/memory-table.ts';
import { arrivalOf, catalogueJson, embedded, minuteMs, noon, purchase } from './given.ts';

const spenders = { key: 'spenders', when: { trait: 'orders.revenue', is: { gte: 1 } } };
const changed = compile({ ...catalogueJson, segments: [...catalogueJson.segments, spenders] }, 2);

test('reviewCustomer() records, when it comes again, what it had committed before it ended', async () => {
  const table = new MemoryTable();
  const { client, tableName } = table;
  const store = dynamoDbStore({ client, tableName, now: () => noon, ...noPauses });
  await updateCustomer(embedded({ store }).deps, 'C#ada', [arrivalOf(purchase({ customerId: 'ada' }))]);
  const { deps } = embedded({ store, catalogue: changed });
  const review = () => reviewCustomer(deps, 'C#ada', { at: noon + minuteMs });
  const calm = table.interrupt;
  table.interrupt = ({ name, input }, proceed) => {
    if (name === 'put' && JSON.stringify(input).includes('"CHANGE#')) throw new Error('The process ends');
    return proceed();
  };
  await expect(review()).rejects.toThrow('The process ends');
  table.interrupt = calm;
  await review();
  const rows = table.items().flatMap(({ sk }) => (sk?.S?.startsWith('CHANGE#') ? [sk.S] : []));
  expect(rows).toEqual(['CHANGE#000000000001', 'CHANGE#000000000003']);
});
