// Your own manifest: what is wrong is said with its line, nothing typed is lost, and it starts.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { button, CLAIMS, computed, deployment, openMenu, PARALLEL, player, pod, pods, SIZES, start, started, statefulSet, sticksOut, violations, visit, workload } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
      - {name: api, image: "api:1"}
`;

async function open(page) {
  await openMenu(page);
  await button(page, 'Your own manifest').click();
  const dialog = page.getByRole('dialog', { name: 'Your own manifest' });
  return { dialog, field: dialog.getByRole('textbox', { name: 'YAML' }), apply: button(dialog, 'Start with this') };
}

test('what is wrong is said with its line, and nothing typed is lost', async () => {
  const page = await visit(run);
  const { dialog, field, apply } = await open(page);
  await field.fill(MANIFEST.replace('replicas: 2', 'replicaz: 2'));
  await dialog.getByRole('status').getByText('1 thing to mend').waitFor();
  assert.equal(await apply.getAttribute('aria-disabled'), 'true');
  await apply.click({ force: true });
  await button(dialog, '5:3').click();
  const typed = await field.evaluate((area) => [area === document.activeElement, area.value.slice(area.selectionStart).split(':')[0]]);
  assert.deepEqual(typed, [true, 'replicaz']);
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  const again = await open(page);
  assert.match(await again.field.inputValue(), /replicaz/);
  await page.context().close();
});

test('it starts, and its address leads to it again', async () => {
  const page = await visit(run);
  const { dialog, field, apply } = await open(page);
  await field.fill(MANIFEST);
  await dialog.getByRole('status').getByText('1 object').waitFor();
  await apply.click();
  await dialog.waitFor({ state: 'detached' });
  await player(page).toEnd.click();
  const { step } = await computed(page);
  assert.equal(await pods(deployment(page, 'api'), 'Ready').count(), 2);
  await page.getByRole('heading', { level: 1, name: 'Your manifest', exact: true }).waitFor();
  await page.waitForFunction((step) => location.hash.endsWith(`at=${step}`), step);
  await page.reload();
  await started(page);
  await pods(deployment(page, 'api'), 'Ready').nth(1).waitFor();
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test('it fits into 320 px', async () => {
  const page = await visit(run, { size: { width: 320, height: 640 } });
  const { field } = await open(page);
  await field.fill('kind: Nonsense');
  assert.deepEqual(await sticksOut(page), []);
  assert.deepEqual(await violations(page), []);
  await page.context().close();
});

for (const replicas of [3, 30]) test(`long names and long images stay within their cards, ${replicas} Pods`, async () => {
  const long = (name) => `checkout-payment-gateway-${name}-production-eu-central`;
  const image = 'registry.example.com:5000/team/platform/payment-gateway-service:2024.11.25-abcdef0123456789';
  const manifest = [
    workload('Deployment', long('web'), { replicas, image }),
    workload('StatefulSet', long('db'), { replicas, image, more: [...PARALLEL, ...CLAIMS] }),
  ].join('---\n');
  for (const size of Object.values(SIZES)) {
    const page = await visit(run, { size, at: `#/lab?yaml=${encodeURIComponent(manifest)}` });
    await player(page).toEnd.click();
    await pod(statefulSet(page, long('db')), `${long('db')}-${replicas - 1}`, 'Ready').waitFor();
    const spilt = await page.evaluate(() => {
      const isWithin = (outer, inner) =>
        inner.left > outer.left - 1 && inner.right < outer.right + 1 && inner.top > outer.top - 1 && inner.bottom < outer.bottom + 1;
      const box = (element) => element.getBoundingClientRect();
      const isSpilt = (part) =>
        getComputedStyle(part).overflowX === 'visible' && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1;
      const parts = (card) =>
        [...card.querySelectorAll('*:not(bdi, title)')]
          .filter((part) => part.getClientRects().length)
          .filter((part) => isSpilt(part) || !isWithin(box(card), box(part)));
      const cards = [...document.querySelectorAll('.pod, .plate, .claim, .set-caption, .service')];
      return cards.flatMap((card) => parts(card).map((part) => `${card.className}: ${part.tagName} ${part.textContent}`));
    });
    assert.deepEqual(spilt, []);
    assert.deepEqual(await sticksOut(page), []);
    await page.context().close();
  }
});
