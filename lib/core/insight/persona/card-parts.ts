/** The parts of a card in their order, as far as they are read from traits. */
export const cardParts = [
  'demographics',
  'geographics',
  'psychographics',
  'behaviour',
  'painPoints',
  'goals',
  'channels',
] as const;

export type CardPart = (typeof cardParts)[number];

/** Traits with a place of their own on a card, in the order in which it tells them. */
const placed: Readonly<Record<string, CardPart>> = {
  'demographic.age': 'demographics',
  'demographic.gender': 'demographics',
  'demographic.maritalStatus': 'demographics',
  'demographic.householdSize': 'demographics',
  'demographic.children': 'demographics',
  'demographic.education': 'demographics',
  'demographic.occupation': 'demographics',
  'demographic.income.amount': 'demographics',
  'preferences.language': 'demographics',
  'geographic.country': 'geographics',
  'geographic.region': 'geographics',
  'geographic.city': 'geographics',
  'geographic.postalCode': 'geographics',
  'psychographic.painPoints': 'painPoints',
  'psychographic.goals': 'goals',
  'psychographic.motivations': 'goals',
  'searches.top': 'goals',
  'orders.count': 'behaviour',
  'orders.revenue': 'behaviour',
  'orders.average': 'behaviour',
  'orders.averageGapDays': 'behaviour',
  'orders.discountShare': 'behaviour',
  'orders.lastAt': 'behaviour',
  'visits.count': 'behaviour',
  'categories.top': 'behaviour',
  'predicted.alive': 'behaviour',
  'predicted.value365d': 'behaviour',
  'feedback.satisfaction': 'painPoints',
  'feedback.topics': 'painPoints',
  'orders.refundRate': 'painPoints',
  'preferences.channels': 'channels',
  'channels.top': 'channels',
  'devices.top': 'channels',
};

const byPrefix: Readonly<Record<string, CardPart>> = {
  demographic: 'demographics',
  geographic: 'geographics',
  psychographic: 'psychographics',
  consent: 'channels',
};

/** The part of a card that a trait stands in; undefined for one that stands out at most. */
export const cardPartOf = (path: string): CardPart | undefined =>
  Object.hasOwn(placed, path) ? placed[path] : byPrefix[path.slice(0, path.indexOf('.'))];

const order = Object.keys(placed);

const rankOf = (path: string): number => (Object.hasOwn(placed, path) ? order.indexOf(path) : order.length);

/** The order of traits within a part: as they are listed above, others after these and by their names. */
export const byCardOrder = (one: string, other: string): number =>
  rankOf(one) - rankOf(other) || (one < other ? -1 : 1);
