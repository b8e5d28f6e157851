// Another language: fetched when it is chosen, kept, there without a network, and English otherwise.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, SIZES, start, started, sticksOut, stored, until, violations, visit } from './page.mjs';

const SCALE = { en: 'Scale both to 3', zh: '两者都扩缩到 3' };

let run;
before(async () => (run = await start()));
after(() => run?.stop());

// The choice in the header, whatever it is called.
const choice = (page) => page.getByRole('banner').getByRole('combobox', { name: /^(Language|语言)$/ });
const fetched = () => run.site.requests.filter((path) => path.includes('/lang/'));

test('Chinese is fetched when it is chosen, and kept', async () => {
  const page = await visit(run);
  await button(page, SCALE.en).waitFor();
  assert.deepEqual(fetched(), []);

  await choice(page).selectOption('中文');
  await button(page, SCALE.zh).click();
  await page.keyboard.press('End');
  assert.equal(await page.locator('html').getAttribute('lang'), 'zh');
  assert.match(await page.title(), /实验室/);
  await page.getByRole('region', { name: 'StatefulSet db', exact: true }).getByText('3/3 就绪').waitFor();
  await page.getByText('已稳定：不会再发生什么。').waitFor();
  assert.deepEqual(await english(page), []);
  assert.deepEqual(await violations(page), []);

  await page.reload();
  await started(page);
  await button(page, SCALE.zh).waitFor();

  await choice(page).selectOption('English');
  await button(page, SCALE.en).waitFor();
  assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  assert.deepEqual(page.problems, []);
});

test('a chapter that is open goes on in Chinese', async () => {
  const page = await visit(run, { at: '#/learn/names' });
  const title = page.getByRole('heading', { level: 1 });
  await title.filter({ hasText: /^[A-Z][a-z ]+$/ }).waitFor();
  await page.getByRole('radio').nth(1).check();
  await choice(page).selectOption('中文');
  await title.filter({ hasText: /\p{Script=Han}/u }).waitFor();
  assert.equal(await page.getByRole('radio').nth(1).isChecked(), true);
  assert.deepEqual(await english(page), []);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(page.problems, []);
});

test('whose browser asks for Chinese reads it at once, and without a network', async () => {
  const page = await visit(run, { locale: 'zh-CN', size: SIZES.phone });
  await button(page, SCALE.zh).waitFor();
  assert.deepEqual(await sticksOut(page), []);
  assert.deepEqual(await violations(page), []);
  await stored(page);
  await until(page, async () => Boolean(await caches.match(new URL('lang/zh.json', location.href).href)));
  await page.context().setOffline(true);
  await page.reload();
  await started(page);
  await button(page, SCALE.zh).waitFor();
  assert.deepEqual(page.problems, []);
});

test('what cannot be fetched is said, and can be tried again', async () => {
  // What a service worker fetches cannot be made to fail.
  const page = await visit(run, { serviceWorkers: 'block' });
  await page.route('**/lang/*', (route) => route.abort());
  await choice(page).selectOption('中文');
  const alert = page.getByRole('alert').filter({ hasText: 'The texts in 中文 could not be fetched.' });
  await alert.waitFor();
  await button(page, SCALE.en).waitFor();
  assert.equal(await choice(page).inputValue(), 'English');
  assert.deepEqual(await violations(page), []);

  await page.unroute('**/lang/*');
  await alert.getByRole('button', { name: 'Try again' }).click();
  await button(page, SCALE.zh).waitFor();
  await alert.waitFor({ state: 'detached' });
});

// Texts of the page that are several words of English: those of Kubernetes stand in code.
function english(page) {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      const kubernetes = 'code, pre, kbd, script, style, .diff, .terminal, .actor, .tracks, .brand';
      if (parentElement.closest(kubernetes) || !parentElement.checkVisibility()) continue;
      if (/\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/.test(textContent)) found.push(textContent);
    }
    return found;
  });
}
