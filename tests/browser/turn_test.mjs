// What turns while somebody fills in the form: the session, the token, his role,
// the nomination's state; and what follows each save: the list of what is missing
// and the room in the brochure. Then the whole way without JavaScript.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { add_row, cells, check_form, field, look, open_form, place, says, ticked, until }
  from './form.mjs';
import { login_as, open_house, project, same, sql, test } from './support.mjs';

const house = await open_house();
const form = open_form(house);
const { company, entry, organisation, path, sit_down, stored } = form;
form.without_pictures();
const berta = form.colleague('berta@lichtwerk.example', 'Berta Beispiel');
const folder = mkdtempSync(join(tmpdir(), 'lorbeer-turn-'));
const picture = (name) => join(project, 'assets/demo', name);

const press = (page, selector) =>
  Promise.all([page.waitForNavigation(), page.click(selector)]);
const tick = (page, code, value) =>
  place(page, code).locator(`[value="${value}"]:not([type=hidden])`).check();
const role_of = (who, role) => sql(house, `UPDATE membership SET role = '${role}' WHERE
  organisation_id = ${organisation} AND user_id = (SELECT id FROM user WHERE email = '${who.email}')`);

try {
  await test('the list of what is missing follows the saves', async () => {
    const page = await sit_down();
    await field(page, 'seat').fill('');
    const item = page.locator('#checklist a[href="#q_seat"]');
    await until(() => item.count(), 1, 'missing');
    await field(page, 'seat').fill('Hafenstadt');
    await until(() => item.count(), 0, 'given');
    const asked = page.waitForResponse((reply) => reply.url().endsWith('/fit') &&
      reply.request().method() === 'POST');
    await field(page, 'strategy_de').fill('Wir lernen voneinander.');
    same((await asked).status(), 200, 'the room is asked for');
    await page.locator('[data-fit=de]:not(.fit-old)').first()
      .waitFor({ state: 'visible', timeout: 90_000 });
    same(await page.locator('.save-state[role=status]').count(), 1, 'said aloud');
    await page.context().close();
  });

  await test('rows and boxes after a session that ended', async () => {
    const page = await sit_down();
    sql(house, 'DELETE FROM session');
    await add_row(page, 'countries', 'Peru', '2');
    await tick(page, 'spoken', 'it');
    await says(page, /Ihre Anmeldung ist abgelaufen/);
    await press(page, '.save-state a');
    await page.fill('input[name=email]', company.email);
    await page.fill('input[name=password]', company.password);
    await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')]);
    same(new URL(page.url()).pathname, path, 'back at the form');
    await until(() => stored('countries').endsWith('Peru\t2'), true, 'rows sent');
    same((await cells(page, 'countries')).endsWith('Peru\t2'), true, 'rows in the form');
    same((await ticked(page, 'spoken')).includes('it'), true, 'boxes in the form');
    await page.context().close();
  });

  await test('logged in anew in another tab: files, descriptions and buttons go on', async () => {
    const page = await sit_down();
    sql(house, 'DELETE FROM session');
    const tab = await page.context().newPage();
    await login_as(tab, company.email, company.password);
    await tab.close();
    const file = join(folder, 'punkt.png');
    writeFileSync(file, Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4' +
      '2mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64'));
    await page.setInputFiles('#q_gallery > form[data-upload] input[type=file]', file);
    await page.locator('#q_gallery .upload-list figcaption a', { hasText: 'punkt.png' }).waitFor();
    sql(house, 'DELETE FROM session');
    const other = await page.context().newPage();
    await login_as(other, company.email, company.password);
    await other.close();
    await page.locator('#q_gallery [name=credit]').last().fill('Linh');
    await until(() => sql(house, `SELECT count(*) FROM picture WHERE entry_id = ${entry}
      AND credit = 'Linh'`), '1', 'the description');
    await page.locator('#q_gallery button[name=remove]').last().click();
    await until(() => page.locator('#q_gallery .upload-list figcaption a', { hasText: 'punkt.png' })
      .count(), 0, 'removed');
    await page.context().close();
  });

  await test('a reader by now: nothing is saved, everything can be copied', async () => {
    const page = await sit_down(berta);
    const before = stored('example_de');
    role_of(berta, 'reader');
    await field(page, 'example_de').fill('Gerade noch geschrieben.');
    await says(page, /Sie dürfen diese Bewerbung nur lesen.*: 1/);
    same(stored('example_de'), before, 'the answer');
    same(await field(page, 'example_de').inputValue(), 'Gerade noch geschrieben.', 'still there');
    await page.reload();
    await page.waitForSelector('#unsent-title');
    same((await page.textContent('[data-list]')).trim(), 'Gerade noch geschrieben.', 'to be copied');
    role_of(berta, 'editor');
    await page.reload(); // may write again
    await place(page, 'example_de').locator('[data-take=mine]').click();
    await until(() => stored('example_de'), 'Gerade noch geschrieben.', 'sent after all');
    // no member any more: the nomination is not there for him
    sql(house, `UPDATE membership SET organisation_id = (SELECT min(id) FROM organisation
      WHERE id <> ${organisation}) WHERE user_id = (SELECT id FROM user WHERE email = '${berta.email}')`);
    await field(page, 'example_de').fill('Noch später.');
    await says(page, /für Sie nicht mehr da.*: 1/);
    same(stored('example_de'), 'Gerade noch geschrieben.', 'the answer');
    sql(house, `UPDATE membership SET organisation_id = ${organisation} WHERE user_id =
      (SELECT id FROM user WHERE email = '${berta.email}')`);
    await page.context().close();
  });

  await test('the whole form without JavaScript, submitted while a colleague types', async () => {
    const bert = await sit_down(berta);
    const plain = await sit_down(company, { scripts: false });
    const texts = { seat: 'Hafenstadt', sector_de: 'Licht', employees: '80', international: '12',
                    strategy_de: 'Wir lernen voneinander, jeden Tag.', since: '2019-05-03',
                    courses_text: 'Dienstags in der Arbeitszeit, für alle, seit drei Jahren.' };
    await tick(plain, 'courses', 'yes');
    for (const [code, value] of Object.entries(texts)) await field(plain, code).fill(value);
    await tick(plain, 'spoken', 'de');
    await field(plain, 'languages').selectOption('both');
    const names = plain.locator('[name="q_countries.label"]');
    await names.last().fill('Kuba');
    await plain.locator('[name="q_countries.number"]').last().fill('viele');
    await press(plain, 'button[name=rows]');
    same((await plain.textContent('#q_countries-error')).includes('„Kuba“'), true, 'message');
    same((await cells(plain, 'countries')).includes('Kuba\tviele'), true, 'as it was typed');
    same(await plain.locator('.errors[role=alert][autofocus] a[href="#q_countries"]').count(), 1,
         'said first');
    await plain.locator('tr:has([value=Kuba]) [name="q_countries.number"]').fill('4');
    await press(plain, 'button[name=rows]');
    same(stored('countries').endsWith('Kuba\t4'), true, 'the row');
    for (const [code, file] of [['logo', 'logo-workshop.svg'], ['photo', 'photo-workshop.svg']]) {
      if (await plain.locator(`#q_${code} .upload-list > li`).count()) continue;
      await plain.setInputFiles(`#q_${code} form[data-upload] input[type=file]`, picture(file));
      await press(plain, `#q_${code} form[data-upload] button`);
    }
    await press(plain, 'button[name=save]');
    same((await plain.textContent('main')).includes('Kuba') ||
         (await cells(plain, 'countries')).includes('Kuba'), true, 'saved');
    for (const box of await plain.locator('[name^=consent_]').all()) await box.uncheck();
    await press(plain, 'button[name=submit]');
    same(await plain.locator('[name^=consent_][aria-describedby]').count() > 0, true,
         'a consent is missing, and says so');
    for (const box of await plain.locator('[name^=consent_]').all()) await box.check();
    await press(plain, 'button[name=submit]');
    same(new URL(plain.url()).pathname, `${path}/receipt`, 'the receipt');
    await plain.context().close();

    await field(bert, 'example_de').fill('Zu spät geschrieben.');
    await says(bert, /kann nicht mehr geändert werden.*: 1/);
    same(await field(bert, 'example_de').inputValue(), 'Zu spät geschrieben.', 'still there');
    await look(bert);
    await bert.reload();
    await bert.waitForSelector('#unsent-title');
    same((await bert.textContent('[data-list]')).trim(), 'Zu spät geschrieben.', 'to be copied');
    await check_form(bert, 'turn/01-unsent');
    await bert.context().close();
  });
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
