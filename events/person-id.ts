export const personIdPattern = /^[A-Za-z0-9._:@+-]{1,64}$/;

/** Whether a value could be a `customerId` or an `anonymousId`. */
export const isPersonId = (value: unknown): value is string => typeof value === 'string' && personIdPattern.test(value);
