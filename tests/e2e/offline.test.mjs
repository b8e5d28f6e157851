// The service worker: no network after the first visit, and never a stale page.

import assert from 'node:assert/strict';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIST, start, started, stored, visit } from './page.mjs';

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

  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const newer = html.replace(/<title>[^<]*/, '<title>A newer build').replaceAll(/-[0-9a-f]{16}(?=[._])/g, '-0123456789abcdef');
  const [old] = html.match(/-[0-9a-f]{16}(?=[._])/);
  for (const end of ['.js', '_bg.wasm']) {
    await cp(join(folder, `cattle-and-pets${old}${end}`), join(folder, `cattle-and-pets-0123456789abcdef${end}`));
  }
  const styles = [...html.matchAll(/href="\.?\/?([^"]*)-[0-9a-f]{16}\.css"/g)];
  for (const [, name] of styles) {
    const [file] = html.match(new RegExp(`${name}-[0-9a-f]{16}\\.css`));
    await cp(join(folder, file), join(folder, `${name}-0123456789abcdef.css`));
  }
  await writeFile(join(folder, 'index.html'), newer);

  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'A newer build');
  await page.waitForFunction(async () => {
    const keys = (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat();
    const hashed = keys.filter(({ url }) => /-[0-9a-f]{16}/.test(url));
    return hashed.length > 1 && hashed.every(({ url }) => url.includes('0123456789abcdef'));
  });
  await run.site.stop();
  await page.reload();
  await started(page);
  assert.equal(await page.title(), 'A newer build');
  assert.deepEqual(page.problems, []);
});
