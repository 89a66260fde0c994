import { factId } from '../fact-id.ts';
import type { Told } from '../adapter.ts';
import { toldOf, type Call } from './call.ts';

/** Segment Consent Preference Updated: what the person allows, category by category. */
export const consentUpdated = (call: Call): readonly Told[] => {
  const preferences = call.payload.part('context').part('consent').part('categoryPreferences');
  return preferences.names.flatMap((category) => {
    const granted = preferences.raw(category);
    if (typeof granted !== 'boolean') return [];
    const eventId = factId('segment.consent', category, call.messageId);
    return [toldOf(call, 'ConsentChanged', { eventId, purpose: category.toLowerCase(), granted })];
  });
};

/** Unsubscribed: no more marketing. */
export const unsubscribed = (call: Call): readonly Told[] => [
  toldOf(call, 'ConsentChanged', { purpose: 'marketing', granted: false }),
];
