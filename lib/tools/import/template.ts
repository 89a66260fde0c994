/** A cell that a mapping names: a column, or one of another table that is found by its key, such as `{products.name}`. */
export interface CellPath {
  readonly text: string;
  readonly segments: readonly string[];
}

/** A text with `{Column}` placeholders. */
export interface Template {
  readonly text: string;
  /** Literal texts and cells, in order. */
  readonly parts: readonly (string | CellPath)[];
}

/** Reads a path of names separated by dots. */
export const parsePath = (text: string): CellPath => ({ text, segments: text.split('.') });

const isCell = (part: string): boolean => part.startsWith('{') && part.endsWith('}') && part.length > 2;

/** Reads a text with placeholders; undefined where a brace has no partner. */
export const parseTemplate = (text: string): Template | undefined => {
  const parts = text.split(/(\{[^{}]+\})/).filter((part) => part !== '');
  if (parts.some((part) => !isCell(part) && /[{}]/.test(part))) return undefined;
  return { text, parts: parts.map((part) => (isCell(part) ? parsePath(part.slice(1, -1)) : part)) };
};

/** The cells that a template names, in order. */
export const pathsOf = (template: Template): readonly CellPath[] =>
  template.parts.filter((part) => typeof part !== 'string');
