import { execFileSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { installed, type Emulator } from './emulator.ts';

/** The version of the AWS command line that the pages' commands are run with. */
const requirement = 'awscli==1.46.3';

/** The environment in which `aws` is found, and reaches the emulator. It is installed where that was not done before. */
export const withAws = ({ environment }: Emulator): Readonly<Record<string, string>> => ({
  ...environment,
  PATH: [dirname(installed(requirement, 'aws')), environment['PATH']].join(delimiter),
});

/** Makes `aws` name the endpoint in a shell: for queues it does not look for one in the environment. */
export const namingEndpoint = 'aws() { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@"; }';

/** Runs one command of the AWS command line against the emulator, and gives what it prints. */
export const aws = (emulator: Emulator, ...parameters: readonly string[]): string =>
  execFileSync('aws', [...parameters, '--output', 'text'], { env: withAws(emulator), encoding: 'utf8' });
