import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { patronProcess } from '#test/cli/command-line.ts';
import { inNewFolder } from '#test/support/folder.ts';
import { startProcess } from './dev-process.ts';

describe('patron dev as a process', () => {
  test('says what a developer needs, and ends well with SIGINT while a stream is open', async () => {
    const dev = await startProcess(
      '--frozen',
      '--now',
      '2026-11-02T09:12:00Z',
      '--segments',
      'docs/snippets/lapsing-regular.json',
    );
    expect(dev.printed()).toContain(`export AWS_ENDPOINT_URL_EVENTBRIDGE=${dev.url}`);
    expect(dev.printed()).toContain('1 segment, amounts in GBP: lapsing-regular');
    expect(dev.printed()).toContain('stands at 2 November 2026 at 09:12:00 UTC');
    expect(dev.printed()).not.toContain('\u001B[');
    await fetch(`${dev.url}/changes`);
    expect(await dev.end('SIGINT')).toBe(0);
  });

  test('warns where others reach it', async () => {
    const dev = await startProcess('--host', '0.0.0.0');
    expect(await dev.end('SIGINT')).toBe(0);
    expect(dev.printed()).toContain('Warning: 0.0.0.0 is reached by others than this machine');
  });

  test('has its store for itself', async () => {
    await inNewFolder(async (folder) => {
      const store = join(folder, 'shop.sqlite');
      const dev = await startProcess('--store', store);
      expect(await patronProcess(['dev', '--port', '0', '--store', store])).toEqual({
        status: 1,
        stdout: '',
        stderr: `patron dev: Cannot use ${store} as a store: another patron dev uses it\n`,
      });
      expect(await dev.end('SIGINT')).toBe(0);
    });
  });

  test('prints the secret of a webhook, the same one again for the same store', async () => {
    await inNewFolder(async (folder) => {
      const args = ['--store', join(folder, 'shop.sqlite'), '--webhook', 'http://127.0.0.1:9/hook'];
      const secrets: unknown[] = [];
      while (secrets.length < 2) {
        const dev = await startProcess(...args);
        await dev.end('SIGINT');
        secrets.push(/secret (whsec_\S+)/.exec(dev.printed())?.[1]);
      }
      expect(secrets[0]).toMatch(/^whsec_[A-Za-z0-9+/]{32}$/);
      expect(secrets[1]).toBe(secrets[0]);
    });
  });
});
