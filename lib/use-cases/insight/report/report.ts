import type { Line } from '#lib/core/insight/compare/line.ts';
import type { PeriodFlows } from '#lib/core/insight/metrics/segment-flows.ts';
import type { Guarded, SegmentPeriod } from '#lib/core/insight/metrics/segment-metrics.ts';
import type { KeptBack, Told } from '#lib/core/insight/minimum.ts';
import type { FitFigures } from '#lib/core/predictions/fit/fitted-model.ts';
import type { Quality } from '#lib/core/predictions/fit/quality/quality.ts';
import type { CatalogueSource } from '#lib/core/segments/language/language.ts';
import type { Comparison } from '../compare/compare-people.ts';
import type { Places } from '../compare/place-people.ts';
import type { Discovery } from '../discover/discovery.ts';
import type { Persona } from '../personas.ts';
import type { WordsFound } from '../words.ts';

/** A part of the report that the data can lack something for. */
export type Known<Part> = Part | { readonly missing: string };

/** The shop in a few figures, all of them exact. */
export interface ShopFigures {
  readonly customers: number;
  /** Visitors who are not linked to a customer. */
  readonly visitors: number;
  /** People who have ordered. */
  readonly buyers: number;
  readonly orders: number;
  /** After refunds, in minor units of the catalogue's currency. */
  readonly revenue: number;
  /** How many of the orders are in other currencies, of which no revenue is made, by currency; absent where none are. */
  readonly otherCurrencies?: Readonly<Record<string, number>>;
  /** The first and the last instant at which anything happened; absent where nothing did. */
  readonly firstAt?: string;
  readonly lastAt?: string;
  /** Orders and revenue by calendar month in the catalogue's zone, oldest first, months without orders included. */
  readonly months: readonly { readonly from: string; readonly orders: number; readonly revenue: number }[];
}

/** Why some rows were not used. */
interface ImportProblem {
  readonly reason: string;
  readonly rows: number;
  /** Where the first of them stands, such as `row 94`; what stands there could name somebody. */
  readonly example?: string;
}

/** Rows of an export that were imported, and why some were not used. */
export interface ImportedRows {
  /** The name of the file without its folders. */
  readonly file: string;
  readonly mapping: string;
  readonly rows: number;
  readonly used: number;
  readonly unused: number;
  /** Most rows first. */
  readonly problems: readonly ImportProblem[];
}

/** A segment as it stands. */
export interface ReportedSegment {
  readonly key: string;
  readonly name: string;
  /** The condition in plain words. */
  readonly meaning: string;
  readonly size: number;
  /** Of all people; absent where there is nobody. */
  readonly share?: number;
  /** Of everybody's revenue, to three decimals; absent where there is none, or where it would tell of few. */
  readonly revenueShare?: number;
}

/** A square of the RFM grid: buyers with one score of recency and one of frequency. */
export interface RfmCell {
  /** 1 to 5; 5 is the most recent. */
  readonly recency: number;
  /** 1 to 5; 5 is the most frequent. */
  readonly frequency: number;
  /** The name of the region of the grid that the square belongs to, such as `Champions`. */
  readonly name: string;
  /** Exact: a size. */
  readonly people: number;
  /** Their mean revenue, in minor units; absent where it is kept back, since it would tell that of fewer. */
  readonly averageRevenue?: Guarded<number>;
}

export interface RfmGrid {
  /** All 25 squares: recency 5 to 1, and within it frequency 1 to 5. */
  readonly cells: readonly RfmCell[];
  /** The four ascending limits of each score: days since the last order, number of orders. */
  readonly limits: { readonly recencyDays: readonly number[]; readonly frequency: readonly number[] };
}

/** A number of people of a whole that is told; a part that would tell of a smaller one is kept back. */
export type ToldPart = Told | KeptBack;

/** What the catalogue's model foretells as of the report, and how well it did on a holdout. */
export interface Foretold {
  readonly modelId: string;
  /** Of how many buyers it foretells. */
  readonly buyers: number;
  /** Expected number of them who are customers still. */
  readonly alive: number;
  /** Buyers by probability of being a customer still: ten equal parts of 0 to 1. */
  readonly aliveTenths: readonly ToldPart[];
  /** Expected revenue of the next 365 days of everybody, in minor units. */
  readonly value365d: number;
  readonly tiers: readonly {
    readonly tier: 'high' | 'medium' | 'low';
    readonly people: ToldPart;
    /** Absent where the tier is kept back. */
    readonly value365d?: Guarded<number>;
  }[];
  /** Expected orders (purchase days) of the next 30 days. */
  readonly orders30d: number;
  /** Absent where the model file has none. */
  readonly quality?: Quality;
  readonly fit?: FitFigures;
  readonly warnings: readonly string[];
}

/** How a segment fared in a month; which segments overlap is told once, as of the end. */
type ReportedPeriod = Omit<SegmentPeriod, 'overlap'>;

/** What the best customers share. */
export interface BestCustomers extends Comparison {
  readonly lines: readonly Line[];
  /** Theirs of everybody's revenue, from 0 to 1; absent where there is none, or where it would tell of few others. */
  readonly revenueShare?: number;
}

/** Two segments that share members. */
export interface Overlap {
  /** Keys. */
  readonly one: string;
  readonly other: string;
  /** The people in both, as a share of those in either. */
  readonly jaccard: number;
}

/** All that a report tells. Plain JSON: what `patron report --json` prints and what the page is made of. */
export interface Report {
  /** The latest clock of anybody. */
  readonly asOf: string;
  /** The fewest people that a figure on what members are like rests on. */
  readonly minimum: number;
  readonly currency: string;
  /** IANA name of the zone of months and days. */
  readonly zone: string;
  /** The computed traits of the shop's own, as its catalogue defines them: they say what their figures are. Empty where there are none. */
  readonly traits: NonNullable<CatalogueSource['traits']>;
  /** What the report is of: the name of the export, of the store or of the table. */
  readonly source: string;
  readonly imported?: ImportedRows;
  readonly shop: ShopFigures;
  /** In the catalogue's order. */
  readonly segments: readonly ReportedSegment[];
  /** By month: a line for each segment and month, oldest first within a segment. */
  readonly periods: readonly ReportedPeriod[];
  /** By month, oldest first. */
  readonly flows: readonly PeriodFlows[];
  readonly rfm: Known<RfmGrid>;
  /** The answer to `compare --question best`. */
  readonly best: Known<BestCustomers>;
  readonly satisfied: Known<Comparison & { readonly lines: readonly Line[] }>;
  /** Where most people are. */
  readonly places: Known<Places>;
  /** Where the best customers are more often than other buyers, or less often. */
  readonly bestPlaces: Known<Places>;
  readonly words: Known<WordsFound>;
  /** At most three: of segments that hold much of the revenue and little of each other. */
  readonly personas: readonly Persona[];
  readonly groups: Discovery;
  readonly predictions: Known<Foretold>;
  /** Pairs that share members, the most alike first. */
  readonly overlaps: readonly Overlap[];
  /** Paths of the traits by which the segments of the personas are defined. */
  readonly byDefinition: readonly string[];
}
