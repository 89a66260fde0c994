import { describe, expect, test } from 'vitest';
import { defaultCatalogueWith } from '#lib/core/segments/default/default-catalogue.ts';
import { predictionModel } from '#test/support/prediction-model.ts';
import { patron, workspace } from './command-line.ts';

const { path, write } = workspace();

const segments = write(
  'segments.json',
  JSON.stringify({
    currency: 'GBP',
    segments: [
      { key: 'fresh', name: 'Fresh buyers', when: { performed: 'PurchaseMade', within: 'P30D' } },
      { key: 'browser', when: { performed: 'VisitMade' } },
    ],
  }),
);

const line = (type: string, time: string, detail: object) => ({
  time,
  source: 'shop.test',
  'detail-type': type,
  detail: { eventId: `${type}-${time}`, occurredAt: time, ...detail },
});

const order = { orderId: 'o-1', currency: 'GBP', total: 1999 };
const bought = line('PurchaseMade', '2026-11-02T12:00:00Z', { customerId: 'ada', ...order });
const looked = line('VisitMade', '2026-11-03T12:00:00Z', { anonymousId: 'guest' });

let files = 0;
const story = (given: readonly object[], then: readonly object[]): string =>
  write(`story-${(files += 1)}.json`, JSON.stringify({ story: 'Ada buys.', given, then }));

const run = (...stories: readonly string[]) => patron(['test', '--segments', segments, ...stories]);

