import { Temporal } from 'temporal-polyfill';

/** The night from Saturday to Sunday, when the fewest people shop; any year's first Sunday would do. */
const firstSunday = Temporal.PlainDateTime.from('2026-01-04T03:30');

const days = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'];

/**
 * The schedule of every Sunday at half past three in the night, as EventBridge Scheduler takes it, in UTC.
 *
 * By the zone's winter time, all year: by its clock, a week would last an hour more or less twice a year, and CloudWatch looks
 * back over seven days at most to see whether a pass has begun.
 *
 * @param timeZone - an IANA name.
 */
export const weekly = (timeZone: string): string => {
  const { minute, hour, dayOfWeek } = firstSunday.toZonedDateTime(timeZone).withTimeZone('UTC');
  return `cron(${minute} ${hour} ? * ${days[dayOfWeek - 1]} *)`;
};
