/** The traits that come of a catalogue's topics. */
export const topicTraits: ReadonlySet<string> = new Set(['feedback.topics', 'feedback.topicCounts']);
