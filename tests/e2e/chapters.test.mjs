// Every chapter from its beginning to its end, each question answered wrong once and right once, and
// in each state: accessible and without sideways scrolling, at three widths and in both themes.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CHAPTERS, open, play } from './lesson.mjs';
import { faultsEverywhere, start } from './page.mjs';

let run;
before(async () => (run = await start()));
after(() => run?.stop());

describe('chapters', { concurrency: 2 }, () => {
  for (const id of CHAPTERS) {
    test(`${id} is played to its end, without a fault in any state`, async () => {
      const page = await open(run, id, { reducedMotion: 'reduce', serviceWorkers: 'block' });
      await play(page, async (state) => {
        const faults = await faultsEverywhere(page);
        assert.deepEqual(faults.map((fault) => `${state}: ${fault}`), []);
      });
      await page.getByRole('heading', { name: 'Remember' }).waitFor();
      assert.deepEqual(page.problems.filter((problem) => !problem.includes('Service Worker')), []);
      await page.context().close();
    });
  }
});
