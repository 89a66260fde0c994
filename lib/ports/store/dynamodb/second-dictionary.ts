import { firstDictionary } from './dictionary.ts';

/**
 * What profiles have in common beside the words of the first dictionary: the traits that shops know of most people, the keys of the
 * segments of the default catalogue, and the ids of their measures, which other catalogues have where they measure the same.
 * It is a copy of them, since it never changes either.
 */
const words = [
  // Memberships.
  '"new-customers":17,"active-customers":17,"lapsing-customers":17,"lapsed-customers":17,"lapsing-regulars":17,',
  '"won-back-customers":17,"one-time-buyers":17,"regulars":17,"morning-shoppers":17,"weekend-shoppers":17,',
  '"silent-for-twice-their-gap":17,"several-shopping-days":17,"big-spenders":17,"net-big-spenders":17,"large-baskets":17,',
  '"discount-hunters":17,"full-price-buyers":17,"category-lovers":17,"frequent-refunders":17,"recent-visitors":17,',
  '"window-shoppers":17,"cart-abandoners":17,"looked-and-did-not-buy":17,"searchers":17,"multi-device-shoppers":17,',
  '"promoters":17,"detractors":17,"delivery-trouble":17,"young-adults":17,"over-60s":17,"warm-climates":17,',
  '"outdoor-enthusiasts":17,"birthday-soon":17,"renewals-coming-up":17,"gift-buyers":17,"hold-out":17,"champions":17,',
  '"cannot-lose-them":17,"unhappy-big-spenders":17,"green-families":17,"newsletter":17}',
  // Measures.
  '"GFkS9nzz":[[17],"vCKW-nyp":[[17],"REleAcdW":[[17],"WfoTGcMP":[[17],"Rr6pkmfJ":[[17],"0igk22eq":[[17],"frlZH9PF":[[17],',
  '"xK0ni-bL":[[17],"aMtfG2LS":[[17],"AVSKKKCD":[[17],"OQGyhNpe":[[17],"ksKKoNjf":[[17],"6zgChrYR":[[17],"fsB71RbW":[[17],',
  '"rCWKkGSY":[[17],"gNEyO10j":[[17],"fA-k52WC":[[17],"DuqMwDbj":[[17],"mroVBV4T":[[17],"dy7phG5X":[[17],',
  // Given traits.
  '"custom."consent.marketing":[true,17"preferences.language":["en",17"demographic.householdSize":[2,17',
  '"demographic.children":[1,17"geographic.postalCode":["","PurchaseMade"],"geographic.city":["","VisitMade"],',
  '"geographic.country":["GB",17","VisitMade"],"geographic.region":["England",17',
  // The rest of a profile.
  '"feedback":{"count":1,"scores":[5,1],"nps":[9,17"topics":[["tallies":{"devices":[["mobile",1],["desktop",1]],',
  '"categories":[["searches":[["channels":[["web",1]]},"firstSeenAt":17,"lastSeenAt":17,',
  '"visits":{"count":1,"firstAt":17,"lastAt":17,"sessions":"},',
  '"orders":{"count":1,"discounted":0,"gross":1,"refunded":0,"firstAt":17,"lastAt":17,"days":[20]}},',
  '"measures":{"":{"a":{"rows":[[17,"\\"]]},"b":{"rows":[]}}},"applied":1,"id":""},"events":[["',
];

/** The second dictionary: the first one, and behind it, where it is nearest, what it lacks. */
export const secondDictionary: Buffer = Buffer.concat([firstDictionary, Buffer.from(words.join(''))]);
