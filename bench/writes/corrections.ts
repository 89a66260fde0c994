import type { Figure, Report } from '../benchmark.ts';
import { kindsOfTelling, measureCorrections, type CorrectedPast, type KindOfTelling } from './corrected-past.ts';
import { plus, type Units } from './units.ts';

const sizes = [10, 1_000, 10_000];

const unitBytes = 4096;
/** A query answers with a megabyte at most, and rounds each answer up. */
const pageBytes = 1024 * 1024;

const aboutOf: Readonly<Record<KindOfTelling, string>> = {
  plain: 'an event that puts nothing right',
  first: 'an event that tells a fact for the first time',
  late: 'an event that tells a fact in an older telling than another',
  'by-revision': 'an event that tells a fact in a newer telling, so that one stops counting',
  'by-name': 'an event that replaces another',
};

/** What a telling may add to an event: the row of its fact. */
const oneMore: Units = { reads: 1, writes: 1, indexWrites: 0 };

/**
 * What a correction may add: the reading of the ledger, of what it replaces and of its fact, of which one may be asked twice; and
 * the transaction, which costs the profile and what is left of an event twice, beside the row of a fact.
 */
const correctionAdds = ({ ledgerBytes, units }: CorrectedPast): Units => ({
  reads: Math.ceil(ledgerBytes / unitBytes) + Math.ceil(ledgerBytes / pageBytes) + 2,
  writes: units.plain.writes + 2,
  indexWrites: 0,
});

const mayCost = (past: CorrectedPast, kind: KindOfTelling): Units => {
  const isCorrection = kind === 'by-revision' || kind === 'by-name';
  return plus(past.units.plain, isCorrection ? correctionAdds(past) : oneMore);
};

const figureOf = (past: CorrectedPast, kind: KindOfTelling, part: 'reads' | 'writes'): Omit<Figure, 'name'> => {
  const [ours, baseline] = [past.units[kind][part], past.units.plain[part]];
  return {
    about: `${aboutOf[kind]}, beside one that puts nothing right`,
    unit: part === 'reads' ? 'read units' : 'write units',
    ours,
    baseline,
    ratio: ours / baseline,
    targets: [{ of: 'ours', atMost: mayCost(past, kind)[part] }],
    details: { ledgerBytes: past.ledgerBytes },
  };
};

/** Reports what events that tell facts and put others right consume, by how many were applied to the customer before. */
export const reportCorrections = async ({ say, figure }: Report, endpoint: string): Promise<void> => {
  for (const size of sizes) {
    const past = await measureCorrections(endpoint, size);
    say(`a customer with ${size} applied events, whose rows have ${past.ledgerBytes} bytes`);
    for (const kind of kindsOfTelling.filter((one) => one !== 'plain')) {
      figure({ name: `writes.${kind}-reads.${size}`, ...figureOf(past, kind, 'reads') });
      figure({ name: `writes.${kind}-writes.${size}`, ...figureOf(past, kind, 'writes') });
    }
  }
};
