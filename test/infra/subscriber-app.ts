import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { leaveOutForEmulator } from '#infra/emulator.ts';
import { Patron } from '#infra/patron.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';

import { jsonIn } from '#infra/settings/json-file.ts';

/** Another project: it has a deployment of Patron in it, and a function that logs the changes which it is handed. */
const app = new App();
const patron = new Patron(app, 'Patron', {
  name: 'subscribed',
  catalogue: jsonIn('test/deploy/catalogue.json', 'a catalogue') as CatalogueSource,
  producers: [],
  keep: false,
});
const campaigns = new Stack(app, 'Campaigns');
const handler = new LambdaFunction(campaigns, 'Mail', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  timeout: Duration.seconds(10),
  code: Code.fromInline(
    'exports.handler = async ({ Records }) => { for (const { body } of Records) console.log("handed " + body); return { batchItemFailures: [] }; };',
  ),
});
patron.subscribe('Mailer', { segments: ['buyers'], handler });
leaveOutForEmulator(app);
app.synth();