describe('patron test', () => {
  test('a story that holds is a line', async () => {
    const file = story(
      [bought],
      [
        { at: '2026-11-02T12:00:00Z', entered: 'fresh' },
        { at: '2026-11-02T12:00:00Z', member: 'fresh' },
        { at: '2026-12-02T11:59:59.999Z', member: 'fresh' },
        { at: '2026-12-02T13:00:00+01:00', exited: 'fresh' },
        { at: '2026-12-02T12:00:00Z', notMember: 'fresh' },
        { at: '2026-11-02T11:59:59.999Z', notMember: 'fresh' },
      ],
    );
    expect(await run(file)).toEqual({ status: 0, stdout: `✓ Ada buys. (${file})\n\n1 story held.\n`, stderr: '' });
  });

  test('of one that does not it is told what is not so, what was, and why', async () => {
    const file = story([bought], [{ at: '2026-12-02T12:00:00.001Z', exited: 'fresh', id: 'ada' }]);
    const good = story([bought], [{ at: '2026-12-01T00:00:00Z', member: 'fresh' }]);
    const { status, stdout, stderr } = await run(file, good);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'patron test: Cannot let the catalogue pass as told: 1 of 2 stories does not hold\n',
    });
    expect(stdout).toBe(
      [
        `✗ Ada buys. (${file})`,
        '    then.0: ada should have left fresh at 2026-12-02T12:00:00.001Z, but left it 1 millisecond earlier, at 2026-12-02T12:00:00.000Z.',
        '    OUT  Fresh buyers (fresh)',
        '         Customers who have a purchase within the last 30 days.',
        '           ✗ no purchase within the last 30 days',
        '         Left on 2 December 2026 at 12:00:00 UTC, as time had passed: change ada:2.',
        '         Only an event can change this.',
        '',
        `✓ Ada buys. (${good})`,
        '',
      ].join('\n'),
    );
  });

  test('the end of a story that is asked about is not the end of its lines', async () => {
    const later = line('PurchaseMade', '2026-11-20T12:00:00Z', { customerId: 'ada', ...order });
    const file = story(
      [bought, later],
      [
        { at: '2026-11-02T12:00:00Z', entered: 'fresh' },
        { at: '2026-12-02T12:00:00Z', member: 'fresh' },
        { at: '2026-12-20T12:00:00Z', exited: 'fresh' },
      ],
    );
    expect((await run(file)).status).toBe(0);
  });

  test('an id is asked for where there are several people, and must be of one of them', async () => {
    const named = story(
      [bought, looked],
      [
        { at: '2026-11-02T12:00:00Z', entered: 'fresh', id: 'ada' },
        { at: '2026-11-03T12:00:00Z', entered: 'browser', id: '~guest' },
        { at: '2026-11-03T12:00:00Z', notMember: 'browser', id: 'ada' },
      ],
    );
    expect((await run(named)).status).toBe(0);
    const nameless = story([bought, looked], [{ at: '2026-11-02T12:00:00Z', entered: 'fresh' }]);
    expect((await run(nameless)).stdout).toContain(
      'then.0.id: must be given, since there are 2 people: ada, ~guest, current value is nothing',
    );
    const slip = story([bought, looked], [{ at: '2026-11-02T12:00:00Z', notMember: 'fresh', id: 'guest' }]);
    expect((await run(slip)).stdout).toContain(
      'then.0.id: must be one of the people given: ada, ~guest (did you mean `~guest`?), current value is "guest"',
    );
  });

  test('a visitor who turns out to be a customer is one person, and an erased person is in no segment', async () => {
    const link = line('IdentityLinked', '2026-11-04T12:00:00Z', { customerId: 'ada', anonymousId: 'guest' });
    const erasure = line('ErasureRequested', '2026-11-05T12:00:00Z', { customerId: 'ada' });
    const file = story(
      [looked, link, erasure],
      [
        { at: '2026-11-03T12:00:00Z', entered: 'browser' },
        { at: '2026-11-04T12:00:00Z', entered: 'browser' },
        { at: '2026-11-04T12:00:00Z', exited: 'browser', id: '~guest' },
        { at: '2026-11-05T12:00:00Z', exited: 'browser' },
        { at: '2026-11-05T12:00:00Z', notMember: 'browser' },
      ],
    );
    expect(await run(file)).toMatchObject({ status: 0 });
    const after = story([looked, link, erasure], [{ at: '2026-11-05T12:00:00Z', member: 'browser', id: '~guest' }]);
    expect((await run(after)).stdout).toContain('They were erased on 5 November 2026 at 12:00:00 UTC.');
  });

  test('a line that is refused makes the story fail, with its field and rule', async () => {
    const wrong = line('PurchaseMade', '2026-11-20T12:00:00Z', { customerId: 'ada', ...order, currency: 'pounds' });
    const file = story([bought, wrong], [{ at: '2026-11-02T12:00:00Z', entered: 'fresh' }]);
    const { status, stdout } = await run(file);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'given.1: Cannot accept PurchaseMade as an event: currency must be an ISO 4217 code of three capital letters, current value is "pounds"\n',
    );
  });

  test('a file that is no story is told every fault, with the nearest name, and holds up no other', async () => {
    const slips = write(
      'slips.json',
      JSON.stringify({
        story: 'Slips.',
        givn: [bought],
        then: [
          { at: 'noon', enterd: 'fresh' },
          { at: '2026-11-02T12:00:00Z', entered: 'fresh', exited: 'fresh' },
        ],
      }),
    );
    const unknown = story([bought], [{ at: '2026-11-02T12:00:00Z', entered: 'frsh' }]);
    const text = write('text.json', 'once upon a time');
    const good = story([bought], [{ at: '2026-12-01T00:00:00Z', member: 'fresh' }]);
    const { status, stdout, stderr } = await run(slips, unknown, text, good);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'patron test: Cannot let the catalogue pass as told: 3 of 4 stories do not hold\n',
    });
    expect(stdout).toContain(`✗ ${slips}\n`);
    for (const fault of [
      'given: must be a list of lines as replay takes them, current value is nothing',
      'then.0.at: must be an ISO 8601 instant with Z or an offset, such as 2026-11-02T09:12:00Z, current value is "noon"',
      'then.0.enterd: must be absent: here may stand at, entered, exited, member, notMember, id (did you mean `entered`?), current value is "fresh"',
      'then.1: must be an object with exactly one of entered, exited, member, notMember, current value is',
      'givn: must be absent: here may stand $schema, story, given, then (did you mean `given`?), current value is',
      'then.0.entered: must be the key of a segment of the catalogue (did you mean `fresh`?), current value is "frsh"',
      `Cannot read ${text} as a story: it is no JSON`,
    ])
      expect(stdout).toContain(fault);
    expect(stdout.endsWith(`✓ Ada buys. (${good})\n`)).toBe(true);
  });

  test('a pattern that the shell has left stands for the files that fit it, in order', async () => {
    const then = [{ at: '2026-12-01T00:00:00Z', member: 'fresh' }];
    for (const name of ['glob-b.json', 'glob-a.json'])
      write(name, JSON.stringify({ story: name, given: [bought], then }));
    const { status, stdout } = await run(path('glob-*.json'));
    expect(status).toBe(0);
    expect(stdout.split('\n').map((text) => text.slice(0, 13))).toEqual([
      '✓ glob-a.json',
      '✓ glob-b.json',
      '',
      '2 stories hel',
      '',
    ]);
    const nothing = path('nothing-*.json');
    expect(await run(nothing)).toEqual({
      status: 1,
      stdout: '',
      stderr: `patron test: Cannot use ${nothing} as stories: no file fits it\n`,
    });
  });

  test('without a story, or with a catalogue that does not fit, it says so in a line', async () => {
    expect(await patron(['test'])).toEqual({
      status: 1,
      stdout: '',
      stderr: 'patron test: STORY... is missing; patron test --help explains\n',
    });
    expect(await patron(['test', '--segmnts', segments, 'a.json'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("Unknown option '--segmnts' (the nearest is --segments)"),
    });
    const wrong = write('wrong.json', '{"currency": "pounds", "segments": []}');
    expect((await patron(['test', '--segments', wrong, 'a.json'])).stderr).toContain(
      `${wrong}: Cannot load the catalogue`,
    );
  });

  test('takes the catalogue that comes with Patron by default, and a model for segments that are foretold', async () => {
    const model = write('model.json', JSON.stringify(predictionModel));
    const foretold = defaultCatalogueWith(predictionModel).segments.at(-1)?.key ?? '';
    const file = story([bought], [{ at: '2026-11-02T12:00:00Z', entered: 'new-customers' }]);
    const later = story([bought], [{ at: '2036-11-02T12:00:00Z', notMember: foretold }]);
    expect((await patron(['test', file])).status).toBe(0);
    expect((await patron(['test', later])).stdout).toContain('then.0.notMember: must be the key of a segment');
    expect((await patron(['test', '--model', model, later])).stdout).not.toContain('must be the key of a segment');
  });
});
