import { readEnvironment, type Environment, type VariableName } from './environment.ts';
import { telemetry, type Telemetry } from './telemetry.ts';
import { wall } from './wall.ts';

/** The parts that every function is built with: the real clock, pauses, ids and trace, logger and metrics. */
type Runtime = typeof wall & Telemetry;

interface StartProps<Name extends VariableName, Handler> {
  /** The function's name: the `service` of its log lines and metrics. */
  readonly service: string;
  /** The variables that it reads. */
  readonly needs: readonly Name[];
  readonly build: (environment: Environment<Name>, runtime: Runtime) => Handler;
}

/**
 * Builds a handler from the environment, once, as the function starts.
 *
 * @throws {EnvironmentError} when a variable is missing or has a wrong form.
 */
export const start = <Name extends VariableName, Handler>({
  service,
  needs,
  build,
}: StartProps<Name, Handler>): Handler => {
  const environment = readEnvironment(needs);
  const { DEPLOYMENT: deployment }: Partial<Environment<'DEPLOYMENT'>> = environment;
  const { PATRON_NAME: name } = readEnvironment(['PATRON_NAME']);
  return build(environment, { ...wall, ...telemetry(service, { name, deployment }) });
};
