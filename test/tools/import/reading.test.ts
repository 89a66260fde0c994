import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { importRows } from '#lib/tools/import/import-export.ts';
import { decodeTexts } from '#lib/tools/import/reading/decode-texts.ts';
import type { Encoding } from '#lib/tools/import/reading/decoders.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { importTexts, visitMapping } from './imported.ts';

const decoded = async (chunks: readonly Uint8Array[], encoding: Encoding): Promise<string> =>
  (await Array.fromAsync(decodeTexts(Readable.from(chunks, { objectMode: true }), encoding))).join('');

/** The bytes in chunks of a few bytes each, which end in the middle of characters. */
const chunked = (bytes: Buffer, sizes: readonly number[]): readonly Buffer[] => {
  const chunks: Buffer[] = [];
  for (let at = 0, index = 0; at < bytes.length; index += 1) {
    const size = sizes[index % sizes.length] ?? 1;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
};

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const wholeText = fc.string({ unit: 'grapheme' }).filter((text) => !/^[\uFEFF\uFFFE]/.test(text));
const sizes = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 9 });

describe('decodeTexts()', () => {
  test('gives the text, however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(wholeText, sizes, async (text, lengths) => {
        expect(await decoded(chunked(Buffer.from(text), lengths), 'utf8')).toBe(text);
        expect(await decoded(chunked(Buffer.from(text, 'utf16le'), lengths), 'utf16le')).toBe(text);
        expect(await decoded(chunked(utf16be(text), lengths), 'utf16be')).toBe(text);
      }),
    );
  });

  test('refuses exactly the bytes that are not UTF-8, however they are cut', async () => {
    const bytes = fc.uint8Array({ maxLength: 12 }).filter(([first = 0]) => first < 0xfe && first !== 0xef);
    await fc.assert(
      fc.asyncProperty(bytes, sizes, async (array, lengths) => {
        const whole = Buffer.from(array);
        const result = await decoded(chunked(whole, lengths), 'utf8').catch(() => undefined);
        const strict = (() => {
          try {
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(whole);
          } catch {
            return undefined;
          }
        })();
        expect(result).toBe(strict);
      }),
    );
  });

  test.each<[string, readonly number[], Encoding, string]>([
    ['UTF-8', [0xef, 0xbb, 0xbf, 0xc3, 0xa9], 'latin1', 'é'],
    ['UTF-16, little end first', [0xff, 0xfe, 0xe9, 0x00], 'utf8', 'é'],
    ['UTF-16, big end first', [0xfe, 0xff, 0x00, 0xe9], 'utf8', 'é'],
  ])('believes the mark of %s before the mapping', async (...[, bytes, declared, text]) => {
    expect(await decoded(chunked(Buffer.from(bytes), [1]), declared)).toBe(text);
  });

  test('reads all characters of windows-1252', async () => {
    const defined = Array.from({ length: 256 }, (_, byte) => byte).filter(
      (byte) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
    );
    const text = await decoded([Buffer.from(defined)], 'windows-1252');
    expect(text.slice(0, 0x80)).toBe(String.fromCharCode(...defined.slice(0, 0x80)));
    expect(text.slice(0x80, 0x80 + 27)).toBe('€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ');
    expect(text.slice(0x80 + 27)).toBe(String.fromCharCode(...defined.slice(0x80 + 27)));
  });

  test.each<[Encoding, Buffer, string]>([
    [
      'utf8',
      Buffer.from('a\nb\nzo\xe9@x', 'latin1'),
      'current value has the byte 0xE9 in line 3, which is not utf8; what a spreadsheet',
    ],
    ['utf8', Buffer.from('a\r\nb\xe9', 'latin1'), 'current value has the byte 0xE9 in line 2, which is not utf8'],
    ['utf8', Buffer.from('a\rb\r\xc0\x80', 'latin1'), 'current value has the byte 0xC0 in line 3, which is not utf8'],
    [
      'windows-1252',
      Buffer.from([0x61, 0x0a, 0x81]),
      'current value has the byte 0x81 in line 2, which is not windows-1252',
    ],
    [
      'utf16le',
      Buffer.from([0x61, 0x00, 0x00, 0xd8, 0x61, 0x00]),
      'current value has the byte 0x00D8 in line 1, which is not utf16le',
    ],
    ['utf16le', Buffer.from([0x61, 0x00, 0x61]), 'current value has the byte 0x61 in line 1, which is not utf16le'],
    [
      'utf16be',
      Buffer.from([0x00, 0x61, 0xdc, 0x00]),
      'current value has the byte 0xDC00 in line 1, which is not utf16be',
    ],
  ])('refuses bytes that are not %s', async (encoding, bytes, message) => {
    await expect(decoded(chunked(bytes, [1]), encoding)).rejects.toThrow(message);
    await expect(decoded([bytes], encoding)).rejects.toThrow(message);
  });
});

const file = 'id,who,at,page\n1,ada,2024-01-02 03:04:05,/a\n2,bo,2024-01-01 00:00:00,/b\n';
const withTabs = file.replaceAll(',', '\t');
const pages = (lines: readonly { readonly detail: Readonly<Record<string, unknown>> }[]) =>
  lines.map(({ detail }) => detail['path']);
const paged = (table: object = {}) => visitMapping({ detail: { path: '{page}' } }, table);

