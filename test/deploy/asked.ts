import { clientSettings, type Emulator } from '#infra/local/emulator.ts';

/** A credential of AWS, by which the local AWS knows who calls. It checks no signature. */
interface Credential {
  readonly accessKeyId: string;
  readonly sessionToken?: string;
}

/** The header of a request that is signed; the signature itself is nobody's to check here. */
const signedBy = ({ accessKeyId, sessionToken }: Credential, service: string): Record<string, string> => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20261130/us-east-1/${service}/aws4_request, SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
  ...(sessionToken !== undefined && { 'x-amz-security-token': sessionToken }),
});

const root: Credential = { accessKeyId: 'test' };

const textOf = async (response: Response): Promise<string> => {
  const text = await response.text();
  if (response.ok) return text;
  throw new Error(`Cannot prepare who asks: current status is ${response.status}, ${text.slice(0, 500)}`);
};

/** Calls an action of IAM or STS. */
const query = async (emulator: Emulator, service: 'iam' | 'sts', form: Record<string, string>): Promise<string> =>
  textOf(
    await fetch(clientSettings(emulator).endpoint, {
      method: 'POST',
      headers: { ...signedBy(root, service), 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    }),
  );

const elementIn = (xml: string, name: string): string => {
  const found = new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)?.[1];
  if (found === undefined) throw new Error(`Cannot find ${name}: current answer is ${xml.slice(0, 500)}`);
  return found;
};

/** Makes a role and takes it: the headers of a program that has it. */
export const programAs = async (emulator: Emulator, role: string): Promise<Record<string, string>> => {
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  const made = await query(emulator, 'iam', {
    Action: 'CreateRole',
    Version: '2010-05-08',
    RoleName: role,
    AssumeRolePolicyDocument,
  });
  const taken = await query(emulator, 'sts', {
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: elementIn(made, 'Arn'),
    RoleSessionName: 'session-1',
  });
  const [accessKeyId, sessionToken] = [elementIn(taken, 'AccessKeyId'), elementIn(taken, 'SessionToken')];
  return signedBy({ accessKeyId, sessionToken }, 'execute-api');
};

/** Calls an action of Cognito. */
const cognito = async (emulator: Emulator, action: string, input: object): Promise<unknown> =>
  JSON.parse(
    await textOf(
      await fetch(clientSettings(emulator).endpoint, {
        method: 'POST',
        headers: {
          ...signedBy(root, 'cognito-idp'),
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `AWSCognitoIdentityProviderService.${action}`,
        },
        body: JSON.stringify(input),
      }),
    ),
  );

interface Pool {
  readonly poolId: string;
  readonly clientId: string;
}

/** Invites somebody, puts them into groups, and signs them in: the headers of their requests. */
export const userIn = async (
  emulator: Emulator,
  { poolId: UserPoolId, clientId: ClientId }: Pool,
  groups: readonly string[],
): Promise<Record<string, string>> => {
  const Username = `${groups.join('-') || 'nobody'}@shop.example`;
  const Password = 'A-long-Passw0rd';
  const user = { UserPoolId, Username };
  await cognito(emulator, 'AdminCreateUser', { ...user, UserAttributes: [{ Name: 'email', Value: Username }] });
  await cognito(emulator, 'AdminSetUserPassword', { ...user, Password, Permanent: true });
  for (const GroupName of groups) await cognito(emulator, 'AdminAddUserToGroup', { ...user, GroupName });
  const signedIn = (await cognito(emulator, 'InitiateAuth', {
    ClientId,
    AuthFlow: 'USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: Username, PASSWORD: Password },
  })) as { readonly AuthenticationResult?: { readonly AccessToken: string } };
  const token = signedIn.AuthenticationResult?.AccessToken;
  if (token === undefined) throw new Error(`Cannot sign in: current answer is ${JSON.stringify(signedIn)}`);
  return { authorization: `Bearer ${token}` };
};

/** An answer of the HTTP API. */
interface Answered {
  readonly status: number;
  readonly text: string;
}

/** Asks the HTTP API at a URL, by the path under which the local AWS has it. */
export const askerOf = (emulator: Emulator) => {
  return async (url: string, route: string, headers: Record<string, string> = {}): Promise<Answered> => {
    const [method = '', path = ''] = route.split(' ');
    const [apiId = ''] = new URL(url).host.split('.');
    const body = method === 'POST' ? '{}' : null;
    const asked = `${clientSettings(emulator).endpoint}/_aws/execute-api/${apiId}/$default${path}`;
    const response = await fetch(asked, { method, headers, body, redirect: 'manual' });
    return { status: response.status, text: await response.text() };
  };
};
