import {
  ApplicationLogLevel,
  type FunctionOptions,
  LoggingFormat,
  SystemLogLevel,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import type { TraceSampling } from '#lib/tools/cost/trace-sampling.ts';
import type { LogLevel } from '../settings/settings.ts';

/** How much of what a function does is written down. */
export interface Observation {
  /** The least that it logs. `INFO` by default. */
  readonly logLevel?: LogLevel | undefined;
  /** What X-Ray traces of it. `producers` by default. */
  readonly traceSampling?: TraceSampling | undefined;
}

const tracings: Readonly<Record<TraceSampling, Tracing>> = {
  producers: Tracing.PASS_THROUGH,
  default: Tracing.ACTIVE,
  off: Tracing.DISABLED,
};

type Observing = Required<
  Pick<FunctionOptions, 'loggingFormat' | 'applicationLogLevelV2' | 'systemLogLevelV2' | 'tracing' | 'environment'>
>;

/**
 * The properties of a function that say what is logged and traced of it.
 *
 * Of Lambda's own lines only those of a run that fails are kept (an error, a timeout, memory that is used up), and all of them at
 * `DEBUG`. Lambda's filter of what a function writes is never above `INFO`: lines of metrics have no level, which counts as `INFO`
 * (AWS, "Log-level filtering"), and a filter above would drop them. The logger itself leaves out what is below the level.
 */
export const observing = ({ logLevel = 'INFO', traceSampling = 'producers' }: Observation): Observing => {
  const isDebugged = logLevel === 'DEBUG';
  return {
    loggingFormat: LoggingFormat.JSON,
    applicationLogLevelV2: isDebugged ? ApplicationLogLevel.DEBUG : ApplicationLogLevel.INFO,
    systemLogLevelV2: isDebugged ? SystemLogLevel.INFO : SystemLogLevel.WARN,
    tracing: tracings[traceSampling],
    environment: logLevel === 'INFO' ? {} : { POWERTOOLS_LOG_LEVEL: logLevel },
  };
};
