/** Texts of the screen Data. */
export const data = {
  title: 'Data',
  lede: 'What Patron refused and why, and what looks odd in what it took.',
  figures: 'In figures',
  refusedNow: (isComplete: boolean) => (isComplete ? 'refused events wait here' : 'refused events or more wait here'),
  allWell: {
    title: 'All is well: nothing was refused',
    hint: 'Whatever a producer sends that does not fit the contract is kept here, with the reason, until it is mended and sent again.',
  },
  partial: (count: string) => `Only the first ${count} refused events were counted.`,

  noRedrive: 'They cannot be sent again from here; patron redrive does it in a terminal.',
  reasonTitle: (reason: string, count: string) => `${reason} (${count})`,
  seePerson: (person: string) => `See ${person}`,
  captionOf: (reason: string) => `${reason}: by field, rule and producer`,
  columns: {
    field: 'Field and rule',
    type: 'Event',
    source: 'Producer',
    entries: 'Refused',
    last: 'Last',
  },
  unknownSource: 'not told',
  example: 'An example as it came',
  exampleOf: (person: string) => `Of ${person}, arrived`,
  exampleOfNobody: 'Arrived',
  reasons: {
    invalid: {
      title: 'Does not fit the contract',
      remedy:
        'Mend the field at the producer and send the event once more with the same eventId, or deploy a Patron that takes it and send these again.',
    },
    'unknown-type': {
      title: 'Of a type that Patron does not know',
      remedy: 'Leave these events out at the producer, or add the type to Patron and send these again.',
    },
    erased: {
      title: 'About somebody who was erased',
      remedy: 'Nothing is to be done here: find out why the producer still has this person.',
    },
    conflict: {
      title: 'Known with another content',
      remedy: 'An eventId may never be used twice for different things: give the second event one of its own.',
    },
    future: {
      title: 'From the future',
      remedy: 'Set the clock of the producer. What has come true by now can be sent again.',
    },
    unusable: {
      title: 'Sent by another system, and of no use',
      remedy:
        'An order of a guest names nobody, and stays here. Where an adapter is at fault, deploy the fix and send these again.',
    },
    'too-large': {
      title: 'Too large',
      remedy: 'Send less with each event: the contract says how much fits.',
    },
  } as Readonly<Record<string, { readonly title: string; readonly remedy: string }>>,

  redrive: {
    open: 'Send again',
    title: (reason: string) => `Send again: ${reason}`,
    what: (count: string) => `${count} refused events of this reason are sent once more, as they came.`,
    effect: 'What fits now is taken and leaves this list. What still does not fit stays, and nothing is taken twice.',
    submit: 'Send them again',
    sent: (count: string) => `${count} sent again.`,
    left: (count: string) => `${count} could not be sent and stay.`,
    takes: 'It may take a few seconds until the list says so.',
  },

  known: 'What came in',
  knownColumns: { label: 'What', count: 'How many', from: 'Where this comes from' },
  notCounted: 'not counted here',

  unknownFields: 'Fields that nobody reads',
  unknownNote: (events: string) =>
    `In ${events} events that were looked at. A field that Patron does not know is taken and ignored: most are mistyped.`,
  unknownColumns: { field: 'Field', nearest: 'Probably meant', type: 'Event', source: 'Producer', entries: 'Seen' },
  noNearest: 'nothing similar',
  noUnknown: { title: 'Every field is known', hint: 'No producer sends a field that Patron would ignore.' },

  producers: 'Producers',
  producersNote: 'Who sends events, by the source that they name, among those that came last.',
  producerColumns: { source: 'Producer', events: 'Looked at', late: 'Late', refused: 'Refused', last: 'Last event' },
} as const;
