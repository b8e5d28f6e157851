// Many Pods: of each less is drawn, and all are in sight.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CLAIMS, computed, deployment, faultsEverywhere, PARALLEL, player, pod, pods, start, statefulSet, visit, workload } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const MANIFEST = [
  workload('Deployment', 'web', { replicas: 30 }),
  workload('StatefulSet', 'db', { replicas: 30, more: [...PARALLEL, ...CLAIMS] }),
].join('---\n');

test('thirty Pods on each side are in sight at once, each with its state, its name and its claim', async () => {
  const page = await visit(run, { at: `#/lab?yaml=${encodeURIComponent(MANIFEST)}` });
  await player(page).toEnd.click();
  await computed(page);
  const db = statefulSet(page);
  await pod(db, 'db-29', 'Ready').waitFor();
  assert.equal(await pods(deployment(page), 'Ready').count(), 30);
  assert.equal(await db.getByRole('button', { name: /^Claim data-db-\d+ 1Gi · Bound$/ }).count(), 30);
  const hidden = await page.evaluate(() => {
    const dock = document.querySelector('.player').getBoundingClientRect().top;
    const cards = [...document.querySelectorAll('.pods > li, .slots > li')];
    return cards.filter((card) => card.getBoundingClientRect().bottom > dock).map((card) => card.getAttribute('aria-label'));
  });
  assert.deepEqual(hidden, []);
  await pod(db, 'db-7').getByRole('button', { name: /^db-7\b/ }).click();
  await page.getByRole('menuitem', { name: /^Delete/ }).first().click();
  await pod(db, 'db-7', 'Terminating').waitFor();
  assert.deepEqual(await faultsEverywhere(page), []);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('what is typed as a number of Pods and is none stays there, and is said', async () => {
  const page = await visit(run);
  const web = deployment(page);
  const field = web.getByRole('textbox', { name: 'Replicas of web' });
  await field.fill('three');
  await field.press('Enter');
  await web.getByRole('alert').getByText('is no whole number').waitFor();
  assert.equal(await field.inputValue(), 'three');
  assert.deepEqual(await faultsEverywhere(page), []);
  await field.fill('3');
  await field.press('Enter');
  await web.getByRole('alert').waitFor({ state: 'detached' });
  await player(page).toEnd.click();
  await pods(web, 'Ready').nth(2).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});
