import { App, Duration, Stack } from 'aws-cdk-lib';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Patron, type PatronProps } from 'patron/cdk';
import { catalogue, performed, segment } from 'patron/segments';

const settings: PatronProps = {
  name: 'shop',
  catalogue: catalogue({ currency: 'EUR', segments: [segment({ key: 'buyers', when: performed('PurchaseMade') })] }),
  producers: [],
};

const app = new App({ outdir: 'cdk.out' });
const patron = new Patron(app, 'Patron', settings);
const handler = new Function(new Stack(app, 'Campaigns'), 'Mail', {
  runtime: Runtime.NODEJS_24_X,
  handler: 'index.handler',
  timeout: Duration.seconds(10),
  code: Code.fromInline('exports.handler = async () => {};'),
});
patron.subscribe('Mailer', { segments: ['buyers'], handler });
app.synth();
