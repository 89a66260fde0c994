interface Strongest {
  readonly what: string;
  readonly members: string;
  readonly others: string;
}

/** Texts of the screen Insight. */
export const insight = {
  title: 'Insight',
  lede: 'What people are like, what they share and what they will do. Nobody is named: a figure rests on twenty people or more.',
  views: {
    compare: 'Compare',
    personas: 'Personas',
    places: 'Places',
    words: 'Their words',
    groups: 'Groups',
    rfm: 'Recency and frequency',
    predictions: 'Predictions',
  },
  everybody: 'Everybody',
  tooFew: {
    title: 'Too few people to tell',
    hint: 'It takes twenty members before anything is said of what they are like. Choose a larger segment.',
  },
  /** What the data lack, as the answer says it, as a sentence. */
  sentence: (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`,
  questions: {
    best: { label: 'Best customers', others: 'others who have ordered' },
    satisfied: { label: 'Satisfied customers', others: 'others who gave a score' },
    unsatisfied: { label: 'Unsatisfied customers', others: 'others who gave a score' },
    discount: { label: 'Discount buyers', others: 'others who have ordered' },
    abandoned: { label: 'Left with a full cart', others: 'others with something in the cart' },
  },
  compare: {
    whom: 'Whom to look at',
    everybodyElse: 'others',
    who: (members: string, others: string) => `${members} people, compared with ${others}.`,
    strongest: ({ what, members, others }: Strongest) =>
      `What tells them apart most is “${what}”: ${members} of them, and ${others} of the others.`,
    nothing: 'Nothing sets them apart: they differ too little in what is known, or too little is known of them.',
    noAnswer: 'This cannot be answered yet',
    more: 'They have more often',
    less: 'They have less often',
    what: 'What',
    members: 'Members',
    others: 'Others',
    lift: 'Times as often',
    noLift: '–',
    doubtMark: ' *',
    doubt: '* Not seen on each half of the people taken alone, so perhaps chance.',
    notKnown: (parts: string) =>
      `Not known of twenty members or more: ${parts}. What nobody tells Patron cannot stand out.`,
    sure: 'Of a hundred lines that stand here, one is expected to be chance. Shares are of those of whom it is known; “few” and “nearly all” stand where the share would tell on fewer than twenty people.',
  },
  places: {
    one: { country: 'Country', region: 'Region', city: 'City' },
    many: { country: 'Countries', region: 'Regions', city: 'Cities' },
    share: 'Share',
    people: 'People',
    most: (share: string, place: string) => `More people are in ${place} than in any other country: ${share}.`,
    standsOut: (place: string, members: string, others: string) =>
      `They are in ${place} unusually often or seldom: ${members} of members, and ${others} of everybody else.`,
    known: (known: string, all: string) => `The place is known of ${known} of ${all} people.`,
    none: {
      title: 'No place stands out',
      hint: 'Nothing is known of where people are, or of too few. CustomerDescribed events and addresses of orders bring it.',
    },
    noneOfSegment: 'Members are spread over the places as everybody else is, or the place is known of too few of them.',
  },
  terms: {
    term: 'Term',
    unhappy: 'Unhappy',
    happy: 'Happy',
    people: 'People',
    bars: {
      unhappy: 'Bars: the share of unhappy texts that say it.',
      happy: 'Bars: the share of happy texts that say it.',
    },
    ofUnhappy: 'What unhappy people write',
    ofHappy: 'What happy people write',
    questions: 'What they ask',
    asked: (people: string, share: string | undefined) =>
      `${people} people ask something${share === undefined ? '' : `, in ${share} of all texts`}. Terms that stand in questions more than elsewhere:`,
    askedBy: (people: number) => `${people} people`,
    quoted: (term: string) => `“${term}”`,
    /** Terms as a list; empty where there is none. */
    says: (unhappy: string, happy: string) => {
      if (unhappy === '' && happy === '') return 'No term tells unhappy from happy texts.';
      if (unhappy === '') return `Happy people write ${happy} more than unhappy ones do.`;
      return happy === ''
        ? `Unhappy people write ${unhappy} more than happy ones do.`
        : `Unhappy people write ${unhappy}; happy ones write ${happy}.`;
    },
    sure: (languages: string) =>
      `Unhappy are texts with a score in the lowest quarter of its scale, happy those in the highest${languages === '' ? '' : `; languages read: ${languages}`}. A term stands here where twenty people or more used it; no text is quoted.`,
    none: { title: 'No words to tell of yet' },
  },
  personas: {
    of: 'Persona of',
    others: (share: string) => `others ${share}`,
    known: (share: string) => `known of ${share}`,
    more: (count: string) => `${count} more`,
  },
  groups: {
    members: (count: string) => `${count} people`,
    ofAll: (share: string) => `${share} of everybody`,
    sure: (precision: string, stability: string) =>
      `The rule is right for ${precision} of those whom it picks, and ${stability} of the group is found again in other such people.`,
    open: 'Open in the builder',
    says: (people: string, groups: string, verdict: string) => `Among ${people} people there are ${groups} ${verdict}.`,
    silhouette: (value: number, meaning: string) => `Silhouette ${value}, of 1 at most: ${meaning}.`,
    compared: (traits: string) => `People were compared by ${traits}.`,
    none: 'No groups lie apart',
  },
  predictions: {
    title: 'The model',
    says: (share: string) =>
      `Of two buyers, one who ordered again and one who did not, the model rated the right one higher in ${share} of all pairs.`,
    sure: (holdout: string) =>
      `Measured on ${holdout}, without which it was fitted. A guess by chance is right in 50% of pairs.`,
    figures: {
      customers: 'buyers it was fitted to',
      pairs: 'pairs rated rightly',
      ratio: 'orders expected for each that came',
      high: 'expected in a year from a buyer of high value, at least',
    },
    calibration: {
      title: 'Expected and seen',
      note: 'Probability to order again (across) and the share who did (up), in groups from the least likely on. On the line, what was expected came.',
      label: (points: string) => `Expected and seen shares: ${points}`,
    },
    point: (expected: string, seen: string) => `expected ${expected}, seen ${seen}`,
    guesses: {
      title: 'Beside simple guesses',
      note: 'What a model is worth is what it adds to guesses that need none.',
      by: 'Guess by',
      pairs: 'Pairs rated rightly',
      error: 'Mean error, in orders a buyer',
      ratio: 'Expected for each that came',
      model: 'The model',
      rate: 'Their own rate so far',
      lastPeriod: 'The period before again',
      recencyFrequency: 'Recency and frequency',
    },
    warnings: 'To be known before it is trusted',
    none: {
      title: 'Nothing is foretold yet',
      hint: 'A model takes 100 buyers, 30 of whom have come back, and 60 days of history.',
    },
  },
} as const;
