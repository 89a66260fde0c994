import { execFileSync } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { commandTimeoutMs, installed, type Emulator } from '#infra/local/emulator.ts';

/** The version of the AWS command line that the pages' commands are run with. */
const requirement = 'awscli==1.46.3';

/** The environment in which `aws` is found, and reaches the emulator. It is installed where that was not done before. */
export const withAws = ({ environment }: Emulator): Readonly<Record<string, string>> => ({
  ...environment,
  PATH: [dirname(installed(requirement, 'aws')), environment['PATH']].join(delimiter),
});

/**
 * Makes `aws` name the endpoint in a shell, since for queues it does not look for one in the environment, and ask for what stays as it
 * was deployed, stacks and parameters, once: the answers are kept in a folder.
 */
export const askingIn = (folder: string): string => `
aws() {
  case "$1" in
    cloudformation | ssm)
      local answer="${folder}/$(printf '%s' "$AWS_ENDPOINT_URL $*" | cksum | tr ' ' '-')"
      [ -f "$answer" ] || { command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@" > "$answer.new" && mv "$answer.new" "$answer"; }
      cat "$answer" ;;
    *) command aws --endpoint-url "$AWS_ENDPOINT_URL" "$@" ;;
  esac
}`;

/** Runs one command of the AWS command line against the emulator, and gives what it prints. */
export const aws = (emulator: Emulator, ...parameters: readonly string[]): string =>
  execFileSync('aws', [...parameters, '--output', 'text'], {
    env: withAws(emulator),
    encoding: 'utf8',
    timeout: commandTimeoutMs,
  });
