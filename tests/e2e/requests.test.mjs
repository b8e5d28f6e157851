// Requests: switched on, followed through a roll-out, in a link, on small screens.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, computed, player, SIZES, start, sticksOut, violations, visit } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const SMALL = { width: 320, height: 640 };
const clients = (page) => page.getByRole('group', { name: /^Requests to / });
const seen = async (page) => {
  const names = await clients(page).evaluateAll((all) => all.map((it) => it.getAttribute('aria-label')));
  return names.map((name) => {
    const [, target, answered, failed] = name.match(/^Requests to (.*): (\d+) answered, (\d+) failed$/);
    return { target, answered: Number(answered), failed: Number(failed) };
  });
};

test('clients are sent, fail where they must, and are in the link', async () => {
  const page = await visit(run);
  await button(page, 'Scale both to 3').click();
  await page.keyboard.press('End');
  await computed(page);
  assert.equal(await clients(page).count(), 0);
  await page.getByRole('switch', { name: /^Send requests/ }).check();
  await clients(page).nth(1).waitFor();
  const before = await seen(page);
  assert.deepEqual(before.map(({ target, failed }) => [target, failed]), [['service web', 0], ['pod db-0', 0]]);
  await button(page, 'Update images').click();
  await page.keyboard.press('End');
  await computed(page);
  await page.keyboard.press('End');
  await page.getByText('Last failure:').nth(1).waitFor();
  const [web, db] = await seen(page);
  assert.ok(web.failed > 0 && web.failed < db.failed, JSON.stringify([web, db]));
  assert.deepEqual(await violations(page), []);
  await page.waitForURL(/requests=service\/web,pod\/db-0/);
  const again = await visit(run, { at: new URL(page.url()).hash });
  await again.getByText('Last failure:').nth(1).waitFor();
  assert.deepEqual(await seen(again), [web, db]);
  await player(again).toStart.click();
  await again.getByText('nobody to send to yet').nth(1).waitFor();
  await again.getByRole('switch', { name: /^Send requests/ }).uncheck();
  await clients(again).first().waitFor({ state: 'detached' });
  assert.deepEqual([...page.problems, ...again.problems], []);
});

for (const [name, size, theme] of [
  ['phone', SIZES.phone, 'dark'],
  ['small phone', SMALL, 'light'],
]) {
  test(`requests fit on a ${name}, ${theme}`, async () => {
    const at = '#/lab?requests=service/web,pod/db-0&do=0,scale,deployment/web,3;1,scale,statefulset/db,3&at=40';
    const page = await visit(run, { size, theme, at });
    await clients(page).nth(1).waitFor();
    assert.deepEqual(await sticksOut(page), []);
    assert.deepEqual(await violations(page), []);
  });
}
