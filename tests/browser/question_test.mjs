// The form's questions with a script: they come and go with answers and
// category, tables grow and take cells from a spreadsheet; and without one.
import { check_page, login, open_house, same, sql, test } from './support.mjs';

const house = await open_house();
const entry = sql(house, "SELECT e.id FROM entry e JOIN edition d " +
  "ON d.id = e.edition_id WHERE d.phase = 1 AND e.state = 'draft'");
const path = `/my/entry/${entry}`;
const seen = (page, field) => page.isVisible(`[data-question="q_${field}"]`);

async function labels(page) {
  const fields = await page.locator('[name="q_countries.label"]').all();
  return (await Promise.all(fields.map((one) => one.inputValue()))).join('|');
}

/** A company's draft in the open edition. */
async function at_form(options) {
  const page = await house.visitor(options);
  await login(house, page, 'company', 1);
  await page.goto(path);
  return page;
}

/** Reloads until the job process has made all thumbnails, which are asked for. */
async function without_waiting(page) {
  for (let i = 0; i < 60; i++) {
    if (!(await page.locator('[data-preview]').count())) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.goto(path);
  }
  const noise = page.complaints.splice(0).filter((one) => !/\/thumb/.test(one));
  same(noise.length, 0, noise.join(' '));
}

/** Fills in the phone number; the form saves it by itself, stores it and says so. */
async function save_phone(page, number) {
  await page.fill('#q_phone', number);
  const stored = () => sql(house, "SELECT value FROM answer a JOIN question q ON " +
    `q.id = a.question_id WHERE q.code = 'phone' AND a.entry_id = ${entry}`);
  for (let i = 0; i < 100 && stored() !== number; i++)
    await page.waitForTimeout(100);
  same(stored(), number, 'stored');
  await page.waitForFunction(() =>
    /Gespeichert um/.test(document.querySelector('.save-state').textContent));
}

