/** The source of events that people who support customers put. */
export const supportSource = 'support';
