import { App } from 'aws-cdk-lib';
import { addChecks } from './checks/checks.ts';
import { addPatron } from './patron.ts';

const app = new App();
for (const name of addPatron(app).leftOut) process.stderr.write(`Left out for the emulator: ${name}\n`);
addChecks(app);
app.synth();
