import { givenTraits } from '#events/field-form.ts';
import { computedTraits } from '#lib/core/profile/computed-traits.ts';
import { traitPaths } from '#lib/core/segments/check/trait-path.ts';
import { knownSubject } from '#lib/core/segments/describe/labels.ts';
import { operators } from '#lib/core/segments/language/operators.ts';
import { wordings } from '#lib/core/segments/language/operator-wordings.ts';
import { predictedTraits } from '#lib/core/segments/language/predicted-traits.ts';
import { code, tableOf } from './markdown-table.ts';

const preface = `# Every trait and operator

What a condition can ask, as the code has it; \`npm run docs:schemas\` writes this page. [The language by example](segments.md) says how to
ask it, and [events](events.md) has the fields of events, which conditions on events ask.

Beside the traits below there are those with a name of the shop's own in their path: \`custom.NAME\`, \`consent.PURPOSE\`,
\`computed.NAME\`, \`bucket.NAME\`, and \`orders.otherCurrencies.GBP.count\` and \`.revenue\` for each currency.
`;

/** The kind of a trait's value, as operators tell kinds apart. */
const kinds: ReadonlyMap<string, string> = new Map([
  ...Object.entries(computedTraits).map(([path, { kind }]) => [path, kind] as const),
  ...Object.entries(predictedTraits),
  ...givenTraits,
]);

const anyCurrency = 'GBP';

const traitRow = (path: string): readonly string[] => [
  code(path),
  knownSubject(path, anyCurrency).label,
  kinds.get(path) ?? '',
];

const operatorRow = (name: keyof typeof operators): readonly string[] => {
  const { on, operand } = operators[name];
  return [code(name), wordings[name].meaning, on, operand];
};

const isOperator = (name: string): name is keyof typeof operators => Object.hasOwn(operators, name);

/** `docs/language.md`, made of the tables that decide. */
export const languagePage = (): string =>
  [
    preface,
    '## Traits\n',
    `${tableOf(['trait', 'in words', 'value'], traitPaths.map(traitRow))}\n`,
    '## Operators\n',
    `${tableOf(['operator', 'meaning', 'values', 'operand'], Object.keys(operators).filter(isOperator).map(operatorRow))}\n`,
  ].join('\n');
