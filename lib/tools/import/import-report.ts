/** A reason, with the rows that it concerns. */
export interface ReportedReason {
  readonly table: string;
  readonly reason: string;
  /** How many rows. */
  readonly rows: number;
  /** The first of them, as a spreadsheet counts rows (the header is row 1), with what was seen there. */
  readonly examples: readonly { readonly row: number; readonly seen: string }[];
}

/** What became of the rows of a file. */
export interface RowCounts {
  /** Data rows, `used` + `unused`. */
  readonly rows: number;
  /** Rows that went into an event. */
  readonly used: number;
  readonly unused: number;
}

/** What an import did. Each unused row has at least one reason among `problems`. */
export interface ImportReport extends RowCounts {
  /** The counts of each file whose rows become events or parts of events; files that are only looked up are left out. */
  readonly tables: Readonly<Record<string, RowCounts>>;
  /** Number of events by `detail-type`. */
  readonly events: Readonly<Record<string, number>>;
  /** Distinct people. */
  readonly people: number;
  /** Times of the first and the last event; absent where there is none. */
  readonly firstAt?: string;
  readonly lastAt?: string;
  /** Why rows could not be used; most rows first. */
  readonly problems: readonly ReportedReason[];
  /** What was changed in rows that were used. */
  readonly notes: readonly ReportedReason[];
}

const mostExamples = 5;

/** One more row for a reason. */
export interface Finding {
  readonly table: string;
  readonly reason: string;
  readonly row: number;
  readonly seen: string;
}

/** Counts findings by reason, and keeps the first of each. */
export const createTally = () => {
  const found = new Map<string, Finding[]>();
  const counts = new Map<string, number>();
  return {
    add: (finding: Finding): void => {
      const key = `${finding.table}\n${finding.reason}`;
      const examples = found.get(key) ?? [];
      if (examples.length < mostExamples) found.set(key, [...examples, finding]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    /** Most rows first. */
    reasons: (): readonly ReportedReason[] =>
      [...found]
        .map(([key, examples]) => ({
          table: examples[0]?.table ?? '',
          reason: examples[0]?.reason ?? '',
          rows: counts.get(key) ?? 0,
          examples: examples.map(({ row, seen }) => ({ row, seen })),
        }))
        .sort((a, b) => b.rows - a.rows),
  };
};

export type Tally = ReturnType<typeof createTally>;

const count = (number: number): string => number.toLocaleString('en');

const reasonLines = ({ table, reason, rows, examples }: ReportedReason): readonly string[] => [
  `  ${count(rows)} of ${table}: ${reason}`,
  ...examples.map(({ row, seen }) => `    row ${row}: ${seen}`),
];

const section = (title: string, reasons: readonly ReportedReason[]): readonly string[] =>
  reasons.length === 0 ? [] : [title, ...reasons.flatMap(reasonLines)];

/** The report in words, line by line, as a terminal shows it. */
export const formatReport = (report: ImportReport): string => {
  const events = Object.entries(report.events).map(([type, number]) => `${count(number)} ${type}`);
  return [
    `Rows: ${count(report.rows)}, used: ${count(report.used)}, not used: ${count(report.unused)}`,
    ...Object.entries(report.tables).map(
      ([name, { rows, used }]) => `  ${name}: ${count(used)} of ${count(rows)} used`,
    ),
    `Events: ${events.join(', ') || 'none'}, of ${count(report.people)} people`,
    ...(report.firstAt === undefined ? [] : [`  from ${report.firstAt} to ${report.lastAt}`]),
    ...section('Not used:', report.problems),
    ...section('Changed:', report.notes),
  ].join('\n');
};
