import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  Mfa,
  OAuthScope,
  UserPool,
  UserPoolClientIdentityProvider,
  type UserPoolClient,
  type UserPoolDomain,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { returnPath } from '#lib/tools/console/sign-in-settings.ts';
import { acknowledge } from '../checks/acknowledge.ts';

/** What people may be; a program has a principal of AWS, and its segments are listed with it. */
const groups = ['support', 'marketing', 'operator'];

/** The shortest that Cognito takes, too, for the token by which others are renewed. */
const session = Duration.hours(1);

const lifetimes = {
  accessTokenValidity: session,
  idTokenValidity: session,
  refreshTokenValidity: session,
  preventUserExistenceErrors: true,
};

/**
 * The people who may ask the HTTP API: nobody signs up by themselves, everybody has a second factor, and a session ends after an hour.
 * It goes with its stack: it holds the shop's own people, who can be invited again, and no customers.
 */
export class ApiUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  readonly #name: string;

  constructor(scope: Construct, id: string, { name: userPoolName }: { readonly name: string }) {
    super(scope, id);
    this.#name = userPoolName;
    this.pool = new UserPool(this, 'Pool', {
      userPoolName,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    for (const group of groups) this.addGroup(group);
    this.client = this.addClient(userPoolName);
    acknowledge(this.pool, {
      'AwsSolutions::AwsSolutions-COG3':
        'Threat protection is paid for by the user; a second factor is required of all',
      'AwsSolutions::AwsSolutions-COG8': 'The plan with threat protection is paid for by the user',
    });
  }

  /** Gives it pages to sign in on. Their address is one of all accounts' of the region. */
  addPages(): UserPoolDomain {
    return this.pool.addDomain('Pages', { cognitoDomain: { domainPrefix: `${this.#name}-${Aws.ACCOUNT_ID}` } });
  }

  /**
   * Adds the client of a page: it comes back with a code, which it exchanges with the proof that it asked for it (PKCE).
   *
   * @param url - of the page, without a slash at the end.
   */
  addPageClient(url: string): UserPoolClient {
    return this.pool.addClient('ConsoleClient', {
      userPoolClientName: `${this.#name}-console`,
      generateSecret: false,
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${url}${returnPath}`],
        logoutUrls: [`${url}/`],
      },
      ...lifetimes,
    });
  }

  private addGroup(groupName: string): CfnUserPoolGroup {
    return new CfnUserPoolGroup(this, groupName, { userPoolId: this.pool.userPoolId, groupName });
  }

  /** For programs that run where everybody can read them, such as a page: it has no secret. */
  private addClient(userPoolClientName: string): UserPoolClient {
    return this.pool.addClient('Client', {
      userPoolClientName,
      generateSecret: false,
      authFlows: { userSrp: true, userPassword: true },
      disableOAuth: true,
      ...lifetimes,
    });
  }
}
