import { notUnderstoodLines, type NotUnderstood } from '../understanding/understanding.ts';

/** A reason with the rows that it concerns. */
export interface ReportedReason {
  readonly table: string;
  readonly reason: string;
  /** Number of rows. */
  readonly rows: number;
  /** The first of them, as a spreadsheet counts rows (the header is row 1), with what was seen there. */
  readonly examples: readonly { readonly row: number; readonly seen: string }[];
}

/** Used and unused rows of a file. */
export interface RowCounts {
  /** Data rows, `used` + `unused`. */
  readonly rows: number;
  /** Rows that went into an event. */
  readonly used: number;
  readonly unused: number;
}

/** The result of an import. Each unused row has at least one reason among `problems`. */
export interface ImportReport extends RowCounts, NotUnderstood {
  /** The counts of each file whose rows become events or parts of events; files that are only looked up are left out. */
  readonly tables: Readonly<Record<string, RowCounts>>;
  /** Number of events, by `detail-type`. */
  readonly events: Readonly<Record<string, number>>;
  /** Distinct people. */
  readonly people: number;
  /** Times of the first and the last event; absent where there are no events. */
  readonly firstAt?: string;
  readonly lastAt?: string;
  /** Reasons why rows could not be used, that of the most rows first. */
  readonly problems: readonly ReportedReason[];
  /** Changes to the values of rows that were used. */
  readonly notes: readonly ReportedReason[];
}

const mostExamples = 5;

/** One row that a reason concerns. */
export interface Finding {
  readonly table: string;
  readonly reason: string;
  readonly row: number;
  readonly seen: string;
}

/** Counts rows by reason, each row by itself however many rules report it, and keeps the first few of each. */
export const createFindings = () => {
  const found = new Map<string, Finding[]>();
  const rows = new Map<string, Set<number>>();
  return {
    add: (finding: Finding): void => {
      const key = `${finding.table}\n${finding.reason}`;
      const numbers = rows.get(key) ?? new Set();
      rows.set(key, numbers);
      if (numbers.has(finding.row)) return;
      numbers.add(finding.row);
      const examples = found.get(key) ?? [];
      if (examples.length < mostExamples) found.set(key, [...examples, finding]);
    },
    /** The reason of the most rows first. */
    reasons: (): readonly ReportedReason[] =>
      [...found]
        .map(([key, examples]) => ({
          table: examples[0]?.table ?? '',
          reason: examples[0]?.reason ?? '',
          rows: rows.get(key)?.size ?? 0,
          examples: examples.map(({ row, seen }) => ({ row, seen })),
        }))
        .sort((a, b) => b.rows - a.rows),
  };
};

/** Findings, counted by reason. */
export type Findings = ReturnType<typeof createFindings>;

const count = (number: number): string => number.toLocaleString('en');

const reasonLines = ({ table, reason, rows, examples }: ReportedReason): readonly string[] => [
  `  ${count(rows)} of ${table}: ${reason}`,
  ...examples.map(({ row, seen }) => `    row ${row}: ${seen}`),
];

const section = (title: string, reasons: readonly ReportedReason[]): readonly string[] =>
  reasons.length === 0 ? [] : [title, ...reasons.flatMap(reasonLines)];

/** The report in words, as lines for a terminal. */
export const formatReport = (report: ImportReport, currency: string): string => {
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
    ...notUnderstoodLines(report, currency),
  ].join('\n');
};
