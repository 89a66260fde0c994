import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccountRecovery, CfnUserPoolGroup, Mfa, UserPool, type UserPoolClient } from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { acknowledge } from '../checks/acknowledge.ts';

/** What people may be; a program has a principal of AWS, and its segments are listed with it. */
const groups = ['support', 'marketing', 'operator'];

/** The shortest that Cognito takes, too, for the token by which others are renewed. */
const session = Duration.hours(1);

/**
 * The people who may ask the HTTP API: nobody signs up by themselves, everybody has a second factor, and a session ends after an hour.
 * It goes with its stack: it holds the shop's own people, who can be invited again, and no customers.
 */
export class ApiUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;

  constructor(scope: Construct, id: string, { name: userPoolName }: { readonly name: string }) {
    super(scope, id);
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
      accessTokenValidity: session,
      idTokenValidity: session,
      refreshTokenValidity: session,
      preventUserExistenceErrors: true,
    });
  }
}
