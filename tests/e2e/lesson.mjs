// A person in a chapter: what there is to press, whatever the chapter is about.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { button, position, visit } from './page.mjs';

const INDEX = new URL('../../src/lessons/catalog/index.yaml', import.meta.url);

// The names of all chapters, in order.
export const CHAPTERS = [...readFileSync(INDEX, 'utf8').matchAll(/^- id: (\S+)/gm)].map(([, id]) => id);

// What a task waits for: Ask, Press, Run, Reach, Explain, Done; `undefined` behind the last task.
export const phase = async (page) => {
  const deed = page.locator('.deed');
  return (await deed.count()) ? deed.getAttribute('data-phase') : undefined;
};

export const lesson = (page) => page.getByRole('region', { name: 'Lesson', exact: true });
export const options = (page) => lesson(page).getByRole('radio');
export const main = (page) => lesson(page).locator('button[type=submit]');
export const heading = (page) => lesson(page).getByRole('heading', { level: 1 });
const verdict = (page) => lesson(page).getByRole('heading', { name: /^(That is what happens|Something else happens)\.$/ });

// Opens a chapter, at a task if one is named.
export async function open(run, spot, options = {}) {
  const page = await visit(run, { ...options, at: `#/learn/${spot}` });
  await heading(page).waitFor();
  await main(page).waitFor();
  return page;
}

// Waits until the task waits for something else than that.
export const leaves = (page, phase) =>
  page.waitForFunction((phase) => document.querySelector('.deed')?.dataset.phase !== phase, phase);

// Lets the run come to its end at once: the key of the player, which is beside "Watch …" as well.
async function toEnd(page) {
  await page.keyboard.press('End');
}

// Chooses the option of that index, stands by it, and lets the run answer. Returns whether it is
// right and which one is, by its label.
export async function answer(page, index) {
  await options(page).nth(index).check();
  await main(page).click();
  await leaves(page, 'Ask');
  if ((await phase(page)) === 'Run') {
    await toEnd(page);
    await leaves(page, 'Run');
  }
  await verdict(page).waitFor();
  const right = lesson(page).locator('.answer[data-right] b');
  const isRight = /^That/.test(await verdict(page).innerText());
  return { isRight, labels: await right.allInnerTexts() };
}

// The task once more. On a phone the quiet ways out are folded away.
export async function again(page) {
  const unfold = button(page, 'More of this');
  if (await unfold.isVisible()) await unfold.click();
  await lesson(page).getByRole('button', { name: /^(Start the task again|Choose again)$/ }).click();
  await page.waitForFunction(() => document.querySelector('.deed')?.dataset.phase === 'Ask');
}

// A question: answered wrong first and then right; `look` is called at each state.
export async function ask(page, look, lead = async () => {}) {
  await look('question');
  const { step, of } = await position(page);
  assert.equal(of, step, 'while a question is open there is no later moment on the page');
  const answers = await labels(page);
  const isRight = (label, { labels }) => labels.includes(label);
  const first = await answer(page, 0);
  assert.ok(first.labels.length, 'one answer is right');
  if (first.isRight) {
    await look('right answer');
    await again(page);
    await lead();
    const second = await answer(page, 1);
    assert.ok(!second.isRight, `${answers[1]} is right, too`);
  }
  await look('wrong answer');
  await again(page);
  await lead();
  const right = answers.findIndex((label) => isRight(label, first));
  const last = await answer(page, right);
  assert.ok(isRight(answers[right], last), `${answers[right]} is right again`);
}

const labels = (page) => lesson(page).locator('.option > span:first-of-type').allInnerTexts();

// Plays the day of the choice of that index as far as its question.
async function live(page, choice) {
  await options(page).nth(choice).check();
  await main(page).click();
  await leaves(page, 'Ask');
  await toEnd(page);
  await leaves(page, 'Run');
}

// A choice: its day is played with the first option, and then with one that serves the work well;
// the question on the way is answered wrong and right.
async function day(page, look) {
  await look('choice');
  const choices = await labels(page);
  await live(page, 0);
  await look('hours');
  assert.equal(await lesson(page).locator('.days').count(), 0, 'nothing is told before its hour');
  await ask(page, look, () => live(page, 0));
  const served = await lesson(page).locator('.days > ul > li[data-right] > h3').allInnerTexts();
  const right = choices.findIndex((choice) => served.includes(choice));
  assert.ok(right >= 0, 'one choice serves the work well');
  await again(page);
  await live(page, right);
  await answer(page, 0);
  await look('another choice');
}

// Plays a task to its end; `look` is called at each state.
export async function task(page, look) {
  for (let steps = 0; steps < 30; steps++) {
    switch (await phase(page)) {
      case 'Ask':
        await ((await main(page).innerText()) === 'Play the day' ? day : ask)(page, look);
        break;
      case 'Press':
        await look('button');
        await main(page).click();
        await leaves(page, 'Press');
        break;
      case 'Run':
        await toEnd(page);
        await leaves(page, 'Run');
        break;
      case 'Reach':
        await reach(page, look);
        break;
      case 'Explain':
        await look('why');
        await lesson(page).getByRole('textbox').fill('Because the controller waits.');
        await main(page).click();
        await leaves(page, 'Explain');
        break;
      default:
        return look('done');
    }
  }
  assert.fail(`the task comes to no end: ${await phase(page)}`);
}

// What is to be done by hand: all hints, and then the solution.
async function reach(page, look) {
  await look('goals');
  while ((await main(page).innerText()) !== 'Show me') await main(page).click();
  await look('hints');
  await main(page).click();
  await toEnd(page);
  await leaves(page, 'Reach');
}

// Plays on to the first question of the chapter.
export async function toQuestion(page) {
  await main(page).waitFor();
  while ((await phase(page)) !== 'Ask') {
    await task(page, async () => {});
    await main(page).click();
    await page.waitForFunction(() => document.querySelector('.deed')?.dataset.phase !== 'Done');
  }
}

// Plays a chapter to its end; `look` is called at each state, with its name.
export async function play(page, look) {
  for (let tasks = 0; tasks < 10; tasks++) {
    const title = await heading(page).innerText();
    await task(page, (state) => look(`${title}: ${state}`));
    await main(page).click();
    await page.waitForFunction((title) => document.querySelector('.lesson h1')?.innerText !== title, title);
    if ((await phase(page)) === undefined) return look('the end');
  }
  assert.fail('the chapter comes to no end');
}

export { button };
