interface SampleWords {
  readonly people: string;
  readonly everybody: string;
  /** In points of percent. */
  readonly margin: string;
  readonly each: string;
}

/** Texts on whom figures are of. */
export const basis = {
  looking: 'People are being looked at. That takes a few seconds after a start.',
  sample: ({ people, everybody }: Pick<SampleWords, 'people' | 'everybody'>) =>
    `A first look at ${people} of ${everybody} people, drawn by chance.`,
  sampleMeans: ({ people, margin, each }: Omit<SampleWords, 'everybody'>) =>
    `Counts are of these ${people}, each of whom stands for ${each}; a share of everybody is within ${margin} points of theirs, 19 times in 20.`,
  sampleCounting: 'Everybody is being counted, and takes their place by itself.',
  all: 'Of everybody, as of',
  older: 'Something has come since; everybody is being counted again.',
  tooFew: {
    title: 'A sample is too small to tell',
    hint: 'Everybody is being counted. What is found appears here by itself.',
  },
} as const;
