/** The command that measures them; its JSON has them as `update.processor`, `publication.single` and `publication.processor`. */
export const timingCommand = 'npm run bench -- update publication --json';

/** Lambda gives a function a processor's share by its memory: a whole one from 1,769 MB on, and this of one at 512 MB. */
export const processorShare = 512 / 1_769;

/** Processor time of the update of a batch of one and of ten events, by the deployed bundle and once it is warm, in milliseconds. */
export const measuredUpdate = { one: 5.7, ten: 25 } as const;

/** Assumed: an update reads and then writes the table, 5 ms each; the persons of a batch do so at the same time. */
export const tableCallsMs = 10;

/**
 * A publication, in milliseconds: its calls to the bus and the tables of a batch of one row, one after the other, and its processor time
 * for one row and for a hundred; with lists of members and without.
 */
export const measuredPublication = {
  all: { callsMs: 22, processorMs: { one: 6, hundred: 22.7 } },
  none: { callsMs: 12, processorMs: { one: 2.4, hundred: 4.3 } },
} as const;

/** Whether lists of members are kept. */
export type Members = keyof typeof measuredPublication;

/** Each of them. */
export const keptMembers = ['all', 'none'] as const satisfies readonly Members[];
