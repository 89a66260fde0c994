import type { Items } from '../items/items.ts';

/** Words for people in the lowest and the highest fifth; of instants, in the latest and the earliest. Absent where there is no kind one. */
interface Ends {
  readonly lowest?: string;
  readonly highest?: string;
}

const ends: Readonly<Record<string, Ends>> = {
  'orders.revenue': { highest: 'Generous' },
  'orders.average': { lowest: 'Thrifty', highest: 'Lavish' },
  'orders.count': { lowest: 'Occasional', highest: 'Loyal' },
  'orders.averageGapDays': { lowest: 'Frequent', highest: 'Patient' },
  'orders.discountShare': { highest: 'Bargain-hunting' },
  'orders.refundRate': { highest: 'Choosy' },
  'orders.firstAt': { lowest: 'New', highest: 'Longtime' },
  'orders.lastAt': { lowest: 'Active', highest: 'Dormant' },
  'visits.count': { highest: 'Curious' },
  'feedback.satisfaction': { lowest: 'Disappointed', highest: 'Happy' },
  'feedback.nps': { lowest: 'Disappointed', highest: 'Happy' },
  'demographic.age': { lowest: 'Young', highest: 'Mature' },
  'demographic.householdSize': { highest: 'Family' },
  'demographic.income.amount': { highest: 'Wealthy' },
  'predicted.value365d': { highest: 'Promising' },
};

/** Traits whose values are words for people. */
const worded: ReadonlySet<string> = new Set([
  'categories.top',
  'devices.top',
  'channels.top',
  'preferences.channels',
  'demographic.occupation',
  'geographic.city',
  'psychographic.interests',
  'psychographic.lifestyle',
  'psychographic.personality',
  'psychographic.values',
]);

const longest = 24;

/** A value as a word before a name: `Home decor` for `home_decor`; undefined for one that is too long, or no word. */
const wordOf = (value: string): string | undefined => {
  const word = value.replaceAll(/[\s_]+/g, ' ').trim();
  if (word.length > longest || !/^\p{L}/u.test(word)) return undefined;
  return word.charAt(0).toLocaleUpperCase('en') + word.slice(1);
};

const band = /^(number|ago):(\d+)$/;

const wordOfEnd = ({ lowest, highest }: Ends, place: number, last: number): string | undefined => {
  if (place === 0) return lowest;
  return place === last ? highest : undefined;
};

/** The word for people who have an item; undefined for one that makes no name, such as any fifth but the lowest and the highest. */
export const adjectiveOf = (items: Items, trait: string, key: string): string | undefined => {
  const [, form, place] = band.exec(key) ?? [];
  if (form !== undefined) {
    const limits = items[trait]?.[form as 'number' | 'ago'] ?? [];
    return wordOfEnd(ends[trait] ?? {}, Number(place), limits.length);
  }
  // The key of a text begins with a quote.
  return worded.has(trait) && key.startsWith('"') ? wordOf(JSON.parse(key) as string) : undefined;
};
