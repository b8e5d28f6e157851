// The page as a visitor first meets it: at every size, in both themes, while loading, without help.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { main } from './lesson.mjs';
import { DIST, SIZES, start, started, sticksOut, stored, violations, visit } from './page.mjs';
import { SUB_PATH } from './server.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

for (const [name, size] of Object.entries(SIZES)) {
  for (const theme of ['light', 'dark']) {
    test(`opens on a ${name}, ${theme}`, async () => {
      const page = await visit(run, { size, theme, at: '' });
      await page.getByText('Chapter 1 of').waitFor();
      await main(page).waitFor();
      assert.match(await page.getByRole('banner').textContent(), /Cattle & Pets/);
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await sticksOut(page), []);
      assert.deepEqual(page.problems, []);
      await page.context().close();
    });
  }
}

test('needs no sideways scrolling at 320 px', async () => {
  const page = await visit(run, { size: { width: 320, height: 640 }, at: '' });
  await main(page).waitFor();
  assert.deepEqual(await sticksOut(page), []);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('asks only for its own files, and every file of dist/ is asked for', async () => {
  run.site.requests.length = 0;
  const page = await visit(run, { blank: true });
  const elsewhere = [];
  page.context().on('request', (request) => request.url().startsWith(run.site.url) || elsewhere.push(request.url()));
  await page.goto(run.site.url);
  await started(page);
  await main(page).waitFor();
  await stored(page);
  assert.deepEqual(elsewhere, []);
  const asked = [...new Set(run.site.requests.map((path) => path.slice(SUB_PATH.length) || 'index.html'))];
  const files = (await readdir(DIST, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const names = files.map((entry) => `${entry.parentPath}/${entry.name}`.slice(DIST.length).replace(/^\//, ''));
  // Chapters come when they are opened, languages when they are chosen; a card is for others.
  const isLater = (name) => /^(lessons\/|lang\/|truth\.html$|card\.png$)/.test(name);
  const others = (names) => names.filter((name) => !isLater(name)).sort();
  assert.deepEqual(others(asked), others(names), 'what `cargo xtask size` counts is what a visit loads');
  assert.ok(asked.filter(isLater).every((name) => names.includes(name)));
  await page.context().close();
});

test('can be read before the wasm has arrived', async () => {
  const page = await visit(run, { blank: true });
  let release;
  const held = new Promise((done) => (release = done));
  await page.route('**/*.wasm', (route) => held.then(() => route.continue()));
  await page.goto(run.site.url, { waitUntil: 'commit' });
  await page.getByRole('status').getByText('Loading').waitFor();
  await page.getByText('one decision at a time').first().waitFor();
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(await sticksOut(page), []);
  release();
  await started(page);
  await page.context().close();
});

test('says so when it cannot start', async () => {
  const page = await visit(run, { blank: true });
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(run.site.url);
  await page.getByRole('status').getByText('could not start').waitFor();
  await page.context().close();
});

test('says what it needs when JavaScript is switched off', async () => {
  const page = await visit(run, { blank: true, javaScriptEnabled: false });
  await page.goto(run.site.url);
  // Playwright's search by text leaves <noscript> out.
  await page.locator('noscript p', { hasText: 'needs JavaScript' }).waitFor();
  await page.getByRole('status').waitFor({ state: 'hidden' });
  await page.context().close();
});
