// The jury's meeting in real browsers at once: the chair at a desk, a juror on a
// phone, one without JavaScript, one who is out of the room, one whose
// connection is cut. The chair clicks; the others' screens follow.
import { accept, check_page, login, login_as, open_house, same, screenshot, sql, test }
  from './support.mjs';

const house = await open_house();
const phone = { width: 390, height: 844 };

// The demo's edition in judging: the chair has a conflict with E04, Tannhuber
// with E01, Nwosu is the deputy.
const edition = Number(sql(house, `SELECT id FROM edition WHERE slug = '2026'`));
const entry = (code) => Number(sql(house,
  `SELECT id FROM entry WHERE edition_id = ${edition} AND code = '${code}'`));
const company = (code) => sql(house, `SELECT o.name FROM entry e
  JOIN organisation o ON o.id = e.organisation_id
 WHERE e.edition_id = ${edition} AND e.code = '${code}'`);
const category = Number(sql(house,
  `SELECT id FROM category WHERE edition_id = ${edition} AND code = 'kmu'`));
const round = Number(sql(house, `SELECT id FROM round WHERE edition_id = ${edition}
  AND state = 'open'`));

/** Closes the round by the office's page and puts a meeting on the agenda. */
async function prepare() {
  const office = await house.visitor();
  await login(house, office, 'organiser');
  await office.goto(`/office/round/${round}`);
  const form = `form[action="/office/round/${round}/close"]`;
  if (await office.locator(`${form} textarea`).count())
    await office.fill(`${form} textarea`, 'Die Sitzung beginnt.');
  await Promise.all([office.waitForNavigation(), office.click(`${form} button`)]);
  sql(house, `UPDATE jury_member SET deputy_chair = 1 WHERE edition_id = ${edition}
      AND user_id = (SELECT id FROM user WHERE email = 'nwosu@jury.example');
    INSERT INTO meeting (id, edition_id, number, title_de, title_en, starts_at, place,
        created_at) VALUES (7, ${edition}, 9, 'Auswahl der Gewinner', 'Choosing the winners',
        strftime('%s', 'now') + 600, 'Altes Rathaus, Saal 2', 1);
    INSERT INTO meeting_round VALUES (7, ${round});
    INSERT INTO meeting_item (id, meeting_id, position, kind, entry_id, minutes) VALUES
      (71, 7, 1, 'entry', ${entry('E01')}, 10), (72, 7, 2, 'entry', ${entry('E02')}, 10),
      (73, 7, 3, 'entry', ${entry('E04')}, 10);
    INSERT INTO meeting_item (id, meeting_id, position, kind, category_id, minutes) VALUES
      (74, 7, 4, 'contest', ${category}, 20);
    INSERT INTO meeting_item (id, meeting_id, position, kind, title_de, title_en) VALUES
      (75, 7, 5, 'topic', 'Ablauf der Preisverleihung', 'The ceremony');`);
  return office;
}

async function sit_down(email, options) {
  const page = await house.visitor(options);
  const account = house.logins.find((one) => one.email === email);
  await login_as(page, account.email, account.password);
  await page.goto('/jury/meeting/7');
  if (!page.url().endsWith('/jury/meeting/7')) {
    await accept(page);
    await page.goto('/jury/meeting/7');
  }
  return page;
}

const shows = (page, text) => page.getByText(text).first().waitFor();
const click = (page, name, scope = '[data-live]') =>
  page.locator(scope).getByRole('button', { name, exact: false }).first().click();

const office = await prepare();
const chair = await sit_down('vogelsang@jury.example');
const mobile = await sit_down('kasulke@jury.example');
const plain = await sit_down('wen@jury.example', { scripts: false });
const out = await sit_down('tannhuber@jury.example');
const cut = await sit_down('horak@jury.example');
await mobile.setViewportSize(phone);

await test('before it is open jurors wait, and the chair sees what to look at', async () => {
  await shows(mobile, 'Die Sitzung ist noch nicht eröffnet');
  await shows(chair, 'Vor dem Beginn');
  await check_page(chair, { name: 'meeting-planned' });
  await mobile.goto('/jury');
  await mobile.click('main a[href="/jury/meeting/7"]');
  await shows(mobile, 'Auswahl der Gewinner');
});

await test('the chair opens it, and every screen follows', async () => {
  await click(chair, 'Sitzung eröffnen');
  for (const page of [mobile, out, cut]) await shows(page, 'Kein Punkt ist aufgerufen');
  for (const page of [chair, mobile, out, cut]) {
    await click(page, 'Ich bin da');
    await shows(page, 'Sie sind da');
  }
  await plain.reload();
  await plain.getByRole('button', { name: 'Ich bin da' }).click();
  await shows(plain, 'Sie sind da');
  await shows(chair, '5 anwesend');
});

await test('who is out of the room sees a neutral page', async () => {
  await chair.locator('#item-71').getByRole('button').click();
  await shows(mobile, company('E01'));
  await shows(out, 'Sie sind gerade nicht im Raum');
  same(await out.getByText(company('E01')).count(), 0, 'names on the neutral page');
  await check_page(out, { name: 'meeting-out' });
});

