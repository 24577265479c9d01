// One award from end to end, as people walk it: a company registers and
// submits with logo and photo, an organiser admits it, three jurors score, the
// organiser closes the round, names the winner and downloads the brochure.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept, check_page, login, open_house, project, same, test }
  from './support.mjs';

const company = 'Werkstatt Süßholz & Töchter GmbH';
const job_ms_max = 120_000;
const picture = (name) => join(project, 'assets/demo', name);

/** Presses the button and waits for the page that answers. */
async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

function form(action) {
  return `form[action="${action}"]`;
}

/** Reloads until the text is there: work of the job process takes a while. */
async function wait_for(page, selector) {
  const until = Date.now() + job_ms_max;
  while (!(await page.locator(selector).count())) {
    if (Date.now() > until) throw new Error(`no ${selector} on ${page.url()}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await page.goto(page.url());
  }
}

/** What is asked before the form; the answers propose the crafts. */
async function fill_eligibility(page) {
  await page.check('[name=e_region][value=yes]');
  await page.check('[name=e_winner][value=no]');
  await page.check('[name=e_craft][value=yes]');
  await page.fill('[name=e_size]', '24');
  await press(page, 'form[action$="/eligibility"] button');
}

async function fill_form(page) {
  same(await page.isChecked('input[name=category] >> nth=2'), true, 'proposed');
  const answers = {
    seat: 'Niederau', sector_de: 'Möbelbau', sector_en: 'Furniture',
    founded: '1987', employees: '24', international: '9',
    apprentices: '2', website: 'https://suessholz.example/',
    strategy_de: 'Wir lernen „Ankommen“ wie ein Handwerk: Schritt für Schritt.',
    strategy_en: 'We learn arriving like a craft: step by step.',
    quote_de: 'Holz versteht jeder.', quote_en: 'Everybody understands wood.',
    quote_author: 'Linh Nguyễn', quote_function: 'Gesellin',
  };
  for (const [code, value] of Object.entries(answers))
    await page.fill(`[name=q_${code}]`, value);
  await page.fill('[name="q_countries.label"] >> nth=0', 'Vietnam');
  await page.fill('[name="q_countries.number"] >> nth=0', '6');
  await page.check('[name=q_measures][value=housing]');
  await page.check('[name=q_courses][value=no]');
  for (const box of await page.locator('input[name^=consent_]').all())
    await box.check();
}

async function add_picture(page, code, file) {
  const place = page.locator(`#q_${code}`);
  await place.locator('form[data-upload] input[type=file]').setInputFiles(file);
  await place.locator('[name=credit]').fill('Foto: Süßholz');
  await place.locator('[name=alt_de]').fill('In der Werkstatt');
  await place.locator('.upload-said', { hasText: 'gespeichert um' }).waitFor();
}

const house = await open_house();
try {
  const year = new Date().getFullYear() + 1; // the demo's open edition
  const edition = `/office/edition/${year}`;
  let entry, receipt;

  await test('a company registers', async () => {
    const page = await house.visitor();
    await page.goto('/register');
    await check_page(page, { name: 'path/01-register' });
    await page.fill('[name=name]', 'Mai Süßholz');
    await page.fill('[name=email]', 'mai@suessholz.example');
    await page.fill('[name=company]', company);
    await page.fill('[name=password]', 'ein langes Passwort');
    await press(page, `${form('/register')} button`);
    same(new URL(page.url()).pathname, '/my', 'after registering');
    await check_page(page, { name: 'path/02-my' });

    await press(page, `${form('/my/new')} button`);
    await check_page(page, { name: 'path/03-eligibility' });
    await fill_eligibility(page);
    entry = new URL(page.url()).pathname;
    await fill_form(page);
    await press(page, 'button[name=save]');
    await check_page(page, { name: 'path/03-draft' });
    await page.goto('/my');
    await page.goto(entry);
    same(await page.inputValue('[name=q_seat]'), 'Niederau', 'draft kept');
    await add_picture(page, 'logo', picture('logo-workshop.svg'));
    await add_picture(page, 'photo', picture('photo-workshop.svg'));
    await wait_for(page, 'img[src^="/image/"] >> nth=1');
    // the page's script asks for a thumbnail until it is there
    const noise = page.complaints.splice(0).filter((one) => !/\/thumb/.test(one));
    same(noise.length, 0, noise.join(" "));
    await check_page(page, { name: 'path/04-pictures' });

    await page.fill('[name=q_employees]', 'vierundzwanzig');
    await press(page, 'button[name=submit]');
    page.complaints.splice(0); // Chromium notes the 422 itself
    same(await page.inputValue('[name=q_employees]'), 'vierundzwanzig',
         'what was typed');
    await check_page(page, { name: 'path/05-error' });
    await page.fill('[name=q_employees]', '24');
    await press(page, 'button[name=submit]');
    if (!page.url().includes('/receipt')) await page.goto(`${entry}/receipt`);
    receipt = await page.textContent('main');
    if (!new RegExp(`${year}-\\d+`).test(receipt))
      throw new Error(`no number: ${receipt}`);
    await check_page(page, { name: 'path/06-receipt' });
    await page.context().close();
  });

  const office = await house.visitor();
  const id = () => entry.split('/').pop();
  let round;

  await test('an organiser admits it', async () => {
    await login(house, office, 'organiser');
    await office.goto(edition);
    for (const phase of ['2', '3']) {
      await office.selectOption(`${form(`${edition}/phase`)} select`, phase);
      await press(office,
                  `${form(`${edition}/phase`)}:has(select) button`);
    }
    await office.goto(`${edition}/entries`);
    await check_page(office, { name: 'path/07-entries' });
    await press(office, `a:has-text("${company}")`);
    await check_page(office, { name: 'path/08-check' });
    await press(office, `${form(`/office/entry/${id()}/admit`)} button`);
    await check_page(office, { name: 'path/09-admitted' });
  });

  await test('the round is assigned to all and opened', async () => {
    await office.goto(`${edition}/rounds`);
    await check_page(office, { name: 'path/10-rounds' });
    await press(office, 'a[href^="/office/round/"]');
    round = new URL(office.url()).pathname;
    await press(office, `${form(`${round}/assign`)} button >> nth=0`);
    await press(office, `${form(`${round}/open`)} button`);
    await check_page(office, { name: 'path/11-round' });
  });

  const marks = [[9, 8, 7, 8], [8, 9, 8, 7], [10, 8, 9, 9]];
  for (const [n, row] of marks.entries())
    await test(`juror ${n + 1} declares and scores`, async () => {
      const page = await house.visitor();
      await login(house, page, 'juror', n);
      const sheet = `/jury/entry/${id()}`;
      await page.goto('/jury');
      if (n === 0) await check_page(page, { name: 'path/12-welcome' });
      await accept(page);
      await press(page, 'a[href^="/jury/declare"]');
      if (n === 0) await check_page(page, { name: 'path/12-conflict' });
      for (const none of await page.locator('input[value=none]').all())
        await none.check();
      await press(page, `${form('/jury/declare')} button`);
      await page.goto('/jury');
      await press(page, `a[href^="${sheet}"]`);
      const scales = await page.locator('fieldset.criterion').all();
      same(scales.length, row.length, 'criteria');
      for (const [k, scale] of scales.entries())
        await scale.locator(`input[type=radio][value="${row[k]}"]`)
          .check({ force: true });
      await page.fill('[name=comment]', 'Überzeugend & „nah am Menschen“.');
      if (n === 0) await check_page(page, { name: 'path/13-sheet' });
      await press(page, 'button[name=action][value=submit]');
      await page.goto(sheet);
      if (n === 0) await check_page(page, { name: 'path/14-submitted' });
      await page.context().close();
    });

  await test('nobody in the office sees a mark before the close', async () => {
    const reply = await office.goto(`${round}/result`);
    same(reply.status(), 404, 'result while open');
    office.complaints.splice(0);
  });

  await test('the organiser closes the round and reads the result', async () => {
    await office.goto(round);
    await office.fill('[name=reason]', 'Vier Jurymitglieder sind verreist.');
    await press(office, `${form(`${round}/close`)} button`);
    await office.goto(`${round}/result`);
    const text = await office.textContent('main');
    if (!text.includes(company)) throw new Error('the company is missing');
    // (9+8+10)/3*.35 + (8+9+8)/3*.30 + (7+8+9)/3*.20 + (8+7+9)/3*.15
    if (!text.includes('8,45')) throw new Error(`no 8,45 in ${text}`);
    await check_page(office, { name: 'path/15-result' });
    await press(office, `main a:has-text("${company}")`);
    await check_page(office, { name: 'path/16-result-entry' });
  });

  await test('exports are files', async () => {
    for (const [ending, start] of [['json', '{'], ['csv', '\ufeff'],
                                   ['xlsx', 'PK']]) {
      const reply = await office.request.get(`${round}/result.${ending}`);
      same(reply.status(), 200, ending);
      const text = (await reply.body()).toString('utf8');
      same(text.startsWith(start), true, `${ending} begins with ${start}`);
    }
  });

  await test('the winner is named', async () => {
    await office.goto(`${edition}/winners`);
    const card = office.locator(`${form(`${edition}/winners`)}`)
      .filter({ has: office.locator(`input[name=entry][value="${id()}"]`) });
    if (!(await card.locator('input[value=winner]').isVisible()))
      await office.locator('summary').filter({ hasText: company }).click();
    await card.locator('input[value=winner]').check();
    await card.locator('[name=reason_de]').fill('Handwerk, das Brücken baut.');
    await card.locator('[name=reason_en]').fill('A craft that builds bridges.');
    await Promise.all([office.waitForNavigation(),
                       card.locator('button').first().click()]);
    await check_page(office, { name: 'path/17-winners' });
  });

  await test('the brochure is made and downloaded', async () => {
    await office.goto(`${edition}/brochure`);
    await press(office, `${form(`${edition}/brochure`)} button >> nth=0`);
    await check_page(office, { name: 'path/18-brochure-waiting' });
    await wait_for(office, 'a[href^="/office/job/"]');
    await check_page(office, { name: 'path/19-brochure' });
    const [file] = await Promise.all([
      office.waitForEvent('download'),
      office.click('a[href^="/office/job/"] >> nth=0')]);
    const pdf = readFileSync(await file.path());
    same(pdf.subarray(0, 5).toString(), '%PDF-', 'a PDF');
    same(pdf.length > 50_000, true, 'of some size');
  });

  await test('winners stay secret until the embargo ends', async () => {
    const page = await house.visitor();
    const reply = await page.goto(`/winners/${year}`);
    same(reply.status(), 404, 'gallery');
    await page.goto('/');
    const text = await page.textContent('body');
    same(text.includes(company), false, 'front page names the company');
    await page.context().close();
  });

  await test('a juror sees the receipt of nobody', async () => {
    const page = await house.visitor();
    await login(house, page, 'juror', 4);
    same((await page.goto(entry)).status(), 404, entry);
    same((await page.goto(round)).status(), 404, round);
    await page.context().close();
  });
} finally {
  await house.close();
}
