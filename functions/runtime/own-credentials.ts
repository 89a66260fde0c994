import { readEnvironment } from './environment.ts';

const needs = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

/**
 * Replaces, in what is deployed, the SDK's search for credentials. Lambda puts a function's own into its environment, so
 * there is no file, process, sign-in or metadata service to ask, and the clients for these would be a large part of each
 * bundle.
 */
export const defaultProvider = () => async () => {
  const environment = readEnvironment(needs);
  return {
    accessKeyId: environment.AWS_ACCESS_KEY_ID,
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    ...(environment.AWS_SESSION_TOKEN && { sessionToken: environment.AWS_SESSION_TOKEN }),
  };
};
