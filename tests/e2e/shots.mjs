// Pictures of the finished page for people to look at: three widths, both themes.

import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { button, SIZES, start, visit } from './page.mjs';

const HELP = `cargo xtask shots [options]          pictures go to target/shots/

  --name NAME       what the files' names begin with (page)
  --at ADDRESS      what follows the page's address, such as #/lab
  --click NAME      clicks the button of that name; again for more, in this order
  --key KEY         presses a key after the clicks (ArrowRight, Space, …); again for more
  --wait TEXT       then waits for that text
  --size NAME       only that size: ${Object.keys(SIZES).join(', ')}; or WIDTHxHEIGHT
  --theme NAME      only light, or only dark
  --full            the whole page, not only the window
  --no-build        dist/ as it is
`;

const { values } = parseArgs({
  options: {
    at: { type: 'string', default: '' },
    click: { type: 'string', multiple: true, default: [] },
    full: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    key: { type: 'string', multiple: true, default: [] },
    name: { type: 'string', default: 'page' },
    size: { type: 'string' },
    theme: { type: 'string' },
    wait: { type: 'string' },
  },
});

if (values.help) console.log(HELP);
else await shots();

async function shots() {
  const folder = fileURLToPath(new URL('../../target/shots/', import.meta.url));
  await mkdir(folder, { recursive: true });
  const run = await start();
  try {
    for (const [name, size] of sizes()) {
      for (const theme of values.theme ? [values.theme] : ['light', 'dark']) {
        const file = `${folder}${values.name}-${name}-${theme}.png`;
        await shot(run, { size, theme, file });
        console.log(file);
      }
    }
  } finally {
    await run.stop();
  }
}

async function shot(run, { size, theme, file }) {
  const page = await visit(run, { size, theme, at: values.at, reducedMotion: 'reduce' });
  for (const name of values.click) await button(page, name).first().click();
  for (const key of values.key) await page.keyboard.press(key);
  if (values.wait) await page.getByText(values.wait).first().waitFor();
  await page.screenshot({ path: file, fullPage: values.full, animations: 'disabled' });
  page.problems.forEach((problem) => console.error(problem));
  await page.context().close();
}

function sizes() {
  if (!values.size) return Object.entries(SIZES);
  if (SIZES[values.size]) return [[values.size, SIZES[values.size]]];
  const [width, height] = values.size.split('x').map(Number);
  return [[values.size, { width, height: height || 900 }]];
}