/** What a spreadsheet puts on the clipboard. */
async function paste(page, selector, text) {
  await page.locator(selector).evaluate((field, plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    field.dispatchEvent(new ClipboardEvent('paste',
      { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

try {
  await test('questions follow the answers', async () => {
    const page = await at_form();
    same(await seen(page, 'courses_text'), true, 'after a yes');
    await page.check('[name=q_courses][value=no]');
    same(await seen(page, 'courses_text'), false, 'after a no');
    same(await seen(page, 'courses_cost'), false, 'its cost');
    same(await page.locator('[data-only-if]:visible').count(), 0, 'no notes');
    await page.check('[name=q_courses][value=yes]');
    same(await seen(page, 'courses_text'), true, 'after a yes again');
    same(await seen(page, 'apprentices'), false, 'another category');
    await page.check('[name=category][value=handwerk]');
    same(await seen(page, 'apprentices'), true, 'the category asks it');
    await page.check('[name=category][value=kmu]');
    same(await seen(page, 'apprentices'), false, 'and no longer');
    await without_waiting(page);
    await check_page(page, { name: 'question/01-form' });
  });

  await test('a table grows, shrinks and takes cells', async () => {
    const page = await at_form();
    same(await page.locator('[name=rows]').count(), 0, 'no button needed');
    const before = await labels(page);
    await page.fill('[name="q_countries.label"] >> nth=-1', 'Kenia');
    same(await labels(page), `${before}Kenia|`, 'an empty row at the end');
    await page.click('.row-remove >> nth=0');
    same((await labels(page)).includes('Spanien'), false, 'a row less');
    same(await page.locator('#q_countries').count(), 1, 'the field has its id');
    await paste(page, '[name="q_countries.label"] >> nth=0',
      'Polen\t12\r\nIndien\t7\r\n\r\nSri Lanka\t3\r\n');
    same((await labels(page)).startsWith('Polen|Indien|Sri Lanka'), true, 'pasted');
    await page.fill('[name="q_countries.number"] >> nth=3', '1');
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    same(sql(house, "SELECT value FROM answer a JOIN question q ON q.id = " +
      `a.question_id WHERE q.code = 'countries' AND a.entry_id = ${entry}`), 'Polen\t12\nIndien\t7\nSri Lanka\t3\nKenia\t1', 'stored');
  });

  await test('a stored answer is shown by a script', async () => {
    const page = await at_form();
    const show = (field, value) => page.evaluate(([name, text]) =>
      document.querySelector(`[data-question="q_${name}"]`).dispatchEvent(new CustomEvent(
        'lorbeer:fill', { bubbles: true, cancelable: true, detail: { value: text } })),
    [field, value]);
    await show('courses_cost', '120050');
    same(await page.inputValue('[name=q_courses_cost]'), '1200,50', 'cents');
    await show('countries', 'Nepal\t4');
    same(await labels(page), 'Nepal|', 'rows');
    await show('spoken', 'de vi');
    same(await page.locator('[name=q_spoken]:checked').count(), 2, 'boxes');
    await show('courses', 'no');
    await page.locator('[name=q_courses][value=no]').dispatchEvent('change');
    same(await seen(page, 'courses_text'), false, 'what depends on it follows');
    await show('since', '2020-01-31');
    same(await page.inputValue('[name=q_since]'), '2020-01-31', 'a day');
  });

  await test('the counter of a short field comes and goes, and moves nothing', async () => {
    const page = await at_form();
    const count = page.locator('#q_phone-count');
    const below = async () => (await page.locator('#section-category').boundingBox()).y +
      await page.evaluate(() => scrollY);
    same(await count.isVisible(), false, 'not before somebody is there');
    const before = await below();
    await page.focus('#q_phone');
    same(await count.isVisible(), true, 'while somebody is there');
    same(await below(), before, 'what follows stays where it is');
    await page.focus('#q_website');
    same(await count.isVisible(), false, 'nor afterwards');
    await page.fill('#q_phone', '0'.repeat(41));
    await page.focus('#q_website');
    same((await count.textContent()).includes('1 zu viel'), true, 'too long is said');
    same(await count.isVisible(), true, 'and stays');
    // a number too long would come back as an error in the next test
    await save_phone(page, '03641 1');
  });

  await test('saving moves no button', async () => {
    const page = await at_form();
    for (const width of [390, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      await page.reload();
      const button = page.locator('button[name=submit]');
      const before = JSON.stringify(await button.boundingBox());
      await save_phone(page, `01 ${width}`);
      same(JSON.stringify(await button.boundingBox()), before, `at ${width}`);
    }
  });

  await test('the list of errors counts what is left', async () => {
    const page = await at_form();
    await page.fill('#q_phone', '');
    await page.fill('#q_seat', '');
    await page.fill('#q_employees', '');
    await Promise.all([page.waitForNavigation(), page.click('button[name=submit]')]);
    same(await page.textContent('#errors-title'), '2 Angaben brauchen noch einen Blick', 'two');
    await page.fill('#q_seat', 'Ahrenfels');
    await page.waitForFunction(() =>
      document.getElementById('errors-title').textContent === '1 Angabe braucht noch einen Blick');
    await page.fill('#q_employees', '86');
    await page.locator('.errors').waitFor({ state: 'detached' });
  });

  await test('without a script everything is said', async () => {
    const page = await at_form({ scripts: false });
    same(await page.locator('[data-only-if]:visible').count(), 2, 'notes');
    same(await page.locator('[name=rows]').count(), 1, 'a button for rows');
    same(await seen(page, 'apprentices'), false, 'another category');
    await page.check('[name=category][value=handwerk]');
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    same(await seen(page, 'apprentices'), true, 'after saving');
    const rows = await page.locator('[name="q_countries.label"]').count();
    await page.fill('[name="q_countries.label"] >> nth=-1', 'Peru');
    await page.fill('[name="q_countries.number"] >> nth=-1', '2');
    await Promise.all([page.waitForNavigation(), page.click('button[name=rows]')]);
    same(await page.locator('[name="q_countries.label"]').count(), rows + 1,
      'three empty rows again');
  });
} finally {
  await house.close();
}
