/**
 * The texts that the JSON of most items has in common. Deflate starts with them in its window, so that the first time a
 * name is written costs as little as the second. The most common are at the end, where they are nearest.
 *
 * An item that was packed with a dictionary cannot be read without it, so this one never changes. A better one gets a
 * name and a format of its own, beside this one (`packing.ts`).
 */
const words = [
  // Given traits, and their sources.
  '"psychographic.painPoints":[["psychographic.beliefs":[["psychographic.attitudes":[["psychographic.motivations":[["',
  '"psychographic.personality":[["psychographic.lifestyle":[["psychographic.values":[["psychographic.goals":[["',
  '"psychographic.interests":[["","sales"],"","inferred"],"","social"],"","interview"],"","survey"],"',
  '"demographic.maritalStatus":["demographic.householdSize":["demographic.children":[2,1"demographic.education":["',
  '"demographic.occupation":["demographic.income":[{"amount":,"currency":"EUR"},1"demographic.birthYear":[19',
  '"demographic.birthDate":["19"demographic.gender":["female",1"male",1',
  '"geographic.climate":["geographic.density":["urban",1"preferences.currency":["preferences.language":["en",1',
  '"preferences.channels":[["email","sms","push"],1"custom."consent.analytics":[true,1"consent.marketing":[false,1[true,1',
  '"geographic.postalCode":["geographic.region":["geographic.city":["geographic.country":["GB",1"United Kingdom",1',
  '","CustomerDescribed"],"","ConsentChanged"],"","FeedbackGiven"],"","crm"],"","VisitMade"],"","PurchaseMade"],"',
  // Changes.
  '"origin":"erasure","origin":"merge","origin":"backfill","cause":{"catalogue":"',
  ' uniqueCount  notFollowedBy  followedBy  each items avg min max sum of total >= within P365D within P180D within P90D',
  ' within P60D within P7D"observed":"approximate":true,PurchaseRefunded, times >= VisitMade PurchaseMade within P30D, times >= 1"',
  '"condition":"segment  contains "condition":"geographic.country eq "GB"rfm.monetary rfm.frequency rfm.recency demographic.age',
  'feedback.satisfaction feedback.nps orders.refundRate orders.discountShare orders.averageGapDays visits.count visits.lastAt',
  'orders.average orders.revenue orders.firstAt orders.count gte orders.lastAt newerThan P30D olderThan P60D"',
  '"path":"any.0","path":"all.0.not","path":"all.2","path":"all.1","path":"all.0","path":"when","',
  '"traits":{"categories.top":"","orders.firstAt":"20","orders.revenue":"orders.count":1,"orders.lastAt":"20',
  ':00.000Z","origin":"timer","cause":{"dueAt":"20","origin":"live","cause":{"eventId":"',
  '"changes":[{"decidedAt":"2026-","instants":[{"effectiveAt":"2026-"},"segments":["],"consent":{},"consent":{"marketing":true},',
  '"nextReviewAt":null,"nextReviewAt":"2026-0","changes":[{"sequence":1,"status":"entered","segment":{"key":"","name":"',
  '","definitionHash":"},"because":[{"path":"when","condition":""holds":true},{"path":"holds":false}],"enteredAt":"2026-',
  '"traits":{}}]}]},{"sequence":1,"status":"exited","segment":{"key":"',
  // Events as they arrived.
  '{"detail-type":"IdentityLinked","source":"shop.{"detail-type":"CustomerDescribed","source":"shop.crm","detail":{"',
  '"kind":"review","score":5,"scale":{"min":1,"max":5},"text":""topics":["delivery","price","quality"],"answers":{"',
  '"via":"crm","traits":{"demographic":{"geographic":{"psychographic":{"preferences":{"reason":"amount":"discount":0,"couponCode":"',
  '{"detail-type":"VisitMade","source":"shop.web","detail":{"eventId":"occurredAt":"2026-"anonymousId":"customerId":"',
  '"action":"page","action":"product","action":"search","action":"cart","action":"checkout","sessionId":"device":"mobile","path":"/',
  '"durationSeconds":"searchTerm":"referrer":"https://www."campaign":{"source":"newsletter","medium":"email","name":"place":{"country":"',
  '{"detail-type":"PurchaseMade","source":"shop.checkout","detail":{"currency":"GBP","EUR","USD","orderId":"total":"channel":"web",',
  '"shipTo":{"country":"GB","region":"city":"postalCode":""}}}"items":[{"sku":""name":"","category":""quantity":1,"unitPrice":9},{"sku":"',
  // The profile.
  '"feedback":{"count":1,"scores":[1,1],"nps":[10,1"other":{"EUR":[1,"joined":true,"open":[[1"a":17,"b":17',
  ',"tallies":{"topics":[["searches":[["channels":[["web",1]],"devices":[["mobile",1],["desktop",1],["tablet",1]],"categories":[["',
  '"visits":{"count":1,"firstAt":17,"lastAt":17,"sessions":""}},"measures":{"',
  ']],"events":[["{"state":{"clock":17,"sequence":1,"nextReviewAt":null,"nextReviewAt":17,"catalogue":"","deployment":1,"memberships":{"',
  '"profile":{"given":{},"tallies":{},"firstSeenAt":17,"lastSeenAt":17,"orders":{"count":1,"discounted":0,"gross":1,"refunded":0,"firstAt":17,"lastAt":17}},"measures":{"',
];

/** The first dictionary. */
export const firstDictionary: Buffer = Buffer.from(words.join(''));
