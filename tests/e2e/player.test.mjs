// The player and the guide: stepping, forking, coming back, links; by keyboard, on small screens.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, computed, deployment, openMenu, player, pods, position, SIZES, stands, start, started, statefulSet, sticksOut, violations, visit } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const scaleBoth = (page) => button(page, 'Scale both to 3');

// Presses Tab until that element has the focus.
async function tabTo(page, locator) {
  for (let presses = 0; presses < 60; presses++) {
    if (await locator.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  assert.fail('sixty presses of Tab do not reach it');
}

test('a whole roll-out by keyboard alone', async () => {
  const page = await visit(run);
  await tabTo(page, scaleBoth(page));
  await page.keyboard.press('Enter');
  await player(page).pause.waitFor();
  await page.keyboard.press('End');
  const scaled = await computed(page);
  assert.equal(scaled.step, scaled.of);
  await tabTo(page, button(page, 'Update images'));
  await page.keyboard.press('Enter');
  await player(page).pause.waitFor();
  await page.keyboard.press('ArrowRight');
  await player(page).play.waitFor();
  const { of } = await computed(page);
  assert.ok(of > scaled.of + 20, `${of} steps`);
  // Space plays and pauses wherever the focus is not on something to press.
  await tabTo(page, page.getByRole('slider', { name: 'Position' }));
  await page.keyboard.press('Space');
  await player(page).pause.waitFor();
  await page.keyboard.press('Space');
  await player(page).play.waitFor();
  // How far it played in between depends on the machine.
  await page.keyboard.press('End');
  await stands(page, of);
  await page.keyboard.press('[');
  await stands(page, scaled.of + 2);
  await page.keyboard.press('[');
  await stands(page, scaled.of + 1);
  await page.keyboard.press(']');
  await stands(page, scaled.of + 2);
  await page.keyboard.press('Home');
  await stands(page, 0);
  await page.keyboard.press('End');
  await stands(page, of);
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Help and settings' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('stepping back and forwards shows the same moments', async () => {
  const page = await visit(run);
  await scaleBoth(page).click();
  await player(page).step.click();
  await computed(page);
  const seen = [];
  for (let steps = 0; steps < 12; steps++) {
    seen.push((await position(page)).said);
    await player(page).step.click();
  }
  for (const said of seen.reverse()) {
    await player(page).stepBack.click();
    assert.equal((await position(page)).said, said);
  }
  await page.context().close();
});

test('acting in the past keeps the future, and leads back to it', async () => {
  const page = await visit(run);
  await scaleBoth(page).click();
  await player(page).toEnd.click();
  const whole = await computed(page);
  await player(page).toStart.click();
  await button(page, 'One replica more for each').click();
  const other = await computed(page);
  assert.notEqual(other.of, whole.of);
  const futures = page.getByRole('region', { name: 'Futures you left' });
  await futures.getByRole('button', { name: /kubectl scale deployment\/web --replicas=3/ }).click();
  await stands(page, 0);
  assert.equal((await computed(page)).of, whole.of);
  await futures.getByRole('button', { name: /kubectl scale deployment\/web --replicas=1/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

test('the address leads to the very same moment', async () => {
  const page = await visit(run);
  await scaleBoth(page).click();
  await player(page).pause.click();
  await computed(page);
  for (let steps = 0; steps < 9; steps++) await player(page).step.click();
  const here = await position(page);
  await page.waitForFunction((step) => location.hash.endsWith(`at=${step}`), here.step);
  await page.reload();
  await started(page);
  await stands(page, here.step);
  assert.deepEqual(await computed(page), here);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const [width, height] of [[920, 800], [1024, 768], [1190, 800], [1280, 720], [1440, 900]]) {
  test(`two lanes stand side by side and nothing scrolls behind the player, ${width} x ${height} px`, async () => {
    const page = await visit(run, { size: { width, height } });
    await scaleBoth(page).click();
    await player(page).toEnd.click();
    const lanes = await Promise.all([deployment(page), statefulSet(page)].map((lane) => lane.boundingBox()));
    assert.equal(lanes[0].y, lanes[1].y);
    for (const lane of [deployment(page), statefulSet(page)]) {
      const rows = await pods(lane, 'Ready').evaluateAll((all) => new Set(all.map((it) => it.getBoundingClientRect().top)).size);
      assert.equal(rows, 1, 'three Pods in one row');
    }
    assert.deepEqual(await sticksOut(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollHeight), height);
    await page.context().close();
  });
}

test('the link to a moment is copied for somebody else', async () => {
  const page = await visit(run, { permissions: ['clipboard-read', 'clipboard-write'] });
  await scaleBoth(page).click();
  await player(page).pause.click();
  await computed(page);
  await player(page).step.click();
  const here = await position(page);
  await button(page, 'Share').click();
  await page.getByRole('status').getByText('The link to this moment is copied.').waitFor();
  assert.deepEqual(await violations(page), []);
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await visit(run, { blank: true });
  await other.goto(link);
  await started(other);
  await stands(other, here.step);
  assert.deepEqual(await computed(other), here);
  await page.context().close();
  await other.context().close();
});

test('another release begins anew, and there is a way back', async () => {
  const page = await visit(run);
  await scaleBoth(page).click();
  await player(page).pause.click();
  const before = await computed(page);
  await page.getByRole('combobox', { name: 'Kubernetes release' }).selectOption('1.20.2');
  await stands(page, 0);
  assert.equal((await computed(page)).of, 0);
  await button(page, 'Back to the run before').click();
  await stands(page, before.step);
  assert.equal((await computed(page)).of, before.of);
  await page.context().close();
});

test('keys that write a character stay switched off', async () => {
  const page = await visit(run);
  await button(page, 'Help and settings').click();
  await page.getByRole('checkbox').uncheck();
  await page.keyboard.press('Escape');
  await page.reload();
  await started(page);
  await page.keyboard.press('?');
  await page.waitForTimeout(200);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.context().close();
});

test('storage that is full or forbidden disturbs nobody', async () => {
  const page = await visit(run, { blank: true });
  await page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
  });
  await page.goto(run.site.url + '#/lab');
  await started(page);
  await button(page, 'Help and settings').click();
  await page.getByRole('checkbox').uncheck();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

for (const [name, size] of Object.entries({ ...SIZES, small: { width: 320, height: 640 } })) {
  test(`accessible and without sideways scrolling in every state, ${name}`, async () => {
    const page = await visit(run, { size });
    const check = async () => {
      assert.deepEqual(await violations(page), []);
      assert.deepEqual(await sticksOut(page), []);
    };
    await scaleBoth(page).click();
    await check();
    await player(page).toEnd.click();
    await computed(page);
    await button(page, 'Ship a broken image').click();
    await player(page).pause.click();
    await page.getByRole('tab', { name: /^Done/ }).click();
    await check();
    await player(page).toStart.click();
    await button(page, 'One replica more for each').click();
    await player(page).toEnd.click();
    await check();
    await button(page, 'All steps as a list').click();
    await page.getByRole('dialog', { name: 'All steps' }).getByRole('listitem').first().waitFor();
    await check();
    await page.keyboard.press('Escape');
    await openMenu(page);
    await check();
    await button(page, 'Help and settings').click();
    await check();
    await page.context().close();
  });
}
