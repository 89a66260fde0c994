import { fieldForm, type FieldForm } from '#events/field-form.ts';
import type { Selection } from './language.ts';

/** The fields that every event has of its event time in the catalogue's zone, with the form that each is compared as. */
export const localFields = {
  /** `2026-11-29` */
  'local.date': 'text',
  /** `2026-11` */
  'local.month': 'text',
  /** `monday` to `sunday` */
  'local.weekday': 'text',
  /** 0 to 23 */
  'local.hour': 'number',
} as const satisfies Readonly<Record<string, FieldForm>>;

export type LocalField = keyof typeof localFields;

export const isLocalField = (path: string): path is LocalField => Object.hasOwn(localFields, path);

/** The form that a field of selected events (or elements) is compared as; undefined where they have no such field. */
export const selectedForm = (
  { performed, each }: Pick<Selection, 'performed' | 'each'>,
  path: string,
): FieldForm | undefined => (isLocalField(path) ? localFields[path] : fieldForm(performed, path, each));
