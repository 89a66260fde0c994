import { latestBuyers, type ReadBuyers } from '#lib/use-cases/insight/pass/gathered-buyers.ts';
import { outputsOfTable } from '../input/outputs-of-table.ts';
import type { FitValues } from './fit-options.ts';

const scanInstead = '--scan reads everybody, and prints first what that costs';

const refusal = (table: string, reason: string): Error =>
  new Error(`Cannot fit ${table} from what its last pass gathered: ${reason}, or ${scanInstead}`);

/** @throws {Error} for what a pass does not gather. */
export const refuseUngathered = ({ 'as-of': asOf, spend }: Pick<FitValues, 'as-of' | 'spend'>): void => {
  const option = asOf === undefined ? '--spend repeat' : '--as-of';
  if (asOf === undefined && spend !== 'repeat') return;
  throw new Error(`Cannot use ${option} without --scan: the last pass gathered all orders up to when it read them`);
};

/**
 * Reads what the last pass over a table gathered. The SDK is loaded only here, since most commands need none.
 *
 * @throws {Error} where no pass has gathered anything, in one line that says what to do.
 */
export const gatheredIn = async (table: string): Promise<ReadBuyers> => {
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { s3Objects } = await import('#lib/ports/objects/s3-objects.ts');
  const bucketName = (await outputsOfTable(table)).get('InsightBucketName');
  if (bucketName === undefined)
    throw refusal(table, 'no deployment of it keeps insight: deploy it with "insight": "weekly"');
  const gathered = await latestBuyers(s3Objects({ client: new S3Client({ forcePathStyle: true }), bucketName }));
  if (gathered === undefined)
    throw refusal(table, 'no pass has gathered orders there: start one as docs/insight.md says');
  return gathered;
};
