// The service worker: no network after the first visit, and never a stale page.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, start, started, stored, until, visit } from './page.mjs';

test('opens again without a network', async (t) => {
  const run = await start();
  t.after(() => run.stop());
  const page = await visit(run);
  await stored(page);
  await run.site.stop();
  await page.reload();
  await started(page);
  assert.deepEqual(page.problems, []);
});

test('shows a new build at once, and that one offline too', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'cattle-and-pets-'));
  await cp(DIST, folder, { recursive: true });
  const run = await start({ folder });
  t.after(async () => {
    await run.stop();
    await rm(folder, { recursive: true });
  });
  const page = await visit(run);
  await stored(page);

  const files = await build(folder, { description: 'A newer build' });
  await page.reload();
  await started(page);
  assert.equal(await described(page), 'A newer build');
  await until(page, async (files) => {
    const keys = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
    const hashed = keys.filter(({ url }) => /-[0-9a-f]{10,16}[._]/.test(url));
    return hashed.length > 1 && hashed.every(({ url }) => files.includes(url.split('/').pop()));
  }, files);
  await run.site.stop();
  await page.reload();
  await started(page);
  assert.equal(await described(page), 'A newer build');
  assert.deepEqual(page.problems, []);
});

const described = (page) => page.locator('meta[name=description]').getAttribute('content');

// Makes another build of the one in the folder: another description, and hashes read backwards.
// Returns the names of its files.
async function build(folder, { description }) {
  const backwards = (hash) => [...hash].reverse().join('');
  const renamed = (text) => text.replaceAll(/(?<=-)[0-9a-f]{10,16}(?=[._])/g, backwards);
  for (const file of await readdir(folder)) await rename(join(folder, file), join(folder, renamed(file)));
  const page = join(folder, 'index.html');
  const html = await readFile(page, 'utf8');
  await writeFile(page, renamed(html).replace(/(?<=content=")See how [^"]*/, description));
  return readdir(folder);
}
