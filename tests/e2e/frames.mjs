// How long a step and a seek keep the browser's main thread busy, with 60 + 60 Pods on screen:
// `cargo xtask frames`. A frame at 60 Hz has 16.7 ms.

import { computed, PARALLEL, player, start, visit, workload } from './page.mjs';

const PODS = 60;
const STEPS = 40;

const MANIFEST = [workload('Deployment', 'web', { replicas: PODS }), workload('StatefulSet', 'db', { replicas: PODS, more: PARALLEL })].join('---\n');

const run = await start();
try {
  const page = await visit(run, { at: `#/lab?yaml=${encodeURIComponent(MANIFEST)}` });
  const session = await page.context().newCDPSession(page);
  // Time that the thread really ran: what else the machine does meanwhile does not count.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await player(page).toEnd.click();
  const { of } = await computed(page);
  await player(page).toStart.click();
  console.log(`${PODS} + ${PODS} Pods, ${of} steps; milliseconds of the main thread for each`);
  console.log('what                 median     95 %      max   of which script   style and layout');
  const half = Math.floor(of / 2);
  // Found once: looking for it by its name takes the page longer than moving it.
  const slider = await page.getByRole('slider', { name: 'Position' }).elementHandle();
  await seek(slider, half);
  await measure(page, session, 'step', STEPS, () => page.keyboard.press('ArrowRight'));
  await measure(page, session, 'step back', STEPS, () => page.keyboard.press('ArrowLeft'));
  let there = false;
  await measure(page, session, 'seek', STEPS, () => {
    there = !there;
    return seek(slider, there ? of - 5 : half);
  });
} finally {
  await run.stop();
}

async function seek(slider, step) {
  await slider.evaluate((slider, value) => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set;
    set.call(slider, value);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, String(step));
}

async function measure(page, session, what, times, act) {
  const rows = [];
  for (let at = 0; at < times; at += 1) {
    const before = await metrics(session);
    await act();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const after = await metrics(session);
    const spent = (...names) => names.reduce((sum, name) => sum + (after[name] - before[name]) * 1000, 0);
    rows.push([spent('TaskDuration'), spent('ScriptDuration'), spent('LayoutDuration', 'RecalcStyleDuration')]);
  }
  const sorted = (column) => rows.map((row) => row[column]).sort((a, b) => a - b);
  const share = (column, part) => sorted(column)[Math.min(rows.length - 1, Math.floor(rows.length * part))];
  const cells = [share(0, 0.5), share(0, 0.95), share(0, 1), share(1, 0.5), share(2, 0.5)];
  const widths = [8, 8, 8, 17, 18];
  console.log(what.padEnd(19) + cells.map((cell, at) => cell.toFixed(1).padStart(widths[at])).join(' '));
}

async function metrics(session) {
  const { metrics } = await session.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
}
