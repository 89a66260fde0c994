import './configured.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { EnvironmentError, readEnvironment } from '#functions/runtime/environment.ts';
import { failureForLog } from '#functions/runtime/failure-log.ts';
import { ContentionError } from '#lib/use-cases/update/retry-on-conflict.ts';

afterEach(() => void vi.unstubAllEnvs());

describe('readEnvironment()', () => {
  test('reads what is asked for and nothing else', () => {
    const environment = { TABLE_NAME: 'patron', DEPLOYMENT: '12', HOME: '/root' };
    expect(readEnvironment(['TABLE_NAME', 'DEPLOYMENT'], environment)).toEqual({
      TABLE_NAME: 'patron',
      DEPLOYMENT: 12,
    });
  });

  test('reads a list between commas, and takes what may be left out', () => {
    const needs = ['CATALOGUE_FILE', 'MEASURED_SEGMENTS'] as const;
    expect(readEnvironment(needs, {})).toEqual({ CATALOGUE_FILE: undefined, MEASURED_SEGMENTS: undefined });
    expect(readEnvironment(needs, { MEASURED_SEGMENTS: '' }).MEASURED_SEGMENTS).toEqual(new Set());
    const listed = readEnvironment(needs, { MEASURED_SEGMENTS: 'vip,lapsed' });
    expect(listed.MEASURED_SEGMENTS).toEqual(new Set(['vip', 'lapsed']));
    expect(() => readEnvironment(needs, { CATALOGUE_FILE: '' })).toThrow('CATALOGUE_FILE must be given');
  });

  test('reads an instant in the one form in which Patron writes it', () => {
    expect(readEnvironment(['QUIET_UNTIL'], { QUIET_UNTIL: '2026-11-02T12:00:00.000Z' })).toEqual({
      QUIET_UNTIL: Date.parse('2026-11-02T12:00:00Z'),
    });
    expect(readEnvironment(['QUIET_UNTIL'], {})).toEqual({ QUIET_UNTIL: undefined });
    expect(() => readEnvironment(['QUIET_UNTIL'], { QUIET_UNTIL: '2026-11-02' })).toThrow(
      'QUIET_UNTIL must be an instant',
    );
  });

  test('names every variable that is missing or wrong, its rule and the value seen', () => {
    const given = { QUEUE_URL: 'intake', DEPLOYMENT: '0' };
    const read = () => readEnvironment(['TABLE_NAME', 'QUEUE_URL', 'DEPLOYMENT'], given);
    expect(read).toThrow(EnvironmentError);
    expect(read).toThrow(
      'Cannot start as configured: TABLE_NAME must be given, current value is absent; ' +
        'QUEUE_URL must be a URL, current value is intake; DEPLOYMENT must be a positive whole number, current value is 0',
    );
  });
});

describe('handlers', () => {
  test.each(['update', 'publish', 'sweep', 'quarantine'])('%s starts as configured, and not without', async (name) => {
    vi.resetModules();
    const started: { handler: unknown } = await import(`../../functions/${name}.ts`);
    expect(started.handler).toBeTypeOf('function');
    vi.resetModules();
    vi.stubEnv('DEPLOYMENT', '');
    await expect(import(`../../functions/${name}.ts`)).rejects.toThrow('DEPLOYMENT must be');
  });
});

describe('failureForLog()', () => {
  test('gives an error’s name and frames, and its text only where that can hold nothing of an event', () => {
    const quoting = failureForLog(new SyntaxError('Unexpected token S in Semmelweis\n  Semmelweis is here'));
    expect(quoting).toMatchObject({
      name: 'SyntaxError',
      frames: expect.arrayContaining([expect.stringMatching(/^at /)]),
    });
    expect(JSON.stringify(quoting)).not.toContain('Semmelweis');
    expect(failureForLog(new ContentionError('C#Semmelweis'))).toMatchObject({
      message: expect.stringContaining('other writers'),
    });
    expect(failureForLog('Semmelweis')).toEqual({ name: 'string' });
    const framed = failureForLog(new Error('Cannot\n    at Semmelweis (/var/task/Semmelweis.js:1:1)'));
    expect(framed).toMatchObject({ frames: expect.arrayContaining([expect.stringContaining('environment.test')]) });
    expect(JSON.stringify(framed)).not.toContain('Semmelweis');
    const other = new Error('Cannot\n    at Semmelweis');
    // From its first reading on, a stack keeps the text that it began with.
    expect(other.stack).toContain('Semmelweis');
    other.message = 'another';
    expect(failureForLog(other)).toEqual({ name: 'Error', frames: [] });
  });
});