await test('a motion is voted on; the neutral page hears nothing', async () => {
  const before = await out.locator('[data-live]').innerHTML();
  const heard = out.waitForRequest(/part=1/, { timeout: 3000 }).then(() => true, () => false);
  await chair.getByText('Antrag stellen').click();
  await chair.selectOption('#kind', 'nominate');
  await chair.fill('#reason_de', 'Weil „alle“ mitmachen – auch die Späten.');
  await chair.fill('#departure', 'Die Jury gewichtet den Besuch höher.');
  await click(chair, 'Stellen und gleich abstimmen lassen');
  await shows(mobile, 'wird nominiert.');
  await check_page(mobile, { name: 'meeting-vote' });
  await mobile.setViewportSize(phone);
  const button = await mobile.getByRole('button', { name: 'Enthaltung' }).boundingBox();
  if (button.height < 44) throw new Error(`a button of ${button.height} px`);
  await click(mobile, 'Ja');
  await shows(mobile, 'Ihre Stimme ist festgehalten');
  await click(cut, 'Nein');
  await plain.reload();
  await plain.getByRole('button', { name: 'Ja' }).click();
  await shows(plain, 'Ihre Stimme ist festgehalten');
  await click(chair, 'Ja', '.meeting-ballot');
  await shows(mobile, '4 von 4 Stimmen abgegeben');
  await screenshot(chair, 'meeting-chair-vote');
  await click(chair, 'Abstimmung schließen');
  await shows(mobile, 'angenommen');
  same(await heard, false, 'the neutral page fetched something');
  same(await out.locator('[data-live]').innerHTML(), before, 'the neutral page');
});

await test('what is being typed survives what others do', async () => {
  await chair.locator('#item-72').getByRole('button').click();
  await shows(out, company('E02'));
  await chair.getByText('Antrag stellen').click();
  await chair.fill('#reason_de', 'Ein Satz, der noch nicht');
  await chair.focus('#reason_de');
  await click(mobile, 'Ich gehe');
  await shows(chair, '4 anwesend');
  same(await chair.inputValue('#reason_de'), 'Ein Satz, der noch nicht', 'the text');
  same(await chair.evaluate(() => document.activeElement.id), 'reason_de', 'the focus');
  await click(mobile, 'Ich bin da');
  await shows(chair, '5 anwesend');
  await check_page(chair, { name: 'meeting-chair' });
});

await test('what was begun for an item is not lost when another is called', async () => {
  same(await office.goto('/office/meeting/7/live').then((reply) => reply.status()), 200, 'desk');
  await office.locator('#item-75').getByRole('button').click();
  await shows(chair, 'Was Sie zu schreiben begonnen hatten');
  same(await chair.locator('[data-live-left-item]').textContent(), company('E02'), 'the item');
  same(await chair.locator('[data-live-left-text]').textContent(), 'Ein Satz, der noch nicht',
    'what was typed');
  await check_page(chair, { name: 'meeting-left' });
  await chair.getByRole('button', { name: 'Texte in den jetzigen Antrag' }).click();
  same(await chair.inputValue('#reason_de'), 'Ein Satz, der noch nicht', 'taken over');
  same(await chair.evaluate(() => document.activeElement.closest('.meeting-move') !== null), true,
    'the focus is in the form');
  await chair.fill('#reason_de', 'Zum Ablauf.');
  await office.locator('#item-72').getByRole('button').click();
  await shows(chair, 'Zum Ablauf.');
  same(await chair.inputValue('#reason_de'), '', 'another item has a form of its own');
  await office.locator('#item-75').getByRole('button').click();
  await chair.locator('[data-live-left]').waitFor({ state: 'hidden' });
  same(await chair.inputValue('#reason_de'), 'Zum Ablauf.', 'back with its item');
  await chair.fill('#reason_de', '');
});

const votes = () => Number(sql(house,
  `SELECT count(*) FROM vote WHERE motion_id = (SELECT max(id) FROM motion)`));
const move = async (kind, how) => {
  await chair.locator('.meeting-move > summary').waitFor();
  if (!await chair.locator('.meeting-move[open]').count())
    await chair.getByText('Antrag stellen').click();
  await chair.selectOption('#kind', kind);
  await how?.();
  await click(chair, 'Stellen und gleich abstimmen lassen');
};

await test('a vote on a bad line is sent again, and counts once', async () => {
  await move('other', () => chair.fill('#text', 'Die Feier beginnt um 18 Uhr.'));
  await shows(mobile, 'Die Feier beginnt um 18 Uhr.');
  let lost = 2; // one that never arrives, one whose answer is lost
  await mobile.route('**/vote', async (route) => {
    lost -= 1;
    if (lost === 0) await route.fetch({ maxRedirects: 0 });
    if (lost >= 0) await route.abort('connectionreset');
    else await route.continue();
  });
  await click(mobile, 'Ja');
  await shows(mobile, 'Noch nicht gesendet');
  await screenshot(mobile, 'meeting-unsent');
  await mobile.locator('[data-live-state=sent]').waitFor();
  await shows(mobile, 'Ihre Stimme ist festgehalten');
  same(votes(), 1, 'votes');
  await mobile.unroute('**/vote');
  mobile.complaints.splice(0);
});

