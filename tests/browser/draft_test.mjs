// The nomination's form as companies use it: it saves itself, without a
// connection, in two tabs, by two people, with a session that ends.
import { check_form as check, field, look, open_form, place, says, until } from './form.mjs';
import { login_as, open_house, same, sql, test } from './support.mjs';

const house = await open_house();
const form = open_form(house);
const { company, entry, path, sit_down, stored } = form;
form.without_pictures();

/* Two long texts and a number of the sample's form. */
const codes = (kind) => sql(house, `SELECT q.code FROM question q JOIN entry e
  ON e.edition_id = q.edition_id WHERE e.id = ${entry} AND q.kind = '${kind}'
  ORDER BY q.position, q.id`).split('\n');
const [story, other_story] = codes('long');
const staff = codes('number').find((code) => /^(employees|staff)/.test(code));
const berta = form.colleague('berta@lichtwerk.example', 'Berta Beispiel');

try {
  await test('a second after typing, and when a field is left', async () => {
    const page = await sit_down();
    await field(page, story).fill('Wir lernen voneinander.');
    same(stored(story) === 'Wir lernen voneinander.', false, 'at once');
    await says(page, /Gespeichert um \d\d:\d\d/);
    same(stored(story), 'Wir lernen voneinander.', 'on the server');
    await field(page, staff).fill('61');
    await field(page, story).focus(); // leaves the number
    await until(() => stored(staff), '61', 'a field that was left');
    await check(page, 'draft/01-saved');
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    same(await field(page, story).inputValue(), 'Wir lernen voneinander.', 'after a button');
    await page.context().close();
  });

  await test('what is no answer is kept, and says so beside the field', async () => {
    const page = await sit_down();
    await field(page, staff).fill('rund 60');
    await says(page, /Gespeichert um/);
    same(await page.locator(`#q_${staff}-error`).count(), 0, 'while it is typed');
    await field(page, story).focus();
    await page.waitForSelector(`#q_${staff}-error[role=alert]`);
    same(await field(page, staff).getAttribute('aria-invalid'), 'true', 'invalid');
    same(stored(staff), '61', 'the answer');
    const phone = await sit_down(); // another device
    same(await field(phone, staff).inputValue(), 'rund 60', 'elsewhere');
    same((await phone.textContent(`#q_${staff}-error`)).includes('ganze Zahl'), true, 'error');
    await field(phone, staff).fill('62');
    await until(() => stored(staff), '62', 'right again');
    await phone.waitForSelector(`#q_${staff}-error`, { state: 'detached' });
    same(await phone.locator('.errors').count(), 0, 'list of errors');
    await phone.context().close();
    await page.context().close();
  });

  await test('without a connection, closed, and opened again', async () => {
    const page = await sit_down();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await house.stop();
    await field(page, story).fill('Im Zug geschrieben.');
    await says(page, /Keine Verbindung: auf diesem Gerät aufgehoben.*: 1/);
    await page.close({ runBeforeUnload: false });
    const again = await page.context().newPage();
    await again.goto(path); // from the device's shelf
    await again.waitForFunction((name) =>
      document.querySelector(`textarea[name=q_${name}]`).value === 'Im Zug geschrieben.', story);
    await field(again, other_story).fill('Und noch etwas.');
    await says(again, /Keine Verbindung.*: 2/);
    await again.click('button[name=submit]');
    await again.close({ runBeforeUnload: false });
    await house.start();
    const home = await page.context().newPage();
    await home.goto('/my'); // any page sends what waits
    await until(() => stored(story), 'Im Zug geschrieben.', 'after the train');
    await until(() => stored(other_story), 'Und noch etwas.', 'the second');
    await page.context().close();
  });

  await test('closed in the middle of a word', async () => {
    const page = await sit_down();
    await field(page, story).fill('Mitten im W');
    const quiet = page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    await quiet;
    await page.close({ runBeforeUnload: true });
    const again = await page.context().newPage();
    await again.goto(path);
    await until(() => stored(story), 'Mitten im W', 'sent by the next page');
    same(await field(again, story).inputValue(), 'Mitten im W', 'in the form');
    await page.context().close();
  });

  await test('two tabs', async () => {
    const page = await sit_down();
    const tab = await page.context().newPage();
    await tab.goto(path);
    await field(page, story).fill('Im ersten Reiter.');
    await field(tab, other_story).fill('Im zweiten Reiter.');
    await until(() => stored(story), 'Im ersten Reiter.', 'of the first');
    await until(() => stored(other_story), 'Im zweiten Reiter.', 'of the second');
    await says(page, /Gespeichert um/);
    same(await field(tab, story).inputValue(), 'Im ersten Reiter.', 'seen in the second');
    same(await page.locator('.clash:visible').count() + await tab.locator('.clash:visible').count(),
         0, 'clashes');
    await field(tab, story).fill('Im zweiten weiter.');
    await until(() => stored(story), 'Im zweiten weiter.', 'went on in the second');
    await page.context().close();
  });

  await test('two people: merged, and a clash that a person decides', async () => {
    const anna = await sit_down();
    const bert = await sit_down(berta);
    await field(anna, other_story).fill('Von Anna.');
    await until(() => stored(other_story), 'Von Anna.', 'hers');
    await look(bert); // not at that field: it comes by itself
    await bert.waitForFunction((name) =>
      document.querySelector(`textarea[name=q_${name}]`).value === 'Von Anna.', other_story);
    same(await place(bert, other_story).locator('.fresh').count(), 1, 'said so');

    await field(bert, story).fill('Von Berta.');
    await until(() => stored(story), 'Von Berta.', 'his');
    await field(anna, story).fill('Auch von Anna.'); // has not seen it
    await says(anna, /Auch von jemand anderem geändert/);
    same(stored(story), 'Von Berta.', 'nothing is overwritten');
    same(await field(anna, story).inputValue(), 'Auch von Anna.', 'hers in the field');
    const box = place(anna, story).locator('.clash');
    same((await box.textContent()).includes('Inzwischen gespeichert von Berta Beispiel'), true, 'who');
    same(await box.locator('[data-theirs]').textContent(), 'Von Berta.', 'his');
    same(await box.locator('[data-mine]').textContent(), 'Auch von Anna.', 'hers');
    await check(anna, 'draft/02-clash');
    await anna.click('button[name=save]'); // not before she has chosen
    await anna.waitForFunction(() => document.activeElement.matches('.clash button'));
    await anna.reload(); // also later
    await place(anna, story).locator('[data-take=theirs]').click();
    same(await field(anna, story).inputValue(), 'Von Berta.', 'taken');
    await field(anna, story).fill('Von beiden.');
    await until(() => stored(story), 'Von beiden.', 'together');

    await field(bert, story).fill('Doch von Berta.');
    await place(bert, story).locator('[data-take=mine]').click();
    await until(() => stored(story), 'Doch von Berta.', 'kept');
    await anna.context().close();
    await bert.context().close();
  });

  await test('a session that ends: log in, and go on', async () => {
    const page = await sit_down();
    sql(house, 'DELETE FROM session');
    await field(page, story).fill('Nach der Pause.');
    await says(page, /Ihre Anmeldung ist abgelaufen/);
    await Promise.all([page.waitForNavigation(), page.click('.save-state a')]);
    await page.fill('input[name=email]', company.email);
    await page.fill('input[name=password]', company.password);
    await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')]);
    same(new URL(page.url()).pathname, path, 'back at the form');
    await until(() => stored(story), 'Nach der Pause.', 'sent');
    same(await field(page, story).inputValue(), 'Nach der Pause.', 'in the field');

    // logged in once more in another tab: a new token, nobody notices
    sql(house, 'DELETE FROM session');
    const tab = await page.context().newPage();
    await login_as(tab, company.email, company.password);
    await field(page, story).fill('Mit neuem Ausweis.');
    await until(() => stored(story), 'Mit neuem Ausweis.', 'with the new token');
    await page.context().close();
  });

  await test('closed by the deadline: it can still be copied', async () => {
    const page = await sit_down();
    const deadline = sql(house, `SELECT d.deadline_at FROM edition d JOIN entry e
      ON e.edition_id = d.id WHERE e.id = ${entry}`);
    const set_deadline = (at) => sql(house, `UPDATE edition SET deadline_at = ${at}
      WHERE id = (SELECT edition_id FROM entry WHERE id = ${entry})`);
    set_deadline(1);
    await field(page, story).fill('Eine Minute zu spät.');
    await says(page, /kann nicht mehr geändert werden.*: 1/);
    await page.reload();
    await page.waitForSelector('#unsent-title');
    same((await page.textContent('[data-list]')).trim(), 'Eine Minute zu spät.', 'to be copied');
    await check(page, 'draft/03-unsent');
    set_deadline(deadline); // longer after all: the person chooses
    await page.reload();
    await place(page, story).locator('[data-take=mine]').click();
    await until(() => stored(story), 'Eine Minute zu spät.', 'after the extension');
    await page.context().close();
  });

  await test('without JavaScript: a button, a session that ends', async () => {
    const page = await sit_down(company, { scripts: false });
    await field(page, story).fill('Ohne Skript geschrieben, und lange daran gesessen.');
    sql(house, 'DELETE FROM session');
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    same(new URL(page.url()).pathname, '/login', 'to the login');
    await page.fill('input[name=email]', company.email);
    await page.fill('input[name=password]', company.password);
    await Promise.all([page.waitForNavigation(), page.press('input[name=password]', 'Enter')]);
    same(new URL(page.url()).pathname, '/kept', 'what waits');
    same((await page.textContent('.kept:first-of-type')).length > 0, true, 'the words');
    await Promise.all([page.waitForNavigation(),
                       page.click(`form[action="${path}"] button`)]);
    same(stored(story), 'Ohne Skript geschrieben, und lange daran gesessen.', 'sent again');
    same(new URL(page.url()).pathname, path, 'at the form');
    await page.context().close();
  });

  await test('the page with what waits', async () => {
    const page = await sit_down();
    const csrf = await page.inputValue('form[data-save] input[name=csrf]');
    sql(house, 'UPDATE session SET seen_at = 1'); // long idle
    await page.request.post(path, { form: {
      csrf, save: '1', [`q_${story}`]: 'Ein Text, der nicht ankam.\nZweite Zeile.' } });
    sql(house, 'UPDATE session SET seen_at = unixepoch()'); // as if logged in anew
    await page.goto('/kept');
    await check(page, 'draft/04-kept');
    await page.context().close();
  });
} finally {
  await house.close();
}
