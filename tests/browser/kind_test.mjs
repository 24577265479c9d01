// Every kind of question in the nomination's form: saved while it is answered,
// without a connection, by two people, and when what was typed is no answer.
import { add_row, cells, check_form, close, field, look, open_form, place, remove_row,
         says, ticked, unheard, until } from './form.mjs';
import { open_house, same, sql, test } from './support.mjs';

const house = await open_house();
const form = open_form(house);
const { entry, path, sit_down, stored } = form;
form.without_pictures();
const berta = form.colleague('berta@lichtwerk.example', 'Berta Beispiel');

const category = () => sql(house, `SELECT c.code FROM entry e JOIN category c
  ON c.id = e.category_id WHERE e.id = ${entry}`);
const tick = (page, code, value, on = true) =>
  place(page, code).locator(`[value="${value}"]:not([type=hidden])`).setChecked(on);

/** What each field shows, as the server stores it. */
async function shown(page) {
  const value = async (code) => field(page, code).inputValue();
  return {
    seat: await value('seat'), strategy_de: await value('strategy_de'),
    employees: await value('employees'), courses_cost: await value('courses_cost'),
    since: await value('since'), languages: await value('languages'),
    website: await value('website'), spoken: await ticked(page, 'spoken'),
    courses: await ticked(page, 'courses'), mentors: await ticked(page, 'mentors'),
    countries: await cells(page, 'countries'),
  };
}

/** The message stands next to its field, and belongs to it. */
async function complains(page, code, words) {
  const error = page.locator(`#q_${code}-error`);
  await error.waitFor();
  if (!(await error.textContent()).includes(words))
    throw new Error(`${code}: ${await error.textContent()}`);
  const by = await page.locator(`[aria-describedby~="q_${code}-error"]`).count();
  same(by > 0, true, `${code}: the field names its message ` +
       await page.locator(`[name^="q_${code}"]`).last().evaluate((one) => one.outerHTML));
}

