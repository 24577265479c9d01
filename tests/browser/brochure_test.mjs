// A page with a text and a picture to upload has two forms: the button of one
// does not leave the words of the other behind without a question.
import { login, open_house, same, sql, test } from './support.mjs';

const below = '/office/edition/2025/brochure';
const house = await open_house();
try {
  sql(house, `DELETE FROM job; UPDATE file SET render_state = 'failed'
    WHERE render_state = 'waiting'`);
  const page = await house.visitor({ language: 'de' });
  await login(house, page, 'organiser');
  const asked = [];
  page.on('dialog', async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });

  async function typed(path, name, words) {
    await page.goto(path);
    await page.click(`[name=${name}]`);
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words);
  }

  await test('a greeting is not lost to its portrait', async () => {
    const greeting = sql(house, `SELECT g.id FROM greeting g JOIN edition e
      ON e.id = g.edition_id WHERE e.slug = '2025' ORDER BY g.id LIMIT 1`).trim();
    await typed(`${below}/greeting/${greeting}`, 'function_en', 'President of the Chamber');
    page.click('form:has([name=picture]) button[value=save]').catch(() => {});
    for (let i = 0; i < 100 && asked.length === 0; i += 1) await page.waitForTimeout(50);
    same(asked.join(), 'beforeunload', 'questions');
    same(await page.inputValue('[name=function_en]'), 'President of the Chamber', 'kept');
    // its own button asks nothing
    await Promise.all([page.waitForNavigation(),
      page.click('form[data-preview-form] .button-primary')]);
    same(asked.length, 1, 'questions in all');
    same(sql(house, `SELECT function_en FROM greeting WHERE id = ${greeting}`).trim(),
      'President of the Chamber', 'stored');
  });

  await test('what was refused is not left without a question', async () => {
    asked.length = 0;
    await page.goto(`${below}/greeting/new`);
    await page.fill('[name=body_de]', 'Guten Tag.');
    await Promise.all([page.waitForNavigation(),
      page.click('form[data-preview-form] .button-primary')]);
    same(await page.locator('.errors').count(), 1, 'refusals');
    same(asked.length, 0, 'questions of its own button');
    page.click('.crumbs a').catch(() => {});
    for (let i = 0; i < 100 && asked.length === 0; i += 1) await page.waitForTimeout(50);
    same(asked.join(), 'beforeunload', 'questions');
    same(await page.inputValue('[name=body_de]'), 'Guten Tag.', 'kept');
    await page.fill('[name=name]', 'Dr. Ada Beispiel');
    await Promise.all([page.waitForNavigation(),
      page.click('form[data-preview-form] .button-primary')]);
    same(asked.length, 1, 'questions in all');
  });

  await test('who is to be asked is not lost to the texts, which are kept', async () => {
    asked.length = 0;
    await page.goto(`${below}/pages/3`);
    await page.click('.release-person summary');
    await page.fill('[name=person]', 'Ada Beispiel');
    await page.fill('[name=email]', 'ada@example.org');
    page.click('form#release button[value=save]').catch(() => {});
    for (let i = 0; i < 100 && asked.length === 0; i += 1) await page.waitForTimeout(50);
    same(asked.join(), 'beforeunload', 'questions');
    same(await page.inputValue('[name=person]'), 'Ada Beispiel', 'kept');
    // the texts are a draft by then, and ask nothing
    await page.fill('[name=seat]', 'Oberwiesa am Berg');
    await Promise.all([page.waitForNavigation(), page.click('button[value=ask]')]);
    same(asked.length, 1, 'questions in all');
    same(await page.inputValue('[name=seat]'), 'Oberwiesa am Berg', 'text');
  });

  await test('the inks are not lost to the logo', async () => {
    asked.length = 0;
    await typed(`${below}/design`, 'cyan', '20');
    page.click('form:has([value=logo]) button[value=save]').catch(() => {});
    for (let i = 0; i < 100 && asked.length === 0; i += 1) await page.waitForTimeout(50);
    same(asked.join(), 'beforeunload', 'questions');
    same(await page.inputValue('[name=cyan]'), '20', 'kept');
  });
} finally {
  await house.close();
}
