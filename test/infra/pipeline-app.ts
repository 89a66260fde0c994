import { App, PermissionsBoundary, Stage, Tags } from 'aws-cdk-lib';
import { Patron } from '#infra/patron.ts';

/** A user of the construct: a stage of a pipeline, with an account of its own, a boundary for every role, and a tag. */
class ShopStage extends Stage {
  constructor(scope: App, id: string) {
    super(scope, id, {
      env: { account: '123456789012', region: 'eu-central-1' },
      permissionsBoundary: PermissionsBoundary.fromName('company-boundary'),
    });
    const { stateless } = new Patron(this, 'Patron', {
      name: 'shop',
      catalogue: 'default',
      producers: [],
      keep: false,
    });
    Tags.of(this).add('owner', stateless.stackName);
  }
}

const app = new App({ context: { 'aws:cdk:bundling-stacks': ['**'] } });
const { node } = new ShopStage(app, 'Production');
app.synth();
process.stdout.write(node.path);
