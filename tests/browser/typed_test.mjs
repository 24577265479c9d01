// What somebody types into the page of a company is not lost: not without a
// connection, not with a server that is being started, not by a second tab; and
// a page that was opened long ago takes back nothing that others wrote since.
import { login, open_house, same, sql, test } from './support.mjs';

const saved_ms = 20_000; // on a busy machine
const entry = 3;
const office_page = `/office/edition/2025/brochure/pages/${entry}`;

const house = await open_house();
const draft = () => JSON.parse(
  sql(house, `SELECT content FROM page_draft WHERE who LIKE 'link %'`) || '{}');

/** Waits until the draft has that seat. */
async function drafted(page, seat) {
  for (let left = saved_ms; draft().seat !== seat; left -= 100) {
    if (left <= 0) throw new Error(`the draft is ${JSON.stringify(draft())}`);
    await page.waitForTimeout(100);
  }
}

try {
  sql(house, `DELETE FROM job; DELETE FROM page_draft; UPDATE file SET
    render_state = 'failed' WHERE render_state = 'waiting';
    UPDATE page_link SET expires_at = 4000000000`);
  const link = new URL(sql(house, `SELECT m.link FROM mail m JOIN page_mail p
    ON p.mail_id = m.id WHERE p.entry_id = ${entry} AND m.link LIKE '%/page/%'
    LIMIT 1`)).pathname;
  let page = await house.visitor({ language: 'de' });
  const seat = () => page.locator('[name=seat]');
  const held = () => page.locator('[data-held]');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(link);

  await test('what others wrote since is no draft of who typed elsewhere', async () => {
    const office = await house.visitor({ language: 'de' });
    await login(house, office, 'organiser');
    await office.goto(office_page);
    await office.fill('[name=strategy_de]', 'Die Geschäftsstelle schrieb das.');
    await Promise.all([office.waitForNavigation(),
                       office.click('form#release button[value=save]')]);
    await seat().fill('Oberwiesa am Berg');
    await drafted(page, 'Oberwiesa am Berg');
    same(JSON.stringify(draft()), '{"seat":"Oberwiesa am Berg"}', 'draft');
    await page.reload();
    same(await page.inputValue('[name=strategy_de]'),
         'Die Geschäftsstelle schrieb das.', 'text of the office');
  });

  await test('two tabs: each adds to the draft', async () => {
    const second = await page.context().newPage();
    await second.goto(link);
    await seat().fill('Im ersten Fenster');
    await drafted(page, 'Im ersten Fenster');
    await second.fill('[name=website]', 'https://zwei.example');
    await second.close({ runBeforeUnload: true });
    for (let left = 50; !draft().website && left > 0; left--)
      await page.waitForTimeout(100);
    same(draft().website, 'https://zwei.example', 'website');
    same(draft().seat, 'Im ersten Fenster', 'seat');
  });

  await test('typed and left at once', async () => {
    await seat().fill('Schnell fort');
    await page.goto('/');
    await drafted(page, 'Schnell fort');
    await page.goto(link);
  });

  await test('another button of the page sends what was just typed', async () => {
    const office = await house.visitor({ language: 'de' });
    await login(house, office, 'organiser');
    // as in a private window: nothing is kept on the device
    await office.addInitScript(() => localStorage.clear());
    await office.goto(office_page);
    await Promise.all([office.waitForNavigation(), office.evaluate(() => {
      const field = document.querySelector('[name=seat]');
      field.value = 'Vor der Erinnerung';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      document.querySelector('button[value=mail]').click();
    })]);
    const kept = () => sql(house, `SELECT content FROM page_draft
      WHERE who LIKE 'office %' AND entry_id = ${entry}`);
    for (let left = 50; !kept() && left > 0; left--) await office.waitForTimeout(100);
    same(kept(), '{"seat":"Vor der Erinnerung"}', 'draft');
    await office.reload();
    same(await office.inputValue('[name=seat]'), 'Vor der Erinnerung', 'field');
    await Promise.all([office.waitForNavigation(), office.click('button[value=drop]')]);
    same(kept(), '', 'draft that was thrown away');
  });

  await test('a server that is being started is waited for', async () => {
    const stopped = (route) => route.fulfill({ status: 502, body: 'none' });
    await page.route('**/preview', stopped);
    await seat().fill('Während des Neustarts');
    await page.locator('.look-state', { hasText: 'Keine Verbindung' }).waitFor();
    await page.unroute('**/preview', stopped);
    await drafted(page, 'Während des Neustarts');
  });

  await test('typed offline, closed, opened again', async () => {
    await page.context().setOffline(true);
    await seat().fill('Im Funkloch');
    await page.locator('.look-state', { hasText: 'Keine Verbindung' }).waitFor();
    const context = page.context();
    await page.close();
    await context.setOffline(false);
    page = await context.newPage();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(link);
    same(await seat().inputValue(), 'Im Funkloch', 'field');
    await held().waitFor({ state: 'visible' });
    await drafted(page, 'Im Funkloch');
    await page.reload();
    same(await held().isVisible(), false, 'notice');
    same(await seat().inputValue(), 'Im Funkloch', 'field');
  });

  await test('thrown away is thrown away on this device too', async () => {
    await page.context().setOffline(true);
    await seat().fill('Zu verwerfen');
    await page.context().setOffline(false);
    await Promise.all([page.waitForNavigation(), page.click('button[value=drop]')]);
    same(await held().isVisible(), false, 'notice');
    same(await seat().inputValue(), 'Oberwiesa', 'field');
  });

  await test('a login in another tab ends nothing', async () => {
    const other = await page.context().newPage();
    await login(house, other, 'company');
    await other.close();
    await seat().fill('Nach der Anmeldung');
    await drafted(page, 'Nach der Anmeldung');
    await Promise.all([page.waitForNavigation(), page.click('button[value=correct]')]);
    same(await page.locator('.page-head .pill').textContent(),
         'berichtigt, nicht freigegeben', 'state');
  });

  await test('states in the list of consents are as high as their words', async () => {
    const office = await house.visitor({ language: 'de' });
    await login(house, office, 'organiser');
    await office.setViewportSize({ width: 390, height: 844 });
    await office.goto('/office/edition/2025/consents');
    const heights = await office.locator('td .pill').evaluateAll((list) =>
      [...new Set(list.map((one) => Math.round(one.getBoundingClientRect().height)))]);
    same(heights.length, 1, `heights ${heights}`);
  });
} finally {
  await house.close();
}
