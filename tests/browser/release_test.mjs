// The page of a company in the brochure, as its contact sees it through the
// personal link of a mail: on a telephone, without an account. The picture
// follows what is typed; a correction is sent, the page is released; what the
// office changes afterwards is shown and released again.
import { check_page, login, open_house, same, sql, test } from './support.mjs';

const made_ms = 90_000; // on a busy machine

/** Waits for another picture than that, and gives its address. */
async function other(page, before) {
  await page.waitForFunction((old) => {
    const image = document.querySelector('.look-pages img');
    return image && image.getAttribute('src') !== old && image.naturalWidth > 0;
  }, before, { timeout: made_ms, polling: 20 });
  return page.locator('.look-pages img').first().getAttribute('src');
}

async function press(page, button) {
  await Promise.all([page.waitForNavigation(), page.click(button)]);
}

async function type_at_end(page, field, text) {
  await field.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(text, { delay: 20 });
}

const pages = '/office/edition/2025/brochure/pages';
const person = { name: 'Tanja Ehlers', email: 'ehlers@gruenzeit.example' };

const house = await open_house();
try {
  // the demo's pictures and brochures: nobody waits for them here
  sql(house, `DELETE FROM job; UPDATE file SET render_state = 'failed'
    WHERE render_state = 'waiting'`);
  const office = await house.visitor({ language: 'de' });
  await login(house, office, 'organiser');
  await office.goto(pages);
  const company = office.locator('tbody th a', { hasText: 'Grünzeit' });
  const page_path = await company.getAttribute('href');
  const contact = await house.visitor({ language: 'de' });
  const text = contact.locator('textarea').first();
  const state = () => contact.locator('.page-head .pill').textContent();
  let link, now;

  await test('the office asks somebody; the mail has the link', async () => {
    await check_page(office, { name: 'release-all' });
    await office.goto(page_path);
    await other(office, null);
    await check_page(office, { name: 'release-office' });
    await office.click('details.release-person summary');
    await office.fill('[name=person]', person.name);
    await office.fill('[name=email]', person.email);
    await press(office, 'button[value=ask]');
    link = new URL(sql(house, `SELECT link FROM mail WHERE recipient =
      '${person.email}' ORDER BY id DESC LIMIT 1`)).pathname;
    if (!link.startsWith('/page/')) throw new Error(link);
  });

  await test('the link shows the page as it is printed', async () => {
    await contact.goto(link);
    now = await other(contact, null);
    await check_page(contact, { name: 'release' });
    // beside the form, its lower end can be scrolled to from every field
    const pages_tall = await contact.locator('.look-pages')
      .evaluate((element) => element.getBoundingClientRect().height);
    if (pages_tall >= 900) throw new Error(`${pages_tall} px of 900`);
  });

  await test('the picture follows what is typed, which a reload keeps', async () => {
    await contact.setViewportSize({ width: 390, height: 844 });
    await type_at_end(contact, text, ' Im Winter lernen alle zusammen.');
    now = await other(contact, now);
    await contact.reload();
    if (!(await text.inputValue()).endsWith('zusammen.'))
      throw new Error('what was typed is gone');
    await contact.locator('button[value=drop]').waitFor();
  });

  await test('offline for a moment, it says so and follows again by itself', async () => {
    await other(contact, null);
    const words = contact.locator('.look-state');
    const before = await words.textContent();
    await contact.context().setOffline(true);
    await type_at_end(contact, text, ' Und im Sommer auch.');
    await contact.locator('.look-state', { hasText: 'Keine Verbindung' }).waitFor();
    contact.complaints.splice(0); // of the lost connection, and only of it
    await contact.context().setOffline(false);
    now = await other(contact, now);
    await contact.waitForFunction((old) =>
      document.querySelector('.look-state').textContent === old, before,
    { timeout: made_ms });
  });

  await test('too long: said at the field, nothing is lost', async () => {
    const right = await text.inputValue();
    await text.fill('Wir lernen voneinander. '.repeat(90));
    await press(contact, 'button[value=correct]');
    const said = await contact.locator('.field .error').first().textContent();
    if (!said.includes('höchstens')) throw new Error(said);
    contact.complaints.splice(0); // the page itself came with 422
    await check_page(contact);
    await contact.setViewportSize({ width: 390, height: 844 });
    await text.fill(right);
  });

  await test('the correction is sent, then the page is released', async () => {
    await press(contact, 'button[value=correct]');
    same(await state(), 'berichtigt, nicht freigegeben', 'state');
    await press(contact, 'button[value=release]');
    same(await state(), 'freigegeben', 'state');
    same(await contact.locator('button[value=drop]').count(), 0, 'drafts');
    await check_page(contact, { name: 'release-done' });
    await office.goto(pages);
    const row = office.locator('tbody tr', { hasText: 'Grünzeit' });
    if (!(await row.textContent()).includes(person.name))
      throw new Error(await row.textContent());
  });

  await test('an edit of the office is shown, and asks again', async () => {
    await office.goto(page_path);
    await type_at_end(office, office.locator('textarea').first(), ' Das ganze Jahr.');
    await press(office, 'form#release button[value=save]');
    same(sql(house, `SELECT count(*) FROM mail WHERE kind = 'page_again'
      AND recipient = '${person.email}'`), '1', 'mails');
    await contact.goto(link);
    same(await state(), 'seit der Freigabe geändert', 'state');
    if (!(await contact.locator('.release-changes ins').first().textContent())
      .includes('Das ganze Jahr.')) throw new Error('the difference is not shown');
    await other(contact, null);
    await check_page(contact, { name: 'release-again' });
    await press(contact, 'button[value=release]');
    same(await state(), 'freigegeben', 'state');
  });

  await test('without scripts, in English', async () => {
    const plain = await house.visitor({ language: 'en', scripts: false });
    await plain.goto(`${link}?lang=en`);
    await press(plain, '.look noscript button');
    await plain.locator('.look-pages img').first().waitFor({ timeout: made_ms });
    await press(plain, '.crumbs a');
    await plain.fill('input[name=seat]', 'Upper Oberwiesa');
    await press(plain, 'button[value=release]');
    same(await plain.inputValue('input[name=seat]'), 'Upper Oberwiesa', 'seat');
    same(await plain.locator('.page-head .pill').textContent(),
         'corrected, not released', 'state');
    await press(plain, 'button[value=release]');
    same(await plain.locator('.page-head .pill').textContent(), 'released', 'state');
  });

  await test('a link that was withdrawn says only that', async () => {
    await office.goto(page_path);
    await office.locator('tr', { hasText: person.email })
      .locator('button[value=withdraw]').click();
    await office.locator('tr', { hasText: person.email })
      .locator('.pill', { hasText: 'zurückgezogen' }).waitFor();
    contact.complaints.splice(0);
    await contact.goto(link);
    same(await contact.textContent('h1'), 'Dieser Link gilt nicht mehr', 'h1');
    contact.complaints.splice(0); // the 404 that it is
    await check_page(contact, { name: 'release-over' });
  });
} finally {
  await house.close();
}
