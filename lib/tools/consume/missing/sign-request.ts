import { createHash, createHmac } from 'node:crypto';

/** Keys of AWS: of a role, a user or a session. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** By whom, for where and when a request is signed. */
export interface Signing {
  readonly region: string;
  /** By default those that the SDK finds: of the Lambda function, the container, the environment or the profile. */
  readonly credentials?: Credentials | (() => Promise<Credentials>) | undefined;
  readonly now: () => Date;
}

/** Texts and bytes, as the signer hands them over. */
type Data = string | ArrayBuffer | ArrayBufferView;

const bytesOf = (data: Data): Uint8Array => {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
};

/** SHA-256 of Node in the form that the signer takes, keyed where there is a secret. */
class Sha256 {
  #hash: ReturnType<typeof createHash> | ReturnType<typeof createHmac>;
  readonly #start: () => ReturnType<typeof createHash> | ReturnType<typeof createHmac>;

  constructor(secret?: Data) {
    this.#start = () => (secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret)));
    this.#hash = this.#start();
  }

  update(data: Data): void {
    this.#hash.update(bytesOf(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    this.#hash = this.#start();
  }
}

/** The packages of the SDK are loaded by those alone who sign. */
const found = async (): Promise<() => Promise<Credentials>> => {
  const { defaultProvider } = await import('@aws-sdk/credential-provider-node');
  return defaultProvider();
};

/** What is signed beside the address: a GET without a body unless told. */
interface Signed {
  readonly method?: string;
  readonly body?: string | undefined;
}

/**
 * Makes what signs requests by Signature Version 4, as an HTTP API of API Gateway with IAM checks it.
 *
 * @returns the headers to send.
 */
export const requestSigner = ({ region, credentials, now }: Signing) => {
  const signer = async () => {
    const { SignatureV4 } = await import('@smithy/signature-v4');
    const by = credentials ?? (await found());
    return new SignatureV4({ service: 'execute-api', region, credentials: by, sha256: Sha256 });
  };
  let made: ReturnType<typeof signer> | undefined;
  return async (
    { protocol, hostname, host, pathname, searchParams }: URL,
    { method = 'GET', body }: Signed = {},
  ): Promise<Record<string, string>> => {
    made ??= signer();
    const query = Object.fromEntries(searchParams);
    const request = { method, protocol, hostname, path: pathname, query, headers: { host }, body };
    const { headers } = await (await made).sign(request, { signingDate: now() });
    return headers;
  };
};
