import { canaryId } from '#events/canary.ts';
import { customerKey, type PersonKey } from './person.ts';

/** The made-up person by whom a deployment tries itself out. */
export const canaryPerson: PersonKey = customerKey(canaryId);

/** Whether a person is made up, and so counts nowhere and is told to no campaign. */
export const isCanary = (person: PersonKey): boolean => person === canaryPerson;
