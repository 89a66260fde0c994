/** Texts about erasing somebody, and about those who cannot be shown. */
export const missingPerson = {
  erase: {
    open: 'Erase',
    title: (id: string) => `Erase ${id}?`,
    happens: [
      'Their profile, events and history are removed for good. No one can bring them back.',
      'They leave every segment, and whoever subscribes to those is told.',
      'A receipt of the erasure is kept, without anything about the person.',
    ],
    confirm: (id: string) => `Type ${id} to confirm`,
    submit: 'Erase for good',
    asked: 'The erasure was requested.',
    askedHint: 'It takes effect within seconds. This page then says that the person was erased.',
    check: 'Look again',
  },
  gone: {
    title: (id: string) => `${id} was erased`,
    lede: 'This person asked to be forgotten. Nothing is known of them but that.',
    at: 'Erased',
    receipt: 'Receipt',
  },
  unknown: {
    title: (id: string) => `Nobody is known as ${id}`,
    ways: 'Check the spelling: capital and small letters differ.',
    asVisitor: (id: string) => `Look up the visitor ${id}`,
    asCustomer: (id: string) => `Look up the customer ${id}`,
    back: 'Look up somebody else',
  },
  notYet: {
    title: 'Nothing was known yet',
    hint: 'No event of this person had arrived by then. Choose a later day.',
  },
} as const;
