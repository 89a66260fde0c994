import { isRecord } from '#events/is-record.ts';
import { compile } from '#lib/core/segments/compile/compile.ts';
import { defaultCatalogue, defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import { withModel } from '#lib/core/segments/language/with-model.ts';
import type { CatalogueToBe } from '#lib/tools/from-export/store-of-export.ts';
import { compileFile } from '../../input/catalogue-option.ts';
import { jsonIn } from '../../input/json-in.ts';

const shipped: CatalogueToBe = {
  currency: defaultCatalogue.currency,
  hasModel: false,
  compiled: (currency, model) =>
    compile({ ...(model === undefined ? defaultCatalogue : defaultCatalogueWith(model)), currency }),
  undeciding: (currency) => compile({ currency, segments: [] }),
};

/** A catalogue without a currency is left as it is, to be refused. */
const inCurrency = (json: unknown, currency: string): unknown =>
  isRecord(json) && typeof json['currency'] === 'string' ? { ...json, currency } : json;

const ofFile = async (file: string): Promise<CatalogueToBe> => {
  const json = await jsonIn(file, 'a catalogue');
  const { currency: own, timeZone, predict } = isRecord(json) ? json : {};
  return {
    currency: typeof own === 'string' ? own : shipped.currency,
    hasModel: predict !== undefined,
    compiled: (currency, model) => compileFile(file, withModel(inCurrency(json, currency), model)),
    undeciding: (currency) =>
      compileFile(file, { currency, ...(timeZone !== undefined && { timeZone }), segments: [] }),
  };
};

/** The catalogue of a file, or the one that comes with Patron: its currency and its model come from the export. */
export const catalogueToBe = async (file: string | undefined): Promise<CatalogueToBe> =>
  file === undefined ? shipped : ofFile(file);
