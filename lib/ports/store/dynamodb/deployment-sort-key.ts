/** Digits of the highest number that a deployment can have. */
const digits = String(Number.MAX_SAFE_INTEGER).length;

/** The sort key of what is kept for a deployment: sort keys are in the order of numbers. */
export const deploymentSortKey = (deployment: number): string => String(deployment).padStart(digits, '0');
