// On a phone the page scrolls as one. What happens is in sight while it happens, whatever was pressed.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { answer, leaves, main, open, options, phase } from './lesson.mjs';
import { button, deployment, player, pods, SIZES, start, statefulSet, visit } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const PHONE = { size: SIZES.phone, hasTouch: true, isMobile: true };

// The share of an element that is between the window's upper edge and the player, 0 to 1.
const inSight = (locator) =>
  locator.evaluate((element) => {
    const box = element.getBoundingClientRect();
    const end = document.querySelector('.player').getBoundingClientRect().top;
    return Math.max(0, Math.min(box.bottom, end) - Math.max(box.top, 0)) / box.height;
  });

async function allInSight(page, lane) {
  const shares = await Promise.all((await pods(lane).all()).map(inSight));
  assert.ok(shares.length >= 3, `${shares.length} Pods`);
  assert.deepEqual(shares.filter((share) => share < 0.9), []);
}

for (const chapter of ['names', 'rolling-update']) {
  test(`while an answer is played in ${chapter}, all Pods of both sides are in sight`, async () => {
    const page = await open(run, chapter, PHONE);
    await options(page).first().check();
    await main(page).tap();
    await leaves(page, 'Ask');
    await player(page).pause.tap();
    assert.equal(await phase(page), 'Run');
    await allInSight(page, deployment(page));
    await allInSight(page, statefulSet(page));
    assert.equal(await inSight(page.getByRole('heading', { level: 1 })), 1);
    await page.context().close();
  });
}

test('the verdict is in sight, and above it what it speaks of', async () => {
  const page = await open(run, 'names', PHONE);
  await answer(page, 0);
  const verdict = page.getByRole('heading', { name: /^(That is what happens|Something else happens)\.$/ });
  assert.equal(await inSight(verdict), 1);
  assert.ok((await inSight(statefulSet(page))) > 0.25);
  await page.context().close();
});

test('that a goal is reached is in sight, and the stage above it', async () => {
  const page = await open(run, 'parts/yourself', PHONE);
  while ((await main(page).innerText()) !== 'Show me') await main(page).tap();
  await main(page).tap();
  await player(page).toEnd.tap();
  await leaves(page, 'Reach');
  assert.equal(await phase(page), 'Explain');
  assert.equal(await inSight(page.getByText('Reached.', { exact: true })), 1);
  assert.ok((await inSight(statefulSet(page))) > 0.25);
  await page.context().close();
});

test('while the parts are named, each is in sight below its name', async () => {
  const page = await open(run, 'parts', { ...PHONE, size: { width: 360, height: 664 } });
  const card = page.getByRole('region', { name: 'The parts', exact: true });
  for (const part of ['replicaset', 'pod', 'statefulset', 'claim', 'service']) {
    await button(card, 'The next part').tap();
    const thing = page.locator(`.stage [data-part="${part}"]`).first();
    assert.ok((await inSight(thing)) > 0.6, `${part} is in sight`);
    const [top, bottom] = [await card.evaluate((it) => it.getBoundingClientRect().bottom), await thing.evaluate((it) => it.getBoundingClientRect().top)];
    assert.ok(top < bottom, `the name stands above ${part}`);
  }
  await button(card, 'Close the names of the parts').tap();
  assert.equal(await inSight(main(page)), 1);
  await page.context().close();
});

test('the player is at the bottom, however little there is above it', async () => {
  const page = await open(run, 'choose', PHONE);
  const { bottom } = await page.locator('.player').evaluate((player) => player.getBoundingClientRect());
  assert.equal(bottom, PHONE.size.height);
  await page.context().close();
});

test('in the Lab the first press shows both lanes', async () => {
  const page = await visit(run, PHONE);
  await button(page, 'Scale both to 3').tap();
  await player(page).pause.tap();
  await player(page).toEnd.tap();
  for (const lane of [deployment(page), statefulSet(page)]) {
    assert.ok((await inSight(lane)) > 0.5);
    assert.ok((await inSight(pods(lane).first())) > 0.5);
  }
  await page.context().close();
});
