// The finished page in a browser, and the names by which people (and tests) find its parts.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { serve } from './server.mjs';

const AXE = fileURLToPath(new URL('node_modules/axe-core/axe.min.js', import.meta.url));
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

// The sizes at which the page must be good.
export const SIZES = {
  desktop: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
};

const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];

// Serves dist/ and starts a browser; `stop` ends both.
export async function start({ folder = DIST } = {}) {
  if (!existsSync(`${folder}/index.html`)) throw new Error('dist/ is missing: run `cargo xtask dist`');
  const [site, browser] = await Promise.all([serve(folder), chromium.launch(launchOptions())]);
  const stop = async () => {
    await browser.close();
    await site.stop();
  };
  return { site, browser, stop };
}

// Opens the page as a new visitor. Options: `size`, `theme` ('light' or 'dark'), `at` (what follows
// the page's address; '#/lab' if nothing is said), `blank` (opens nothing yet), and any of Playwright's for a
// browser context. `page.problems` fills with whatever the browser complains about.
export async function visit({ site, browser }, options = {}) {
  const { size = SIZES.desktop, theme = 'light', at = '#/lab', blank = false, ...more } = options;
  const context = await browser.newContext({ viewport: size, colorScheme: theme, ...more });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.problems = [];
  collectProblems(page);
  if (!blank) {
    await page.goto(site.url + at);
    await started(page);
  }
  return page;
}

// Waits until the application has replaced the loading text.
export async function started(page) {
  await page.locator('[data-loading]').waitFor({ state: 'detached' });
  await page.getByRole('heading', { level: 1 }).first().waitFor();
}

// Waits until something holds that takes the page a while to find out: Playwright's waitForFunction
// takes a promise for a yes.
export async function until(page, holds, arg) {
  for (let tries = 0; tries < 600; tries++) {
    if (await page.evaluate(holds, arg)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`after a minute this does not hold: ${holds}`);
}

// Waits until the service worker has stored the page.
export async function stored(page) {
  await page.evaluate(() => navigator.serviceWorker.ready);
  await until(page, async () => Boolean(await caches.match(new URL('./', location.href).href)));
}

// The stage, the player and the Pods on it, by accessible name.
export const deployment = (page, name = 'web') => page.getByRole('region', { name: `Deployment ${name}`, exact: true });
export const statefulSet = (page, name = 'db') => page.getByRole('region', { name: `StatefulSet ${name}`, exact: true });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const player = (page) => ({
  play: button(page, 'Play'),
  pause: button(page, 'Pause'),
  step: button(page, 'Step'),
  stepBack: button(page, 'Step back'),
  toStart: button(page, 'To the start'),
  toEnd: button(page, 'To the end'),
});
// Where on the run the page stands: { step, of, said } as the scrubber tells it.
export async function position(page) {
  const text = await page.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuetext');
  const [, step, of, said] = text.match(/^step (\d+) of (\d+), [^:]*(?::\d\d\.\d)?: (.*)$/s);
  return { step: Number(step), of: Number(of), said };
}
// Waits until the page stands at that step, of so many if that is given: a run that an address
// names is computed bit by bit.
export const stands = (page, step, of = '') =>
  page.waitForFunction(
    (beginning) => document.querySelector('[aria-label="Position"]')?.ariaValueText?.startsWith(beginning),
    `step ${step} of ${of}`,
  );
// Waits until the whole run is computed, and returns where the page stands.
export async function computed(page) {
  for (let before = -1; ; ) {
    const now = await position(page);
    if (now.of === before) return now;
    before = now.of;
    await page.waitForTimeout(250);
  }
}
// pod(lane, 'db-0', 'Ready') is the Pod db-0 once it is Ready; pods(lane) are all of them.
export const pod = (lane, name, state = '') => lane.getByRole('listitem', { name: named(`Pod ${name}, ${state}`) });
export const pods = (lane, state) =>
  lane.getByRole('listitem', { name: state ? new RegExp(`^Pod .*, ${state}`) : /^Pod / });

// The YAML of a workload of one container. `more` is what else its spec says, a line each.
export const workload = (kind, name, { replicas, image = 'app:1', more = [] }) =>
  [
    'apiVersion: apps/v1',
    `kind: ${kind}`,
    `metadata: {name: ${name}}`,
    'spec:',
    `  replicas: ${replicas}`,
    `  selector: {matchLabels: {app: ${name}}}`,
    `  template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: "${image}"}]}}`,
    ...more.map((line) => `  ${line}`),
    '',
  ].join('\n');
// A StatefulSet all of whose Pods start at once, for `more`; with a claim of its own for each.
export const PARALLEL = ['serviceName: db', 'podManagementPolicy: Parallel'];
export const CLAIMS = [
  'volumeClaimTemplates: [{metadata: {name: data}, spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}}]',
];

// Opens what a narrow header has folded away, if it has.
export async function openMenu(page) {
  const menu = button(page, 'Menu');
  if (await menu.isVisible()) await menu.click();
}

// What axe finds wrong, one line for each element; an accessible page gives []. The window is made
// as high as the page: what the player covers is not hidden from a person, who scrolls. Motion is
// taken away: the colours of a thing that is just fading in are not those that people read.
export async function violations(page) {
  const size = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width: size.width, height: Math.max(size.height, height + size.height) });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(finishMotion);
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG_22_AA).analyze();
  await page.emulateMedia({ reducedMotion: null });
  await page.setViewportSize(size);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}\n${failureSummary}`),
  );
}

// The same at all widths and in both themes at once, and what sticks out at any of them. axe is put
// into the page once, so that looking at every state of every chapter takes minutes and not hours.
export async function faultsEverywhere(page) {
  const size = page.viewportSize();
  const faults = [];
  if (!(await page.evaluate(() => 'axe' in window))) await page.addScriptTag({ path: AXE });
  for (const width of [320, SIZES.tablet.width, SIZES.desktop.width]) {
    await page.setViewportSize({ width, height: 1200 });
    const wide = await sticksOut(page);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width, height: height + 1200 });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.evaluate(finishMotion);
      const found = await page.evaluate(runAxe, WCAG_22_AA);
      faults.push(...[...found, ...wide].map((fault) => `${width} px, ${colorScheme}: ${fault}`));
    }
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
  await page.setViewportSize(size);
  return faults;
}

async function runAxe(tags) {
  const { violations } = await window.axe.run(document, { runOnly: tags, resultTypes: ['violations'] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}\n${failureSummary}`));
}

// Ends what is moving; what turns for ever has no end and keeps turning.
function finishMotion() {
  const endless = (motion) => motion.effect.getComputedTiming().endTime === Infinity;
  document.getAnimations().filter((motion) => !endless(motion)).forEach((motion) => motion.finish());
}

// The elements that stick out of a page that scrolls sideways; a page that does not gives [].
export function sticksOut(page) {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const wide = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 0.5,
    );
    const names = wide.map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return [`the page is ${scrollWidth} px wide in a window of ${clientWidth} px`, ...names.slice(0, 20)];
  });
}

function named(beginning) {
  return new RegExp(`^${beginning.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

function collectProblems(page) {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) page.problems.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => page.problems.push(`uncaught: ${error.message}`));
  page.on('response', (response) => {
    if (response.status() >= 400) page.problems.push(`${response.status()}: ${response.url()}`);
  });
}

function launchOptions() {
  const quiet = ['--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
  return { executablePath: CHROMIUM, args: [...quiet, '--disable-component-update', '--disable-sync'] };
}
