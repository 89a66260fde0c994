#!/usr/bin/env node
// Plain JavaScript, so that any Node can run it: it finds the one that Patron needs and hands everything over to it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'patron.ts');
const isCheckout = existsSync(source);

/** The sources where they are beside it, else what was built of them for the package; the former need a Node that reads TypeScript. */
const entry = isCheckout ? source : join(here, '..', 'dist', 'cli', 'patron.js');
const needed = isCheckout ? '24.0' : '22.13';
const executable = process.platform === 'win32' ? 'node.exe' : 'node';

const isEnough = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [least, leastMinor] = needed.split('.').map(Number);
  return major > least || (major === least && minor >= leastMinor);
};

/** The Node that the package brings, in its own `node_modules` or in one further up. */
const findNode = (directory) => {
  const candidate = join(directory, 'node_modules', 'node', 'bin', executable);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(directory);
  return parent === directory ? undefined : findNode(parent);
};

const handOver = (node) => {
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' });
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`patron: Cannot start ${node}: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (status, signal) => {
    if (signal === null) process.exit(status);
    for (const one of signals) process.removeAllListeners(one);
    process.kill(process.pid, signal);
  });
};

if (isEnough()) {
  await import(pathToFileURL(entry).href);
} else {
  const node = findNode(here);
  if (node === undefined) {
    const hint = isCheckout ? ', which npm install brings' : '';
    process.stderr.write(
      `patron: Cannot run on Node ${process.versions.node}: Node ${needed} or later is needed${hint}\n`,
    );
    process.exitCode = 1;
  } else {
    handOver(node);
  }
}
