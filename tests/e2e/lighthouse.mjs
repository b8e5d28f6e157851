// What Lighthouse says of the finished page on a slow phone: `cargo xtask lighthouse`. Fails below
// the project's goals. Wants a quiet machine: it also times what the page does.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { CHROMIUM, DIST } from './page.mjs';
import { serve } from './server.mjs';

// The newest for Node 20. Fetched when it is used, since nothing else here needs its 200 packages.
const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = 5;
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const TIMES = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run'];

const site = await serve(DIST);
const reports = [];
for (let run = 0; run < RUNS; run++) reports.push(await report(site.url));
await site.stop();
// The middle one: a single run says more of what else the machine did.
reports.sort((a, b) => a.categories.performance.score - b.categories.performance.score);
const { audits, categories } = reports[Math.floor(RUNS / 2)];

for (const id of TIMES) console.log(`${audits[id].title}: ${audits[id].displayValue}`);
for (const { title, score } of Object.values(audits)) {
  if (score === 0) console.log(`Not passed: ${title}`);
}
for (const [id, goal] of Object.entries(GOALS)) {
  const score = Math.round(categories[id].score * 100);
  console.log(`${categories[id].title}: ${score} (goal ${goal})`);
  if (score < goal) process.exitCode = 1;
}

async function report(address) {
  const options = ['--quiet', '--output=json', `--chrome-flags=${FLAGS.join(' ')}`];
  const env = { ...process.env, CHROME_PATH: CHROMIUM };
  const run = promisify(execFile)('npx', ['--yes', LIGHTHOUSE, address, ...options], { env, maxBuffer: 1 << 28 });
  return JSON.parse((await run).stdout);
}
