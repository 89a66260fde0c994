import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseAst } from 'vitest/node';

const folder = join(import.meta.dirname, '..', '..', '..', 'console');

/** Attributes and properties that are read by people. */
const read = new Set(
  ['alt', 'aria-description', 'aria-label', 'aria-valuetext', 'caption', 'empty', 'error', 'eyebrow', 'header'].concat([
    'hint',
    'label',
    'lede',
    'meaning',
    'note',
    'placeholder',
    'title',
    'unit',
    'unknown',
    'words',
  ]),
);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

const childrenOf = (node: Node): readonly Node[] => Object.values(node).flat().filter(isNode);

/** Words are at least two letters beside each other: `x1` of a drawing and `✓` are none. */
const hasWords = (text: unknown): boolean => typeof text === 'string' && /\p{L}{2}/u.test(text);

/** The texts that an expression can be, by themselves or by a choice; not those of calls and members of `words`. */
const textsOf = (node: Node): readonly string[] => {
  if (node.type === 'Literal') return hasWords(node['value']) ? [String(node['value'])] : [];
  if (node.type === 'JSXText') return hasWords(node['value']) ? [String(node['value'])] : [];
  if (node.type === 'TemplateLiteral')
    return (node['quasis'] as { readonly value: { readonly raw: string } }[])
      .map(({ value }) => value.raw)
      .filter(hasWords);
  if (node.type === 'ConditionalExpression')
    return [node['consequent'], node['alternate']].filter(isNode).flatMap(textsOf);
  if (/^(?:JSXExpressionContainer|LogicalExpression|BinaryExpression)$/.test(node.type))
    return childrenOf(node).flatMap(textsOf);
  return [];
};

const nameOf = (node: Node | undefined): string => String(node?.['name'] ?? node?.['value']);

/** Where texts stand that somebody reads: in elements, in certain attributes, in properties that become such. */
const shownIn = (node: Node): readonly Node[] => {
  if (node.type === 'JSXElement' || node.type === 'JSXFragment') return node['children'] as Node[];
  if (node.type === 'JSXAttribute' && read.has(nameOf(node['name'] as Node))) return [node['value']].filter(isNode);
  if (node.type === 'Property' && read.has(nameOf(node['key'] as Node))) return [node['value']].filter(isNode);
  return [];
};

const textsBelow = (node: Node): readonly string[] => [
  ...shownIn(node).flatMap(textsOf),
  ...childrenOf(node).flatMap(textsBelow),
];

const textsIn = (source: string, lang: 'ts' | 'tsx' = 'tsx'): readonly string[] =>
  textsBelow(parseAst(source, { lang }) as unknown as Node);

test('finds texts in components', () => {
  const source = `const A = () => <p title="One" class="some thing">two {isIt ? 'three' : words.four} {\`five \${six}\`}</p>;
    const columns = [{ key: 'key', header: 'Seven', cell: () => <b>{words.eight} {number(9)}</b> }];`;
  expect(textsIn(source).map((text) => text.trim())).toEqual(['two', 'three', 'five', 'One', 'Seven']);
});

const files = globSync('**/*.{ts,tsx}', { cwd: folder }).filter((file) => !file.startsWith('words'));

test('every English text of the console is in console/words', () => {
  expect(files.length).toBeGreaterThan(50);
  const found = files.flatMap((file) => {
    const texts = textsIn(readFileSync(join(folder, file), 'utf8'), file.endsWith('.tsx') ? 'tsx' : 'ts');
    return texts.map((text) => `${file}: ${text.trim()}`);
  });
  expect(found).toEqual([]);
});
