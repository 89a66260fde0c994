import { onTestFinished, vi } from 'vitest';
import { troubledBus, type Weather } from '#test/tools/emit/troubled-bus.ts';

/** A bus in some weather that commands find as they find a `patron dev`, closed with the test. */
export const busInReach = async (weather?: Weather) => {
  const bus = await troubledBus(weather);
  onTestFinished(() => {
    bus.close();
    vi.unstubAllEnvs();
  });
  vi.stubEnv('AWS_ENDPOINT_URL_EVENTBRIDGE', bus.endpoint);
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'any');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'any');
  return bus;
};
