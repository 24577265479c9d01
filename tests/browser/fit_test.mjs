// The print-fit check in the form: measured by the real layout when the form is
// opened and after a save, shown without JavaScript as it was last measured.
import { check_page, login, open_house, same, screenshot, sql, test }
  from './support.mjs';

const measured_ms = 90_000; // on a busy machine, behind the demo's pictures

/** The draft of the demo's second company. */
async function draft(page, language) {
  await page.goto(`/my?lang=${language}`);
  const path = await page.locator('article:has(.pill-draft) a').first()
    .getAttribute('href');
  await page.goto(path);
  return path;
}

/** The share in per cent that the words name, once it is of the present text. */
async function share(page) {
  const frame = page.locator('[data-fit=de]:not(.fit-old)').first();
  await frame.waitFor({ state: 'visible', timeout: measured_ms });
  return Number((await frame.textContent()).match(/(\d+)\s?%/)[1]);
}

const house = await open_house();
try {
  // the demo's pictures and brochures: nobody waits for them here
  sql(house, `DELETE FROM job; UPDATE file SET render_state = 'failed'
    WHERE render_state = 'waiting'`);
  // a text that leaves room on its page
  sql(house, `UPDATE answer SET value = substr(value, 1, 240)
    WHERE question_id IN (SELECT id FROM question WHERE slot = 'strategy_de');
    UPDATE entry SET revision = revision + 1`);
  const page = await house.visitor({ language: 'de' });
  await login(house, page, 'company', 1);
  const path = await draft(page, 'de');
  const text = page.locator('textarea').first();
  let before, long;

  await test('it is measured when the form is opened', async () => {
    before = await share(page);
    if (!(before > 10 && before < 100)) throw new Error(`${before} %`);
    same(await page.locator('.fit-over').count(), 0, 'overflowing frames');
    await check_page(page, { name: 'fit' });
  });

  await test('a saved text that is longer fills more', async () => {
    await text.fill(`${await text.inputValue()} ${'Noch ein Satz mehr, der Platz braucht, und zwar in jeder Spalte. '.repeat(3)}`);
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    long = await share(page);
    if (!(long > before)) throw new Error(`${long} % after ${before} %`);
  });

  await test('a save by script asks again', async () => {
    const asked = page.waitForRequest((request) => request.url().endsWith('/fit'));
    await page.evaluate(() => document.dispatchEvent(
      new CustomEvent('lorbeer:saved', { detail: { saved: true } })));
    await asked;
    same(await share(page), long, 'share');
  });

  await test('what goes on to another page is said, also aloud', async () => {
    const form = page.locator('form:has(.fit)');
    const entry = path.split('/').at(-1);
    // as much as fits on no page, though a limit might forbid to type it
    sql(house, `UPDATE answer SET value = value || replace(hex(zeroblob(120)), '00',
      ' Wir lernen voneinander und miteinander.') WHERE entry_id = ${entry}
      AND question_id IN (SELECT id FROM question WHERE slot = 'strategy_de');
      UPDATE entry SET revision = revision + 1 WHERE id = ${entry}`);
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('lorbeer:saved')));
    await page.locator('.fit-over[data-fit=de]:not(.fit-old)').first()
      .waitFor({ state: 'visible', timeout: measured_ms });
    if (await share(page) <= 100) throw new Error('not over 100 %');
    const said = await form.locator('> [role=status]').textContent();
    if (!said.includes('auf eine weitere Seite')) throw new Error(said);
    await screenshot(page, 'fit-over');
  });

  await test('without JavaScript it is there as last measured, in English', async () => {
    const plain = await house.visitor({ language: 'en', scripts: false });
    await login(house, plain, 'company', 1);
    await plain.goto(`${path}?lang=en`);
    const words = await plain.textContent('[data-fit=de]');
    if (!/need [\d,]+% of their room in the brochure/.test(words)) throw new Error(words);
    await screenshot(plain, 'fit-english');
  });
} finally {
  await house.close();
}
