import { App } from 'aws-cdk-lib';
import { leaveOutForEmulator } from '#infra/emulator.ts';
import { Patron } from '#infra/patron.ts';
import { jsonIn } from '#infra/settings/json-file.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import { Subscribers } from '../../docs/snippets/cdk/subscribers.ts';

/** The ready subscribers of docs/campaigns.md, of a deployment on the local AWS. */
const app = new App();
const patron = new Patron(app, 'Patron', {
  name: 'ready',
  catalogue: jsonIn('test/deploy/catalogue.json', 'a catalogue') as CatalogueSource,
  producers: [],
  keep: false,
});
const subscribers = new Subscribers(app, 'Ready', {
  patron,
  segments: ['buyers'],
  webhookUrl: String(process.env['WEBHOOK_URL']),
  webhookSecrets: String(process.env['WEBHOOK_SECRETS']),
  // In the checkout the package is its sources, and the local AWS brings no SDK for them.
  bundling: { bundleAwsSDK: true, esbuildArgs: { '--conditions': 'patron-source' } },
});
for (const part of [patron, subscribers]) leaveOutForEmulator(part);
app.synth();