/** The message by which a file is refused; undefined where events were written all the same. */
const refusalOf = (content: string | Buffer, table: object): Promise<string | undefined> =>
  inNewFolder(async (folder) => {
    const [from, out] = [join(folder, 'visits.csv'), join(folder, 'events.jsonl')];
    await writeFile(from, content);
    const imported = importRows({ from, mapping: paged(table), out }).then(() => undefined);
    const refusal = await imported.catch((error: Error) => error.message);
    return existsSync(out) ? undefined : refusal;
  });

describe('importRows()', () => {
  test('reads files of tabs without quotes, so that no title swallows the rows after it', async () => {
    const content = withTabs.replace('/a', '"Best dad mug').replace('/b', 'Frame 12" x 10" (oak)');
    const { lines, report } = await importTexts({ 'visits.txt': content }, paged({ delimiter: '\t' }));
    expect(pages(lines)).toEqual(['Frame 12" x 10" (oak)', '"Best dad mug']);
    expect(report).toMatchObject({ rows: 2, used: 2, unused: 0 });
  });

  test('reads quotes in files of tabs where the mapping says that there are', async () => {
    const content = withTabs.replace('/a', '"a\tb"');
    const { lines } = await importTexts({ 'visits.txt': content }, paged({ delimiter: '\t', quote: true }));
    expect(pages(lines)).toEqual(['/b', 'a\tb']);
  });

  test('refuses a file in which a quote is closed inside a cell of a later row', async () => {
    const content = file.replace('1,ada', '1,"ada').replace('2,bo', '2,b"o');
    expect(await refusalOf(content, {})).toContain(
      'a quote that is opened in row 2 is closed inside a cell of a later line; "quote": false',
    );
    const { lines } = await importTexts({ 'visits.csv': content }, visitMapping({}, { quote: false }));
    expect(lines).toEqual([]);
  });

  test('makes no event of a cell that looks as if it had swallowed a row', async () => {
    const content = `${file.replace('/a', '"/a').replace('/b', '/b"')}3,cy,2024-01-03 00:00:00,"two\nlines"\n`;
    const { lines, report } = await importTexts({ 'visits.csv': content }, paged());
    expect(pages(lines)).toEqual(['two\nlines']);
    expect(report).toMatchObject({ rows: 2, used: 1, unused: 1 });
    expect(report.problems).toEqual([
      {
        table: 'rows',
        reason: 'the lines of {page} have the delimiters of rows, which a quote may have taken for text',
        rows: 1,
        examples: [{ row: 2, seen: String.raw`"/a\n2,bo,2024-01-01 00:00:00,/b"` }],
      },
    ]);
  });

  test('says over how many lines a row of too many cells goes', async () => {
    const content = file.replace('1,ada', '1,"ada').replace(',/b', '",/b');
    const { report } = await importTexts({ 'visits.csv': content }, paged());
    expect(report.problems).toMatchObject([
      { reason: 'a row must have 4 cells, as the header has', examples: [{ row: 2, seen: '3 cells over 2 lines' }] },
    ]);
  });

  test.each([
    ['sep=;', 'sep=;\r\n'],
    ['sep=; in quotes', '"sep=;"\n'],
    ['no such line', ''],
  ])('takes the delimiter from the file: %s', async (_, line) => {
    const content = `${line}${file.replaceAll(',', line === '' ? ',' : ';')}`;
    const { lines, report } = await importTexts({ 'visits.csv': content }, paged());
    expect(pages(lines)).toEqual(['/b', '/a']);
    expect(report.problems).toEqual([]);
  });

  test('finds the header below other lines, and counts rows as a spreadsheet does', async () => {
    const preamble = '"All amounts in USD, unless specified"\n\nid,who\n';
    const { lines, report } = await importTexts(
      { 'visits.csv': `${preamble}${file}3,,2024-01-01 00:00:00,\n` },
      paged(),
    );
    expect(pages(lines)).toEqual(['/b', '/a']);
    expect(report.problems).toMatchObject([{ examples: [{ row: 7 }] }]);
  });

  test('skips as many lines as the mapping says, whatever is in them', async () => {
    const preamble = 'id,who,at,page\n"a title\n';
    const { lines, report } = await importTexts(
      { 'visits.csv': `${preamble}${file}3,,2024-01-01 00:00:00,\n` },
      paged({ skipLines: 2 }),
    );
    expect(pages(lines)).toEqual(['/b', '/a']);
    expect(report.problems).toMatchObject([{ examples: [{ row: 6 }] }]);
  });

  test.each<[string, string | Buffer, object, string]>([
    ['of which all lines are skipped', file, { skipLines: 9 }, 'current value has no header'],
    [
      'whose bytes are not of its encoding',
      Buffer.from(file.replace('/a', '/caf\xe9'), 'latin1'),
      {},
      'visits.csv as a CSV file: current value has the byte 0xE9 in line 2, which is not utf8',
    ],
    [
      'that is read by another encoding',
      Buffer.from('id,who'),
      { encoding: 'utf16le', skipLines: 0 },
      'no column "id"',
    ],
  ])('refuses a file %s and writes nothing', async (...[, content, table, message]) => {
    expect(await refusalOf(content, table)).toContain(message);
  });
});
