import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '#test/support/folder.ts';
import { catalogueJson } from '#test/use-cases/given.ts';

/** Imported before a function, since a function reads its environment when it starts. */
const file = join(newFolder(), 'catalogue.json');
writeFileSync(file, JSON.stringify(catalogueJson));

/** Who may ask the HTTP API. */
const access = join(newFolder(), 'access.json');
const mailer = { role: 'campaign', segments: ['buyer'] };
writeFileSync(
  access,
  JSON.stringify({
    rolesClaim: 'cognito:groups',
    principals: { 'arn:aws:iam::123456789012:role/teams/Mailer': mailer },
  }),
);

Object.assign(process.env, {
  AWS_REGION: 'us-east-1',
  TABLE_NAME: 'patron',
  BUCKET_NAME: 'patron-insight',
  RESULTS_BUCKET_NAME: 'patron-insight',
  MEMBERS_TABLE_NAME: 'patron-members',
  BUS_NAME: 'patron-bus',
  GUARDS_TABLE_NAME: 'patron-guards',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/intake.fifo',
  DEAD_LETTERS_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/dead-letters.fifo',
  SLOW_QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/slow.fifo',
  DEPLOYMENT: '7',
  SOURCES: 'arn:aws:sqs:us-east-1:000000000000:shop shopify',
  HOOKS: 'shop shopify shop-webhooks https://sqs.us-east-1.amazonaws.com/000000000000/shop',
  WEBHOOKS: 'arn:aws:sqs:us-east-1:000000000000:loyalty https://loyalty.example/hooks loyalty',
  BACKFILL_RATE: '50',
  STATE_MACHINE_ARN: 'arn:aws:states:us-east-1:000000000000:stateMachine:patron-backfill',
  CATALOGUE_FILE: file,
  ACCESS_FILE: access,
  OPENAPI_FILE: 'docs/schemas/openapi.json',
  // Log lines and metrics go through the global console, where a test can read them.
  POWERTOOLS_DEV: 'true',
  POWERTOOLS_METRICS_DISABLED: 'false',
});
