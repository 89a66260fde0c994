import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ConsolePages } from './console-pages.ts';
import { addPageFiles } from './page-files.ts';
import type { Surroundings } from '../worker/worker.ts';
import type { SignIn } from './sign-in.ts';

export interface PatronConsoleProps {
  /** The name of the deployment, its key, and how long its logs are kept. */
  readonly surroundings: Surroundings;
  /** The HTTP API for people. */
  readonly api: HttpApi;
  readonly signIn: SignIn;
}

/** The console of a deployment: its pages, and who signs people in to them. */
export class PatronConsole extends Construct {
  /** Where people open it, without a slash at the end. */
  readonly url: string;
  /** The client as which its pages sign people in; undefined where the shop has an issuer of its own. */
  readonly client: UserPoolClient | undefined;

  constructor(scope: Construct, id: string, { surroundings, api, signIn }: PatronConsoleProps) {
    super(scope, id);
    const { name } = surroundings;
    const { bucket, distribution, url } = new ConsolePages(this, 'Pages', { name, api, issuerOrigin: signIn.origin });
    this.url = url;
    this.client = signIn.clientAt(url);
    addPageFiles(this, { bucket, distribution, surroundings, signIn: signIn.settingsFor(this.client) });
  }
}
