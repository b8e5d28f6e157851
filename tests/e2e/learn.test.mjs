// The tutorial: by keyboard alone, its addresses, what is kept, what is pointed at, what fails.

import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { answer, CHAPTERS, heading, leaves, lesson, main, open, options, phase, play, toQuestion } from './lesson.mjs';
import { button, DIST, deployment, faultsEverywhere, openMenu, player, pods, position, SIZES, stands, start, started, statefulSet, stored, until, visit } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const [FIRST, SECOND] = CHAPTERS;
const contents = (page) => page.getByRole('dialog', { name: 'All chapters' });
const chapterLink = (page, number) => contents(page).getByRole('listitem').nth(number - 1).getByRole('link');

async function openContents(page) {
  await lesson(page).getByRole('button', { name: /^Chapter \d+ of/ }).click();
  await contents(page).waitFor();
}

// Presses a key until the condition holds.
async function press(page, key, holds) {
  for (let presses = 0; presses < 200; presses++) {
    if (await holds()) return;
    await page.keyboard.press(key);
  }
  assert.fail(`two hundred presses of ${key} do not help`);
}
const focused = (locator) => locator.evaluate((element) => element === document.activeElement);

test('the first visit opens chapter 1, and the first answer is a few presses away', async () => {
  const page = await visit(run, { at: '' });
  await lesson(page).getByText('Chapter 1 of').waitFor();
  assert.equal(await page.title(), 'The parts · Cattle & Pets');
  assert.equal(await deployment(page).getByText('/2 ready').count(), 1);
  await toQuestion(page);
  const { isRight, labels } = await answer(page, 0);
  assert.equal(labels.length, 1);
  assert.equal(typeof isRight, 'boolean');
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a chapter by keyboard alone', async () => {
  const page = await open(run, SECOND);
  let tasks = 0;
  for (let steps = 0; steps < 60; steps++) {
    const now = await phase(page);
    if (now === undefined) break;
    if (now === 'Ask') {
      await press(page, 'Tab', () => options(page).first().evaluate((radio) => radio.name === document.activeElement.name));
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await leaves(page, now);
    } else if (now === 'Run') {
      await page.keyboard.press('End');
      await leaves(page, now);
    } else if (now === 'Explain') {
      const line = lesson(page).getByRole('textbox');
      await press(page, 'Tab', () => focused(line));
      await page.keyboard.type('so it is');
      await page.keyboard.press('Enter');
      await leaves(page, now);
    } else {
      const before = await heading(page).innerText();
      await press(page, 'Tab', () => focused(main(page)));
      await page.keyboard.press('Enter');
      if (now === 'Reach' && (await main(page).innerText()) === 'Show me') {
        await page.keyboard.press('Enter');
        await page.keyboard.press('End');
        await leaves(page, now);
      }
      if (now === 'Done') {
        await page.waitForFunction((before) => document.querySelector('.lesson h1').innerText !== before, before);
        // What was pressed is gone, so reading goes on at the heading.
        await page.waitForFunction(() => document.activeElement?.matches('.lesson h1'));
        tasks += 1;
      }
    }
  }
  assert.equal(await phase(page), undefined);
  assert.ok(tasks >= 2, `${tasks} tasks`);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('one key of a presenter leads through a task', async () => {
  const page = await open(run, SECOND);
  await options(page).first().check();
  await heading(page).focus();
  const first = await heading(page).innerText();
  await page.keyboard.press('PageDown');
  await leaves(page, 'Ask');
  await press(page, 'PageDown', async () => (await heading(page).innerText()) !== first);
  await press(page, 'PageUp', async () => (await position(page)).step === 0);
  await page.context().close();
});

test('an address leads to the very moment of a task, and back and forth between chapters', async () => {
  const page = await open(run, SECOND);
  await answer(page, 0);
  await player(page).stepBack.click();
  const here = await position(page);
  await page.waitForFunction((step) => location.hash.endsWith(`at=${step}`), here.step);
  await page.reload();
  await started(page);
  await main(page).waitFor();
  await stands(page, here.step, here.of);
  await openContents(page);
  await chapterLink(page, 1).click();
  await lesson(page).getByText('Chapter 1 of').waitFor();
  await page.goBack();
  await lesson(page).getByText('Chapter 2 of').waitFor();
  await page.waitForFunction((step) => location.hash.endsWith(`at=${step}`), here.step);
  await stands(page, here.step, here.of);
  await page.goForward();
  await lesson(page).getByText('Chapter 1 of').waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('who goes back at once, while the address is still to be written, gets back', async () => {
  const page = await visit(run, { blank: true });
  // A browser that is busy: the page hears late that its address is another.
  await page.addInitScript(() => {
    const late = (event) => {
      if (!event.isTrusted) return;
      event.stopImmediatePropagation();
      setTimeout(() => dispatchEvent(new HashChangeEvent('hashchange')), 600);
    };
    addEventListener('hashchange', late);
  });
  await page.goto(`${run.site.url}#/learn/${SECOND}`);
  await started(page);
  await openContents(page);
  await chapterLink(page, 1).click();
  await lesson(page).getByText('Chapter 1 of').waitFor();
  await page.goBack();
  await lesson(page).getByText('Chapter 2 of').waitFor();
  assert.match(await page.evaluate(() => location.hash), new RegExp(SECOND));
  await page.context().close();
});

test('a moment is taken to the Lab, and the lesson waits', async () => {
  const page = await open(run, SECOND);
  await answer(page, 0);
  const here = await position(page);
  await button(page, 'Open this moment in the Lab').click();
  await button(page, 'Scale both to 3').waitFor();
  await page.getByRole('heading', { level: 1, name: 'From the lesson', exact: true }).waitFor();
  await stands(page, here.step, here.of);
  assert.equal(await page.title(), 'Lab · Cattle & Pets');
  await page.waitForURL(/#\/lab\?rest=/);
  await page.goBack();
  await main(page).waitFor();
  await stands(page, here.step, here.of);
  assert.equal(await phase(page) === 'Ask', false);
  await page.context().close();
});

test('an address that leads nowhere says so, at the nearest place', async () => {
  const said = (page) => page.getByRole('status').filter({ hasText: /There is no|has no task|does not come to the moment/ });
  for (const [at, text, place] of [
    ['#/learn/nothing', 'There is no chapter “nothing”', 'Chapter 1 of'],
    [`#/learn/${SECOND}/nothing`, 'This chapter has no task “nothing”', 'Chapter 2 of'],
    [`#/learn/${SECOND}?at=99999`, 'does not come to the moment', 'Chapter 2 of'],
    [`#/learn/${SECOND}?do=0,delete,pod/nobody&at=2`, 'does not come to the moment', 'Chapter 2 of'],
    ['#/nowhere', 'There is no page at this address', 'Chapter 1 of'],
  ]) {
    const page = await visit(run, { at });
    await main(page).waitFor();
    await said(page).getByText(text).waitFor();
    await lesson(page).getByText(place).waitFor();
    await button(page, 'Close this message').click();
    assert.equal(await said(page).count(), 0, at);
    assert.deepEqual(page.problems, []);
    await page.context().close();
  }
  const page = await visit(run, { at: '#/lab?do=0,scale,nonsense&at=4' });
  await page.getByText('does not come to the moment').waitFor();
  await page.context().close();
});

// What is kept, as the page's own text.
const kept = (page) => page.evaluate(() => localStorage.getItem('progress'));

test('progress is kept, shown, and can be forgotten', async () => {
  const page = await open(run, FIRST);
  await play(page, async () => {});
  await page.getByRole('heading', { name: 'Remember' }).waitFor();
  await page.reload();
  await started(page);
  await openContents(page);
  assert.match(await chapterLink(page, 1).innerText(), /finished/);
  assert.deepEqual(await faultsEverywhere(page), []);
  await button(page, 'Forget my progress').click();
  assert.deepEqual(await faultsEverywhere(page), []);
  await button(page, 'Keep it').click();
  await button(page, 'Forget my progress').click();
  await button(page, 'Forget it').click();
  await chapterLink(page, 1).getByText('not begun').waitFor();
  assert.doesNotMatch(await kept(page), /finished|done/);
  await page.context().close();
});

test('who comes back is where they left off', async () => {
  const page = await open(run, SECOND);
  await page.waitForFunction((id) => localStorage.getItem('progress')?.includes(`at ${id}`), SECOND);
  await page.goto(run.site.url + '#/lab');
  await page.goto('about:blank');
  await page.goto(run.site.url);
  await started(page);
  await lesson(page).getByText('Chapter 2 of').waitFor();
  await page.context().close();
});

test('two pages at once lose nothing, and a reset is everywhere', async () => {
  const one = await open(run, FIRST);
  const other = await one.context().newPage();
  await other.goto(`${run.site.url}#/learn/${SECOND}`);
  await started(other);
  await main(other).waitFor();
  await toQuestion(one);
  await answer(one, 0);
  await answer(other, 0);
  for (const id of [FIRST, SECOND]) {
    await one.waitForFunction((id) => localStorage.getItem('progress').includes(`first ${id} `), id);
  }
  await openContents(other);
  await button(other, 'Forget my progress').click();
  await button(other, 'Forget it').click();
  await other.waitForFunction(() => !localStorage.getItem('progress').includes('first'));
  // What the first page still knew does not come back with its next write.
  await main(one).click();
  await one.waitForFunction((id) => localStorage.getItem('progress').includes(`at ${id}`), FIRST);
  assert.doesNotMatch(await kept(one), /first/);
  await one.context().close();
});

for (const [name, text] of [
  ['garbage', '\u0000{"x":[[['],
  ['a later version', 'progress 9 0\nfinished parts\n'],
]) {
  test(`storage with ${name} in it disturbs nobody`, async () => {
    const page = await visit(run, { blank: true });
    await page.addInitScript((text) => localStorage.getItem('progress') ?? localStorage.setItem('progress', text), text);
    await page.goto(run.site.url);
    await started(page);
    await lesson(page).getByText('Chapter 1 of').waitFor();
    await toQuestion(page);
    await answer(page, 0);
    if (name === 'garbage') assert.match(await kept(page), /^progress 1/);
    else assert.equal(await kept(page), text, 'what a later version keeps is left as it is');
    assert.deepEqual(page.problems, []);
    await page.context().close();
  });
}

test('without storage the tutorial works, and says so once there is something to lose', async () => {
  const page = await visit(run, { blank: true });
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('no', 'SecurityError');
      },
    });
  });
  await page.goto(run.site.url);
  await started(page);
  await main(page).waitFor();
  const said = page.getByText('This browser keeps nothing for us');
  assert.equal(await said.count(), 0);
  await toQuestion(page);
  await answer(page, 0);
  await said.waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('a chapter that does not come says why, and comes when it is asked again', async () => {
  const page = await visit(run, { blank: true, serviceWorkers: 'block' });
  let held = true;
  await page.route('**/lessons/**', (route) => (held ? route.abort() : route.continue()));
  await page.goto(`${run.site.url}#/learn/${SECOND}`);
  await started(page);
  await page.getByRole('heading', { name: 'This chapter could not be loaded' }).waitFor();
  assert.deepEqual(await faultsEverywhere(page), []);
  held = false;
  await button(page, 'Try again').click();
  await main(page).waitFor();
  await page.context().close();
});

test('a chapter that is broken says what is wrong with it', async () => {
  const page = await visit(run, { blank: true, serviceWorkers: 'block' });
  await page.route(`**/lessons/${SECOND}/lesson.yaml`, (route) => route.fulfill({ body: 'start: [\n' }));
  await page.goto(`${run.site.url}#/learn/${SECOND}`);
  await started(page);
  await page.getByText(`${SECOND}/lesson.yaml`).waitFor();
  await page.context().close();
});

test('while a chapter comes, its shape is there', async () => {
  const page = await visit(run, { blank: true, serviceWorkers: 'block' });
  let release;
  const held = new Promise((done) => (release = done));
  await page.route(`**/lessons/${SECOND}/lesson.yaml`, (route) => held.then(() => route.continue()));
  await page.goto(`${run.site.url}#/learn/${SECOND}`);
  await page.getByText('The chapter is coming').waitFor({ state: 'attached' });
  assert.deepEqual(await faultsEverywhere(page), []);
  release();
  await main(page).waitFor();
  await page.context().close();
});

test('all chapters are there without a network after the first visit', async () => {
  const page = await visit(run, { at: '' });
  await stored(page);
  const all = (await readdir(`${DIST}lessons`, { recursive: true })).filter((name) => name.endsWith('.yaml') && !name.endsWith('zh.yaml'));
  assert.ok(all.length > 3 * CHAPTERS.length, `${all.length} files`);
  await until(page, async (all) => {
    const found = await Promise.all(all.map((name) => caches.match(new URL(`lessons/${name}`, location.href).href)));
    return found.every(Boolean);
  }, all);
  await page.context().setOffline(true);
  for (const id of [FIRST, CHAPTERS.at(-1)]) {
    await page.goto(`${run.site.url}?${id}#/learn/${id}`);
    await started(page);
    await main(page).waitFor();
  }
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

// Whether an element is lit.
const isLit = (locator) => locator.evaluate((element) => getComputedStyle(element).boxShadow.includes('0px 0px 0px 3px'));

test('a term lights its thing, and a thing lights its terms', async () => {
  const page = await open(run, SECOND);
  const term = lesson(page).getByRole('button', { name: 'db-1', exact: true }).first();
  const pod = pods(statefulSet(page), 'Ready').nth(1).locator('[data-ref="pod/db-1"]').or(statefulSet(page).locator('.pod[data-ref="pod/db-1"]')).first();
  assert.deepEqual([await isLit(pod), await isLit(term)], [false, false]);
  await term.focus();
  assert.ok(await isLit(pod), 'the focus lights the Pod');
  await heading(page).focus();
  assert.ok(!(await isLit(pod)));
  await pod.hover();
  assert.ok(await isLit(term), 'the pointer lights the term');
  await page.context().close();
});

test('the parts are named one after the other by keyboard, or by pressing the number at each', async () => {
  const page = await open(run, FIRST);
  const card = page.getByRole('region', { name: 'The parts', exact: true });
  const next = card.getByRole('button', { name: 'The next part' });
  await next.waitFor();
  const names = [];
  await next.focus();
  for (let parts = 0; parts < 6; parts++) {
    await card.getByText(`${parts + 1} of 6`).waitFor();
    names.push(await card.locator('b').innerText());
    await page.keyboard.press('Enter');
  }
  assert.equal(new Set(names).size, 6, names.join());
  const labels = page.getByRole('group', { name: 'The parts', exact: true }).getByRole('button');
  assert.equal(await labels.count(), 6);
  for (const place of [2, 4]) {
    await labels.nth(place).click();
    await card.getByText(`${place + 1} of 6`).waitFor();
    assert.ok((await labels.nth(place).innerText()).includes((await card.locator('b').innerText()).slice(2)));
    assert.equal(await labels.nth(place).getAttribute('aria-current'), 'true');
  }
  assert.deepEqual(await faultsEverywhere(page), []);
  await card.getByRole('button', { name: 'Close the names of the parts' }).click();
  await card.waitFor({ state: 'detached' });
  await button(page, 'Name the parts').click();
  await card.waitFor();
  await page.context().close();
});

test('named moments are above the tracks, in the list, and on [ and ]', async () => {
  const page = await open(run, SECOND);
  await answer(page, 0);
  await heading(page).focus();
  await page.keyboard.press('Home');
  await page.keyboard.press(']');
  await page.waitForFunction(() => document.querySelector('[aria-label=Position]').value > 0);
  await page.keyboard.press('End');
  await button(page, 'All steps as a list').click();
  const moments = page.getByRole('dialog').getByRole('region').or(page.getByRole('dialog').locator('.moments'));
  await moments.getByText('Your answer').waitFor();
  assert.ok((await page.locator('.mark').count()) >= 3);
  assert.deepEqual(await faultsEverywhere(page), []);
  await moments.getByRole('button').first().click();
  await page.keyboard.press('Escape');
  assert.equal((await position(page)).step, 0);
  await page.context().close();
});

test('the run in words can be read and copied', async () => {
  const page = await open(run, SECOND, { permissions: ['clipboard-read', 'clipboard-write'] });
  await answer(page, 0);
  const { of } = await position(page);
  await page.keyboard.press('End');
  await button(page, 'All steps as a list').click();
  await button(page, 'The run in words').click();
  const dialog = page.getByRole('dialog', { name: 'The run in words' });
  assert.equal(await dialog.getByRole('listitem').count(), of);
  assert.deepEqual(await faultsEverywhere(page), []);
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await dialog.getByText('Copied.').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(text.trim().split('\n').length, of);
  assert.match(text, /^1\. 0\.0 s · /);
  await page.context().close();
});

test('the glossary opens at the word that was asked for', async () => {
  const page = await open(run, 'rolling-update/clients');
  const words = lesson(page).locator('.term:not([data-ref], [data-part])');
  await words.first().click();
  const dialog = page.getByRole('dialog', { name: 'What words mean' });
  await dialog.locator('[aria-current]').waitFor();
  assert.deepEqual(await faultsEverywhere(page), []);
  await page.context().close();
});

test('the cheat sheet is one page on paper, in both languages', async () => {
  for (const locale of ['en', 'zh-CN']) {
    const page = await visit(run, { at: '', locale });
    await openMenu(page);
    await page.getByRole('link', { name: /^(Cheat sheet|速查表)$/ }).click();
    await page.getByRole('table').waitFor();
    assert.deepEqual(await faultsEverywhere(page), []);
    for (const format of ['A4', 'Letter']) {
      const pdf = await page.pdf({ format, margin: { top: '11mm', right: '11mm', bottom: '11mm', left: '11mm' } });
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length, 1, `${locale}, ${format}`);
    }
    await page.context().close();
  }
});

test('on a phone the header folds into a menu that leads to every page', async () => {
  const page = await visit(run, { at: '', size: SIZES.phone });
  for (const name of ['Lab', 'Cheat sheet', 'Learn']) {
    await openMenu(page);
    await page.getByRole('link', { name, exact: true }).click();
    await page.waitForFunction(() => !document.querySelector('[popover]:popover-open'));
    await page.waitForFunction((name) => document.title.startsWith(name) || name === 'Learn', name);
  }
  await main(page).waitFor();
  await page.context().close();
});
