import { groupOf, type Field } from '#events/forms/group.ts';
import { statusOf } from '#lib/use-cases/api/api-error.ts';
import { ruleOf } from '#events/forms/form.ts';
import type { Route } from '#lib/use-cases/api/route.ts';
import { routes } from '#lib/use-cases/api/routes.ts';
import { code, tableOf } from '../schemas/markdown-table.ts';
import { isOptional } from '../schemas/is-optional.ts';
import { unwrapped } from '#events/forms/form.ts';
import { answers } from './answers.ts';
import { routeUnits } from './route-units.ts';

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

const rowOf =
  (kind: string) =>
  ([name, field]: readonly [string, Field]): readonly string[] => [
    code(name),
    `${isOptional(field) ? 'optional, ' : ''}${kind}`,
    ruleOf(unwrapped(field.schema))?.rule ?? '',
    field.meaning,
  ];

const parametersOf = ({ query, body }: Route): readonly (readonly string[])[] => [
  ...Object.entries(query).map(rowOf('query')),
  ...Object.entries((body && groupOf(body)?.fields) ?? {}).map(rowOf('body')),
];

/** What a call takes of DynamoDB, in a sentence. */
const unitsOf = (route: Route): string => {
  const units = routeUnits[nameOf(route)];
  if (units === undefined) throw new Error(`Cannot tell the read units of ${nameOf(route)}: route-units.ts has none`);
  const { reads, each, writes, beyond } = units;
  const perThing = each && `${each.reads} for each ${each.of}`;
  const first = reads === 0 && perThing !== undefined ? [perThing] : [String(reads), ...(perThing ? [perThing] : [])];
  const written = writes === undefined ? '' : ` It writes ${writes}.`;
  return `Read units: ${first.join(', and ')}${beyond === undefined ? '' : `; ${beyond}`}.${written}`;
};

const sectionOf = (route: Route): string => {
  const rows = parametersOf(route);
  const { summary, answer } = answers[nameOf(route)] as (typeof answers)[string];
  const fields = Object.entries(groupOf(answer)?.fields ?? {});
  return [
    `## ${nameOf(route)}`,
    `${summary}. For ${route.roles.map(code).join(', ')}. ${unitsOf(route)}`,
    ...(rows.length === 0 ? [] : [tableOf(['', 'in', 'rule', 'meaning'], rows)]),
    ...(fields.length === 0
      ? []
      : [
          tableOf(
            ['answer', 'meaning'],
            fields.map(([name, { meaning }]) => [code(name), meaning]),
          ),
        ]),
  ].join('\n\n');
};

const errorRows = Object.entries(statusOf).map(([error, status]) => [code(error), String(status)]);

/** The page of the HTTP API, made of its routes. */
export const apiPage = (): string =>
  `${[
    '# The HTTP API',
    'This page is made of the routes themselves: `npm run docs:schemas` writes it, and [openapi.json](schemas/openapi.json) says the same to programs.',
    [
      'Answers are JSON. An id is that of a customer, `cust-42`, or `~` and that of a visitor, `~visitor-7`, URL-encoded. A page has `next`, the',
      'cursor of the page behind it, or null. A request with a parameter or a field that a route does not have is refused, with the nearest name.',
      'Read units are those of DynamoDB that a call takes of a deployment at most, for small profiles: [tests](../test/dynamodb/api-units.test.ts) hold',
      'every route to them. What is kept in S3, as the results of a pass for insight, takes none.',
      '`patron console --store PATH` and `patron dev` serve it on a developer’s machine; [why it is so](decisions/0020-http-api.md).',
    ].join('\n'),
    'An error has `error` and `message`, and `erased` beside them `erasedAt` and `receiptId`:',
    tableOf(['error', 'status'], errorRows),
    ...routes.map(sectionOf),
  ].join('\n\n')}\n`;
