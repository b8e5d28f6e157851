// Many Pods: of each less is drawn, and all are in sight.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { computed, deployment, faultsEverywhere, player, pod, pods, start, statefulSet, visit } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const workload = (kind, name, more) => `
apiVersion: apps/v1
kind: ${kind}
metadata: {name: ${name}}
spec:
  replicas: 30
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: app, image: "app:1"}]}
${more}`;
const CLAIM = '{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}';
const SET = `  serviceName: db\n  podManagementPolicy: Parallel\n  volumeClaimTemplates: [${CLAIM}]\n`;
const MANIFEST = [workload('Deployment', 'web', ''), workload('StatefulSet', 'db', SET)].join('---');

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