await test('two taps are one vote', async () => {
  await cut.getByRole('button', { name: 'Nein', exact: true }).dblclick();
  await shows(cut, 'Ihre Stimme ist festgehalten');
  await shows(chair, '2 von');
  same(votes(), 2, 'votes');
  await click(chair, 'Abstimmung schließen');
  await shows(mobile, 'Die Feier beginnt um 18 Uhr.');
});

await test('a tie, and the casting vote', async () => {
  await chair.locator('.meeting-cast').waitFor();
  await chair.fill('#casting_reason', 'Die Gäste kommen früh.');
  await screenshot(chair, 'meeting-tied-chair');
  await screenshot(mobile, 'meeting-tied-juror');
  await click(chair, 'Ja', '.meeting-cast');
  await chair.locator('.meeting-cast').waitFor({ state: 'detached' });
  same(sql(house, `SELECT casting FROM motion ORDER BY id DESC LIMIT 1`), 'yes', 'casting');
  same(await chair.locator('[data-live-left]').isHidden(), true, 'what was sent is not left');
});

await test('a secret vote, with an answer that is lost', async () => {
  await move('other', async () => {
    await chair.fill('#text', 'Die Presse wird eingeladen.');
    await chair.getByLabel('Geheime Abstimmung').check();
  });
  await shows(mobile, 'Die Presse wird eingeladen.');
  let lost = 1;
  await mobile.route('**/vote', async (route) => {
    lost -= 1;
    if (lost < 0) { await route.continue(); return; }
    await route.fetch({ maxRedirects: 0 });
    await route.abort('connectionreset');
  });
  await click(mobile, 'Ja');
  await shows(mobile, 'Ihre Stimme ist gezählt');
  await mobile.locator('[data-live-state=waits]').waitFor({ state: 'hidden' });
  await mobile.locator('[data-live-state=sent]').waitFor();
  same(await mobile.locator('[role=alert]').count(), 0, 'alarms');
  await screenshot(mobile, 'meeting-secret-juror');
  same(votes(), 1, 'votes');
  await mobile.unroute('**/vote');
  await plain.reload();
  await plain.getByRole('button', { name: 'Ja' }).click();
  await shows(plain, 'Ihre Stimme ist gezählt');
  await click(chair, 'Abstimmung schließen');
  await chair.locator('button[value=count]').waitFor({ state: 'detached' });
  same(sql(house, `SELECT yes || ',' || no FROM motion ORDER BY id DESC LIMIT 1`), '2,0', 'counted');
  same(await chair.locator('[data-live-left]').isHidden(), true, 'nothing is left');
  mobile.complaints.splice(0);
});

await test('in English', async () => {
  await plain.goto('/jury/meeting/7?lang=en'); // without scripts axe cannot run
  await shows(plain, 'Decided so far');
  await mobile.goto('/jury/meeting/7?lang=en');
  await shows(mobile, 'Decided so far');
  await check_page(mobile, { language: 'en', name: 'meeting-en' });
  await chair.goto('/jury/meeting/7?lang=en');
  await shows(chair, 'Move a motion');
  await check_page(chair, { language: 'en', name: 'meeting-chair-en' });
  await chair.goto('/jury/meeting/7?lang=de');
  await plain.goto('/jury/meeting/7?lang=de');
  await mobile.goto('/jury/meeting/7?lang=de');
});

await test('a connection that is cut comes back and catches up', async () => {
  await cut.context().setOffline(true);
  await cut.evaluate(() => window.dispatchEvent(new Event('offline')));
  await house.stop();
  await shows(cut, 'Die Verbindung ist unterbrochen');
  await house.start();
  await cut.context().setOffline(false);
  await chair.reload();
  await chair.locator('#item-74').getByRole('button').click();
  await shows(cut, 'Kleine und mittlere Unternehmen');
  await cut.waitForFunction(() => document.querySelector('[data-live-lost]').hidden);
  await shows(mobile, 'Kleine und mittlere Unternehmen');
  for (const page of [chair, mobile, out, cut, office]) page.complaints.splice(0);
});

await test('a chair who is out leaves the room; the office leads on', async () => {
  await office.goto('/office/meeting/7/live');
  await office.locator('#item-73').getByRole('button').click();
  await shows(chair, 'Sie sind gerade nicht im Raum');
  await check_page(chair, { name: 'meeting-chair-out' });
  await shows(office, company('E04'));
  await check_page(office, { name: 'meeting-office' });
  await click(chair, 'Weiter zum nächsten Punkt');
  await shows(chair, 'Ablauf der Preisverleihung');
});

await test('it is closed for everybody', async () => {
  await click(chair, 'Sitzung schließen');
  await shows(mobile, 'Die Sitzung ist geschlossen');
  await plain.reload();
  await shows(plain, 'Die Sitzung ist geschlossen');
  await check_page(mobile, { name: 'meeting-closed' });
});

await house.close();
