import { createHash } from 'node:crypto';
import { plainNumber, type NumberFormat } from './number-format.ts';
import { isRounded } from './rounded.ts';

/** One step from a cell's text to what the shop means by it. */
export type CleaningStep =
  | 'lower'
  | 'upper'
  /** Ids that a spreadsheet took for numbers: `17850.0` becomes `17850`. */
  | 'dropPointZero'
  /** The first 32 hex digits of its SHA-256: always the same person, without their name. */
  | 'hash'
  /** Numbers by the way in which the column writes them become plain decimal numbers. */
  | { readonly number: NumberFormat }
  /** Every occurrence of the first text becomes the second. */
  | { readonly replace: readonly [string, string] }
  /** Replaces whole texts by a table; a text that is not in it is kept. */
  | { readonly translate: Readonly<Record<string, string>> };

const words: Readonly<Record<Extract<CleaningStep, string>, (text: string) => string>> = {
  lower: (text) => text.toLowerCase(),
  upper: (text) => text.toUpperCase(),
  dropPointZero: (text) => text.replace(/^(\d+)\.0+$/, '$1'),
  // A rounded id stands, so that it can be seen and refused.
  hash: (text) =>
    text === '' || isRounded(text) ? text : createHash('sha256').update(text).digest('hex').slice(0, 32),
};

const applyStep = (text: string, step: CleaningStep): string => {
  if (typeof step === 'string') return words[step](text);
  if ('number' in step) return plainNumber(text, step.number);
  if ('replace' in step) return text.replaceAll(step.replace[0], () => step.replace[1]);
  return Object.hasOwn(step.translate, text) ? (step.translate[text] ?? text) : text;
};

/** Trims a cell, applies the steps in order, and trims the result. */
export const cleanCell = (text: string, steps: readonly CleaningStep[] = []): string =>
  steps.reduce(applyStep, text.trim()).trim();
