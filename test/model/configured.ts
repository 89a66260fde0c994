import { join } from 'node:path';

/** Imported before a function, since a function reads its environment when it starts; the model gives it other parts. */
const file = join(import.meta.dirname, 'no-segments.json');

Object.assign(process.env, {
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  TABLE_NAME: 'patron',
  BUS_NAME: 'patron-bus',
  QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/intake.fifo',
  DEAD_LETTERS_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/dead-letters.fifo',
  SLOW_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/000000000000/slow.fifo',
  DEPLOYMENT: '1',
  BACKFILL_RATE: '2',
  CATALOGUE_FILE: file,
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});