try {
  const answers = {
    seat: 'Hafenstadt', strategy_de: 'Wir lernen\nvoneinander.', employees: '71',
    courses_cost: '1200,50', since: '2019-05-03', languages: 'both',
    website: 'https://lichtwerk.example/', spoken: 'de en vi', courses: 'yes',
    mentors: 'no', countries: 'Polen\t12\nIndien\t7',
  };
  const canonical = { ...answers, courses_cost: '120050' };

  await test('each kind saves itself; after a reload, and on another device', async () => {
    const page = await sit_down();
    await tick(page, 'courses', 'yes');
    for (const code of ['seat', 'strategy_de', 'employees', 'courses_cost', 'since', 'website'])
      await field(page, code).fill(answers[code]);
    await field(page, 'languages').selectOption('both');
    for (const box of await place(page, 'spoken').locator('input[type=checkbox]').all())
      await box.setChecked(['de', 'en', 'vi'].includes(await box.getAttribute('value')));
    await tick(page, 'mentors', 'no');
    while ((await cells(page, 'countries')) !== '') await remove_row(page, 'countries', 0);
    await add_row(page, 'countries', 'Polen', '12');
    await add_row(page, 'countries', 'Nepal', '3');
    await add_row(page, 'countries', 'Indien', '7');
    await remove_row(page, 'countries', 1);
    await page.check('[name=category][value=gross]');
    for (const [code, value] of Object.entries(canonical))
      await until(() => stored(code), value, code);
    await until(category, 'gross', 'category');
    await says(page, /Gespeichert um/);
    await page.reload();
    same(JSON.stringify(await shown(page)), JSON.stringify(answers), 'after a reload');
    same(await page.isChecked('[name=category][value=gross]'), true, 'category');
    const plain = await sit_down(berta, { scripts: false });
    same(JSON.stringify(await shown(plain)), JSON.stringify(answers), 'elsewhere');
    // taken back: no box, no row, no answer
    await page.check('[name=category][value=kmu]');
    for (const code of ['de', 'en', 'vi']) await tick(page, 'spoken', code, false);
    for (let n = 0; n < 2; n++) await remove_row(page, 'countries', 0);
    await field(page, 'languages').selectOption('');
    await field(page, 'since').fill('');
    await tick(page, 'mentors', '');
    for (const code of ['spoken', 'countries', 'languages', 'since', 'mentors'])
      await until(() => stored(code), '', `${code} taken back`);
    await until(category, 'kmu', 'category');
    await close(page);
    await plain.context().close();
    await page.context().close();
  });

  await test('what is no answer stays, here and elsewhere, and says why', async () => {
    const page = await sit_down();
    const long = 'ä'.repeat(61);
    await field(page, 'seat').fill(long);
    await add_row(page, 'countries', 'Polen', 'viele');
    await field(page, 'courses_cost').fill('99999999');
    await field(page, 'employees').fill('0');
    await field(page, 'website').fill('bei uns');
    await field(page, 'strategy_de').focus();
    const faults = { seat: '60 Zeichen', countries: '„Polen“', courses_cost: '10.000.000',
                     employees: '1', website: 'Internetadresse' };
    const look_at = async (one) => {
      for (const [code, words] of Object.entries(faults)) await complains(one, code, words);
      same(await field(one, 'seat').inputValue(), long, 'the long text');
      same(await cells(one, 'countries'), 'Polen\tviele', 'the row');
      same(await field(one, 'courses_cost').inputValue(), '99999999', 'the amount');
      same(await field(one, 'employees').inputValue(), '0', 'the number');
      same(await field(one, 'website').inputValue(), 'bei uns', 'the address');
    };
    await look_at(page);
    await check_form(page, 'kind/01-unfit');
    await page.reload();
    await look_at(page);
    const phone = await sit_down(berta);
    await look_at(phone);
    const plain = await sit_down(berta, { scripts: false });
    await look_at(plain);
    await check_form(phone);
    same(stored('countries'), '', 'no answer');
    same(await phone.locator('.errors li').count(), 5, 'list of errors');
    await place(phone, 'countries').locator('tbody input').nth(1).fill('4');
    await field(phone, 'seat').fill('Hafenstadt');
    await until(() => stored('countries'), 'Polen\t4', 'right now');
    await until(() => phone.locator('.errors li').count(), 3, 'errors left');
    same((await phone.textContent('#errors-title')).startsWith('3 '), true, 'and said so');
    await field(phone, 'courses_cost').fill('1.200,50');
    await field(phone, 'employees').fill('71');
    await field(phone, 'website').fill('');
    await until(() => phone.locator('.error').count(), 0, 'errors');
    for (const one of [page, phone, plain]) await one.context().close();
  });

  await test('a day that does not exist wipes nothing out, and is said', async () => {
    const page = await sit_down();
    await field(page, 'since').fill('2019-05-31');
    await until(() => stored('since'), '2019-05-31', 'a day');
    await field(page, 'since').focus();
    await page.keyboard.type('0231'); // Chromium's own order: 02/31/2019
    await page.waitForTimeout(1500);
    same(await page.$eval('#q_since', (one) => one.validity.badInput), true, 'no day');
    same(stored('since'), '2019-05-31', 'the answer');
    await field(page, 'seat').focus();
    await complains(page, 'since', 'Tag');
    await field(page, 'since').fill('2019-02-28');
    await until(() => stored('since'), '2019-02-28', 'a day again');
    await until(() => page.locator('#q_since-error').count(), 0, 'error');
    await page.context().close();
    // where it comes as text, it stays as text
    const plain = await sit_down(berta, { scripts: false });
    await plain.$eval('#q_since', (one) => { one.type = 'text'; one.value = '31.2.'; });
    await Promise.all([plain.waitForNavigation(), plain.click('button[name=save]')]);
    await plain.goto(path);
    same(await field(plain, 'since').inputValue(), '31.2.', 'as it was typed');
    await complains(plain, 'since', 'Tag');
    await field(plain, 'since').fill('3.5.2019');
    await Promise.all([plain.waitForNavigation(), plain.click('button[name=save]')]);
    same(stored('since'), '2019-05-03', 'a day');
    await plain.context().close();
  });

  await test('rows and boxes without a connection, closed, and back', async () => {
    const page = await sit_down();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    let again;
    await house.stop();
    try {
      await add_row(page, 'countries', 'Peru', '2');
      await tick(page, 'spoken', 'pl');
      await field(page, 'languages').selectOption('newcomers');
      await tick(page, 'mentors', 'yes');
      await says(page, /Keine Verbindung: auf diesem Gerät aufgehoben.*: 4/);
      await close(page);
      again = await page.context().newPage();
      await again.goto(path);
      await until(() => cells(again, 'countries'), 'Polen\t4\nPeru\t2', 'rows from the device');
      same(await ticked(again, 'spoken'), 'pl', 'boxes');
      same(await ticked(again, 'mentors'), 'yes', 'a button');
      same(await field(again, 'languages').inputValue(), 'newcomers', 'a choice');
      await remove_row(again, 'countries', 0);
      await tick(again, 'spoken', 'ro');
      await says(again, /Keine Verbindung.*: 4/);
    } finally {
      await house.start();
    }
    await again.evaluate(() => dispatchEvent(new Event('online')));
    for (const [code, value] of Object.entries({ countries: 'Peru\t2', spoken: 'pl ro',
                                                 languages: 'newcomers', mentors: 'yes' }))
      await until(() => stored(code), value, code);
    await says(again, /Gespeichert um/);
    await page.context().close();
  });

  await test('two people at different questions of each kind', async () => {
    const anna = await sit_down();
    const bert = await sit_down(berta);
    await field(anna, 'employees').fill('80');
    await tick(anna, 'spoken', 'de');
    await field(anna, 'since').fill('2020-01-31');
    await field(bert, 'courses_cost').fill('7,50');
    await add_row(bert, 'countries', 'Chile', '5');
    await field(bert, 'languages').selectOption('none');
    await tick(bert, 'mentors', 'no');
    const want = { employees: '80', spoken: 'de pl ro', since: '2020-01-31', courses_cost: '750',
                   countries: 'Peru\t2\nChile\t5', languages: 'none', mentors: 'no' };
    for (const [code, value] of Object.entries(want)) await until(() => stored(code), value, code);
    for (const one of [anna, bert]) await look(one);
    for (const one of [anna, bert]) {
      await one.locator('h1').click(); // leaves the last field
      await until(async () => {
        const all = await shown(one);
        return Object.entries({ ...want, courses_cost: '7,50' })
          .filter(([code, value]) => all[code] !== value).map(([code]) => code).join();
      }, '', 'what differs');
    }
    same(await anna.locator('.clash').count() + await bert.locator('.clash').count(), 0, 'clashes');
    await anna.context().close();
    await bert.context().close();
  });

  await test('two people at the same boxes, rows and category', async () => {
    const anna = await sit_down();
    const bert = await sit_down(berta);
    await tick(bert, 'spoken', 'es');
    await add_row(bert, 'countries', 'Kenia', '1');
    await bert.check('[name=category][value=gross]');
    await until(() => stored('spoken'), 'de es pl ro', 'his boxes');
    await until(() => stored('countries'), 'Peru\t2\nChile\t5\nKenia\t1', 'his rows');
    await until(category, 'gross', 'his category');
    await unheard(anna, 3, async () => {
      await tick(anna, 'spoken', 'it');
      await add_row(anna, 'countries', 'Mali', '9');
      await anna.check('[name=category][value=handwerk]');
    });
    await says(anna, /Auch von jemand anderem geändert.*: 3/);
    const versions = async (at) => [await at.locator('[data-mine]').textContent(),
                                    await at.locator('[data-theirs]').textContent()].join(' / ');
    const boxes = place(anna, 'spoken').locator('.clash');
    same(await versions(boxes), 'Deutsch, Italienisch, Polnisch, Rumänisch / ' +
         'Deutsch, Spanisch, Polnisch, Rumänisch', 'both versions of the boxes');
    const table = place(anna, 'countries').locator('.clash');
    same(await versions(table), 'Peru: 2\nChile: 5\nMali: 9 / Peru: 2\nChile: 5\nKenia: 1',
         'both versions of the rows');
    await check_form(anna, 'kind/02-clash');
    // what the server says meanwhile takes no button away from under a finger
    await boxes.locator('[data-take=theirs]').evaluate((one) => { one.pressed = true; });
    await Promise.all([anna.waitForResponse((reply) => reply.request().resourceType() === 'fetch'),
                       look(anna)]);
    await anna.waitForTimeout(200);
    same(await boxes.locator('[data-take=theirs]').evaluate((one) => one.pressed), true,
         'the same button');
    await boxes.locator('[data-take=theirs]').click();
    same(await ticked(anna, 'spoken'), 'de es pl ro', 'taken');
    await table.locator('[data-take=mine]').click();
    await until(() => stored('countries'), 'Peru\t2\nChile\t5\nMali\t9', 'kept');
    await anna.locator('fieldset:has([name=category]) [data-take=mine]').click();
    await until(category, 'handwerk', 'kept');
    await look(bert);
    await until(() => cells(bert, 'countries'), 'Peru\t2\nChile\t5\nMali\t9', 'hers');
    await bert.locator('h1').click(); // leaves the category
    await until(() => bert.isChecked('[name=category][value=handwerk]'), true, 'her category');
    // the other way round
    await unheard(bert, 2, async () => {
      await tick(anna, 'spoken', 'es', false);
      await remove_row(anna, 'countries', 0);
      await until(() => stored('spoken'), 'de pl ro', 'her boxes');
      await until(() => stored('countries'), 'Chile\t5\nMali\t9', 'her rows');
      await tick(bert, 'spoken', 'en');
      await remove_row(bert, 'countries', 1);
    });
    await says(bert, /Auch von jemand anderem geändert.*: 2/);
    await place(bert, 'spoken').locator('[data-take=mine]').click();
    await place(bert, 'countries').locator('[data-take=theirs]').click();
    same(await cells(bert, 'countries'), 'Chile\t5\nMali\t9', 'taken');
    await until(() => stored('spoken'), 'de en es pl ro', 'kept');
    await anna.context().close();
    await bert.context().close();
  });

  await test('a question that goes away keeps its answer', async () => {
    const page = await sit_down();
    const text = 'Dienstags in der Arbeitszeit, für alle, seit drei Jahren.';
    await field(page, 'courses_text').fill(text);
    await tick(page, 'courses', 'no'); // before it was saved
    same(await place(page, 'courses_text').isVisible(), false, 'asked');
    await until(() => stored('courses'), 'no', 'the condition');
    await until(() => stored('courses_text'), text, 'what was typed');
    await page.reload();
    same(await place(page, 'courses_text').isVisible(), false, 'asked after a reload');
    const bert = await sit_down(berta);
    await tick(bert, 'courses', 'yes'); // a colleague asks it again
    await look(page);
    await until(() => place(page, 'courses_text').isVisible(), true, 'asked again');
    same(await field(page, 'courses_text').inputValue(), text, 'its answer');
    same(await page.locator('.clash').count(), 0, 'clashes');
    await bert.context().close();
    await page.context().close();
  });
} finally {
  await house.close();
}
