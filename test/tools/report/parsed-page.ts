import { parse, type DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

const isElement = (node: Node): node is Element => 'tagName' in node;

/** All elements below a node, in the order of the document. */
const elementsIn = (node: Node): readonly Element[] =>
  'childNodes' in node
    ? node.childNodes.flatMap((child) => (isElement(child) ? [child, ...elementsIn(child)] : []))
    : [];

/** The value of an attribute; undefined where the element has none of the name. */
export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value;

/** Elements whose texts are no text of the page. */
const unread: ReadonlySet<string> = new Set(['style', 'script']);

/** The text of a node, with one space where an element begins or ends. */
const textOf = (node: Node): string => {
  if ('value' in node && node.nodeName === '#text') return node.value;
  if (!('childNodes' in node) || unread.has(node.nodeName)) return '';
  return node.childNodes.map(textOf).join(' ').replaceAll(/\s+/g, ' ').trim();
};

/** A page as a browser would read it. */
export const parsedPage = (html: string) => {
  const errors: string[] = [];
  const document = parse(html, { onParseError: ({ code }) => errors.push(code) });
  const elements = elementsIn(document);
  return {
    elements,
    /** What a browser would mend. */
    errors,
    /** The text of the element of an id. */
    textIn: (id: string): string => {
      const element = elements.find((each) => attribute(each, 'id') === id);
      if (element === undefined) throw new Error(`Cannot find #${id}`);
      return textOf(element);
    },
    text: textOf(document),
  };
};
