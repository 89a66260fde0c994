/** The name of a computed trait of the shop's own. */
export const computedName = /^[A-Za-z][A-Za-z0-9_]{0,39}$/;

/** The path of such a trait. */
export const computedPath = /^computed\.([A-Za-z][A-Za-z0-9_]{0,39})$/;

/** The path of the trait that draws a number for everyone. */
export const bucketPath = /^bucket\.([A-Za-z0-9_-]{1,40})$/;
