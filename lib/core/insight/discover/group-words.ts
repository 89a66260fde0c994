/** What the two verdicts on groups that were found mean. */
export const verdictWords = {
  sharp: 'groups that lie apart: hardly anybody is between them',
  continuum: 'parts of a continuum: nothing divides people by nature, and these are useful places to cut',
} as const;

/** How alike the people of a group are, by the silhouette: in words, as Kaufman and Rousseeuw (1990) read it. */
export const silhouetteWords = (silhouette: number): string => {
  if (silhouette < 0.3) return 'people are hardly nearer to their own group than to the next';
  return silhouette < 0.5
    ? 'people are nearer to their own group than to the next'
    : 'people are far nearer to their own group than to the next';
};
