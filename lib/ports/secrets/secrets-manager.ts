import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ReadSecret } from './kept-secrets.ts';

/** Reads secrets of Secrets Manager that are texts. */
export const secretsManager =
  (client: SecretsManagerClient): ReadSecret =>
  async (name) => {
    const { SecretString: text } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    if (text !== undefined) return text;
    throw new TypeError(`Cannot read the secret ${name} as a text: current value is bytes`);
  };
