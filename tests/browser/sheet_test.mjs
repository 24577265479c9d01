// The score sheet as jurors use it: by keyboard, on a phone without a
// connection, on two devices, and with a session that ends in the middle.
import { join } from 'node:path';
import { accept, check_page, login, login_as, logout, open_house, project, same, sql,
         test }
  from './support.mjs';

const house = await open_house();

/** A juror of the demo's open round whose ballots are taken away, so that
 *  there is something to do; the marks of nobody else are touched. */
function fresh_juror(email) {
  const mine = `(SELECT m.id FROM jury_member m JOIN user u ON u.id = m.user_id
    JOIN round r ON r.edition_id = m.edition_id AND r.state = 'open'
    WHERE u.email = '${email}')`;
  const ballots = `(SELECT id FROM ballot WHERE jury_member_id = ${mine})`;
  sql(house, `DELETE FROM score_version WHERE ballot_id IN ${ballots};
    DELETE FROM score WHERE ballot_id IN ${ballots};
    DELETE FROM ballot WHERE jury_member_id = ${mine};
    INSERT INTO conflict (jury_member_id, entry_id, kind, declared_at)
      SELECT jury_member_id, entry_id, 'none', 1 FROM assignment
       WHERE jury_member_id = ${mine} ON CONFLICT DO NOTHING;`);
  const [entries, round] = sql(house,
    `SELECT group_concat(a.entry_id), a.round_id FROM assignment a
       JOIN conflict c ON c.jury_member_id = a.jury_member_id
        AND c.entry_id = a.entry_id AND c.kind = 'none'
       JOIN round r ON r.id = a.round_id AND r.state = 'open'
      WHERE a.jury_member_id = ${mine}`).split('|');
  const account = house.logins.find((one) => one.email === email);
  return {
    ...account, entries: entries.split(',').map(Number), round: Number(round),
    path: (entry) => `/jury/entry/${entry}?round=${round}`,
    marks: (entry) => sql(house, `SELECT group_concat(value, ' ') FROM
      (SELECT s.value FROM score s JOIN ballot b ON b.id = s.ballot_id
         JOIN criterion c ON c.id = s.criterion_id
        WHERE b.jury_member_id = ${mine} AND b.entry_id = ${entry}
          AND b.round_id = ${round} ORDER BY c.position)`),
    versions: (entry) => Number(sql(house, `SELECT count(*)
       FROM score_version v JOIN ballot b ON b.id = v.ballot_id
      WHERE b.jury_member_id = ${mine} AND b.entry_id = ${entry}`)),
    state: (entry) => sql(house, `SELECT state FROM ballot
      WHERE jury_member_id = ${mine} AND entry_id = ${entry}`),
  };
}

const criteria = sql(house, `SELECT c.id FROM criterion c JOIN round r
  ON r.id = c.round_id AND r.state = 'open' ORDER BY c.position`).split('\n');
const field = (k) => `c_${criteria[k]}`;

async function mark(page, k, value) {
  await page.check(`input[name=${field(k)}][value="${value}"]`, { force: true });
}

/** The juror's sheet of that nomination, in a browser of its own. */
async function sit_down(juror, entry) {
  const page = await house.visitor();
  await login_as(page, juror.email, juror.password);
  await page.goto(juror.path(entry));
  return page;
}

/** A juror who has given no mark yet, at the first sheet. */
async function begin(email) {
  const juror = fresh_juror(email);
  const [entry] = juror.entries;
  return { juror, entry, page: await sit_down(juror, entry) };
}

async function says(page, pattern) {
  await page.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector('.save-state').textContent),
    pattern.source);
}

/** Sheets on the worker's shelf, and how many keep.js knows the contents of. */
function on_device(page) {
  return page.evaluate(async () => {
    const shelf = await (await caches.open('lorbeer-sheets')).keys();
    const known = await new Promise((resolve) => {
      indexedDB.open('lorbeer', 1).onsuccess = ({ target: { result: db } }) => {
        db.transaction('known').objectStore('known').count().onsuccess =
          ({ target }) => { db.close(); resolve(target.result); };
      };
    });
    const sheets = new Set(shelf.map((one) => new URL(one.url).pathname)
      .filter((path) => path.startsWith('/jury/entry/'))
      .map(() => '/jury/entry'));
    return `${[...sheets].join(' ')} ${known}`;
  });
}

/** Until the server has it, or step_ms_max. */
async function until(what, want, name) {
  for (let i = 0; i < 100; i++) {
    if (what() === want) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  same(what(), want, name);
}

try {
  await test('all marks by keyboard alone', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    await page.click('.sheet-read h1'); // reading on the left, keys all the same
    await page.keyboard.press('1'); // begins a 10 ...
    await page.keyboard.press('0');
    await page.keyboard.press('7');
    await page.keyboard.press('0');
    await page.keyboard.press('8');
    await page.waitForFunction(() => document.activeElement.value === 'submit');
    await says(page, /Gespeichert um/);
    same((await page.textContent('#score .pill')).trim(), 'Entwurf', 'state');
    await until(() => juror.marks(entry), '10 7 0 8', 'marks on the server');
    await check_page(page, { name: 'sheet/01-saved' });
    await page.focus('button[value=submit]');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    same(juror.state(entry), 'submitted', 'after Enter on the button');
    await page.context().close();
  });

  await test('one digit more, a mark taken away, the comment left alone',
             async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    await page.keyboard.press('1');
    await page.waitForTimeout(900); // no second digit: it was a 1
    await page.keyboard.press('5');
    await until(() => juror.marks(entry), '1 5', 'a lone 1');
    await page.focus(`input[name=${field(1)}]:checked`);
    await page.keyboard.press('n');
    await until(() => juror.marks(entry), '1', 'taken away');
    same(await page.textContent('#total'), '1,00', 'total of what is given');
    await page.fill('textarea[name=comment]', 'x');
    await page.focus('textarea[name=comment]');
    await page.keyboard.type(' 7 n');
    same(await page.inputValue('textarea[name=comment]'), 'x 7 n', 'typed');
    same(await page.locator('input[value="7"]:checked').count(), 0, 'sevens');
    await until(() => sql(house, `SELECT count(*) FROM ballot
      WHERE comment = 'x 7 n'`), '1', 'the comment');
    await page.context().close();
  });

  await test('without a connection on a phone, and back', async () => {
    const juror = fresh_juror('kasulke@jury.example');
    const [entry, other] = juror.entries;
    const page = await house.visitor();
    await page.setViewportSize({ width: 390, height: 844 });
    await login_as(page, juror.email, juror.password);
    await page.goto('/jury');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(juror.path(entry));
    await page.goto(juror.path(other));
    await page.waitForLoadState('networkidle');
    page.complaints.splice(0);

    await house.stop();
    await page.goto(juror.path(entry));
    same(await page.locator('fieldset[data-weight]').count(), criteria.length,
         'criteria in the sheet without a server');
    await page.waitForFunction(() => [...document.querySelectorAll('.sheet-read img')]
      .every((one) => one.naturalWidth > 0));
    for (let k = 0; k < criteria.length; k++) await mark(page, k, 6 + k);
    await page.fill('textarea[name=note]', 'Im Zug gelesen');
    await says(page, /Keine Verbindung.*\b5\b/);
    await page.goto(juror.path(other)); // another sheet meanwhile
    await mark(page, 0, 3);
    await says(page, /Keine Verbindung/);
    await page.goto(juror.path(entry)); // what was given is still there
    await page.waitForFunction((name) =>
      document.querySelector(`input[name=${name}][value="6"]`).checked, field(0));
    same(await page.textContent('#total'), '7,15', 'total without a server');
    await page.context().setOffline(true);
    await page.click('button[value=submit]');
    await says(page, /\b5\. Abgeben können Sie, sobald/);
    await page.context().setOffline(false);
    await page.goto('/jury/receipts'); // not kept: says so, in our look
    same(await page.textContent('h1'), 'Keine Verbindung', 'heading');
    same(await page.evaluate(() => document.styleSheets.length), 1, 'style sheets');
    await page.goto(juror.path(entry));

    await house.start();
    await until(() => juror.marks(entry), '6 7 8 9', 'marks of the train');
    await until(() => juror.marks(other), '3', 'the other sheet');
    same(juror.versions(entry), 4, 'versions: each mark once');
    await says(page, /Gespeichert um/);
    await page.goto(juror.path(entry));
    same(await page.inputValue('textarea[name=note]'), 'Im Zug gelesen', 'note');
    await page.context().close();
  });

  await test('two devices: the juror chooses', async () => {
    const juror = fresh_juror('wen@jury.example');
    const [entry] = juror.entries;
    const desk = await house.visitor(), phone = await house.visitor();
    for (const page of [desk, phone]) {
      await login_as(page, juror.email, juror.password);
      await page.goto(juror.path(entry));
    }
    await mark(phone, 0, 4);
    await mark(phone, 1, 9);
    await says(phone, /Gespeichert um/);
    await mark(desk, 2, 5); // another mark: both are kept, and shown
    await says(desk, /Gespeichert um/);
    same(juror.marks(entry), '4 9 5', 'merged');
    await desk.waitForFunction((name) =>
      document.querySelector(`input[name=${name}][value="4"]`).checked, field(0));
    await mark(phone, 2, 10); // the phone does not know the 5
    await phone.waitForSelector('.clash');
    same(juror.marks(entry), '4 9 5', 'nothing is overwritten');
    same((await phone.textContent('.clash [data-mine]')).trim(), '10', 'here');
    same((await phone.textContent('.clash [data-theirs]')).trim(), '5', 'there');
    phone.complaints.splice(0); // Chromium notes the 409 itself
    await check_page(phone, { name: 'sheet/02-clash' });
    await phone.click('.clash [data-take=mine]');
    await until(() => juror.marks(entry), '4 9 10', 'mine taken');
    await mark(desk, 2, 6);
    await desk.waitForSelector('.clash');
    await desk.click('.clash [data-take=theirs]');
    await says(desk, /Gespeichert um/);
    same(await desk.locator(`input[name=${field(2)}]:checked`).inputValue(),
         '10', 'theirs taken');
    same(juror.marks(entry), '4 9 10', 'stored');
    await desk.context().close();
    await phone.context().close();
  });

  await test('typing on while an answer comes in is no clash', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    await page.evaluate(() => { // a letter just after each of five answers
      const json = Response.prototype.json;
      let letters = 5;
      Response.prototype.json = async function () {
        const answer = await json.call(this);
        if (answer.fields && letters-- > 0)
          setTimeout(() => {
            const box = document.querySelector('textarea[name=comment]');
            box.value += 'x';
            box.dispatchEvent(new Event('input', { bubbles: true }));
          });
        return answer;
      };
    });
    await page.fill('textarea[name=comment]', 'Gut');
    await until(() => sql(house, `SELECT count(*) FROM ballot
      WHERE comment = 'Gutxxxxx'`), '1', 'everything typed');
    await says(page, /Gespeichert um/);
    same(await page.locator('.clash').count(), 0, 'clashes');
    await page.context().close();
  });

  await test('handed in elsewhere: what came too late is asked for', async () => {
    const juror = fresh_juror('wen@jury.example');
    const [entry] = juror.entries;
    const desk = await house.visitor(), phone = await house.visitor();
    await login_as(desk, juror.email, juror.password);
    await desk.goto(juror.path(entry));
    for (let k = 0; k < criteria.length; k++) await mark(desk, k, 5);
    await says(desk, /Gespeichert um/);
    await login_as(phone, juror.email, juror.password);
    await phone.goto(juror.path(entry));
    await Promise.all([desk.waitForNavigation(),
                       desk.click('button[value=submit]')]);
    await mark(phone, 0, 9);
    await phone.waitForSelector('.save-state[data-word=refused]');
    phone.complaints.splice(0); // Chromium notes the 409 itself
    await phone.goto(juror.path(entry));
    await Promise.all([phone.waitForNavigation(),
                       phone.click('form[action$="/reopen"] button')]);
    await phone.waitForSelector('.clash');
    same((await phone.textContent('.clash [data-mine]')).trim(), '9', 'here');
    same((await phone.textContent('.clash [data-theirs]')).trim(), '5', 'there');
    await phone.click('.clash [data-take=mine]');
    await until(() => juror.marks(entry), '9 5 5 5', 'mine taken');
    await Promise.all([phone.waitForNavigation(),
                       phone.click('button[value=submit]')]);
    same(juror.state(entry), 'submitted', 'handed in again');
    await desk.context().close();
    await phone.context().close();
  });

  await test('whoever logs out leaves nothing to read on the device', async () => {
    const juror = fresh_juror('wen@jury.example');
    const [entry] = juror.entries;
    const page = await house.visitor();
    const left = () => page.evaluate(async () => {
      const db = await new Promise((resolve) => {
        const request = indexedDB.open('lorbeer', 1);
        request.onsuccess = () => resolve(request.result);
      });
      const list = await new Promise((resolve) => {
        const request = db.transaction('known').objectStore('known').getAll();
        request.onsuccess = () => resolve(request.result);
      });
      db.close();
      return `${list.length} ${(await caches.keys()).length}`;
    });
    await login_as(page, juror.email, juror.password);
    await page.goto(juror.path(entry));
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.fill('textarea[name=note]', 'Nur für mich');
    await says(page, /Gespeichert um/);
    await until(() => sql(house, `SELECT count(*) FROM note
      WHERE text = 'Nur für mich'`), '1', 'the note');
    await page.waitForLoadState('networkidle');
    same(await left(), '1 1', 'while logged in');
    await Promise.all([page.waitForNavigation(),
                       page.click('form[action="/logout"] button')]);
    same(await left(), '0 0', 'after logging out');
    await page.context().close();
  });

  await test('the session ends in the middle of a sheet', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    await mark(page, 0, 7);
    await says(page, /Gespeichert um/);
    sql(house, 'DELETE FROM session');
    await mark(page, 1, 8);
    await page.fill('textarea[name=comment]', 'Das war viel Text.');
    await says(page, /Anmeldung ist abgelaufen/);
    await page.click('.save-state a');
    await page.waitForURL(/\/login/);
    await page.fill('input[name=email]', juror.email);
    await page.fill('input[name=password]', juror.password);
    await Promise.all([page.waitForURL(/\/jury\/entry/),
                       page.press('input[name=password]', 'Enter')]);
    await until(() => juror.marks(entry), '7 8', 'typed without a session');
    same(await page.inputValue('textarea[name=comment]'), 'Das war viel Text.',
         'the comment');
    await says(page, /Gespeichert um/);
    await page.context().close();
  });

  await test('something to accept comes up in the middle of a sheet',
             async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    sql(house, `DELETE FROM acceptance WHERE round_id = ${juror.round}
      AND jury_member_id IN (SELECT m.id FROM jury_member m JOIN user u ON u.id = m.user_id
        WHERE u.email = '${juror.email}')`);
    await mark(page, 0, 9);
    await says(page, /Vorher ist etwas anzunehmen/);
    await page.click('.save-state a');
    await page.waitForURL(/\/jury\/welcome/);
    await accept(page);
    await page.goto(juror.path(entry));
    await until(() => juror.marks(entry), '9', 'kept, then sent');
    await page.context().close();
  });

  await test('a new login in another window is enough', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    sql(house, 'DELETE FROM session');
    const second = await page.context().newPage();
    await login_as(second, juror.email, juror.password);
    await mark(page, 0, 2); // with the old page's token
    await until(() => juror.marks(entry), '2', 'saved with a new token');
    await page.context().close();
  });

  await test('nobody sends what somebody else typed on the device', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    await page.evaluate(() => navigator.serviceWorker.ready);
    sql(house, 'DELETE FROM session');
    const second = await page.context().newPage();
    await login(house, second, 'juror', 0);
    await second.goto('/jury');
    await mark(page, 0, 1);
    await says(page, /jemand anderes angemeldet/);
    same(juror.marks(entry), '', 'nothing is sent');
    await page.goto('/jury'); // the second one's pages now
    const kept = await page.evaluate(async () => {
      const cache = await caches.open('lorbeer-sheets');
      return (await cache.keys()).map((one) => new URL(one.url).pathname);
    });
    same(kept.filter((one) => one === `/jury/entry/${entry}`).length, 0,
         'sheets of the first one on the device');
    await second.context().clearCookies();
    await login_as(second, juror.email, juror.password); // the first comes back
    await second.goto('/jury');
    await until(() => juror.marks(entry), '1', 'sent for its owner');
    await page.context().close();
  });

  for (const [what, leave] of [
    ['logging out', logout],
    ['logging out everywhere', async (page) => {
      await page.goto('/account');
      await Promise.all([page.waitForNavigation(),
                         page.click('form[action="/account/sessions"] button')]);
    }],
    ['the login of a company', async (page) => {
      await page.context().clearCookies();
      await login(house, page, 'company');
    }]])
    await test(`${what} leaves no sheets on the device`, async () => {
      const juror = fresh_juror('wen@jury.example');
      const [entry] = juror.entries;
      const page = await house.visitor();
      await login_as(page, juror.email, juror.password);
      await page.goto(juror.path(entry));
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.goto(juror.path(entry)); // now through the worker
      await page.fill('textarea[name=note]', `Unter uns: ${what}`);
      await says(page, /^Gespeichert/);
      same(await on_device(page), '/jury/entry 1', 'kept while at work');
      await leave(page);
      await page.waitForFunction(async () =>
        (await (await caches.open('lorbeer-sheets')).keys()).length === 0);
      same(await on_device(page), ' 0', 'left on the device');
      await page.context().setOffline(true);
      await page.goto(juror.path(entry));
      same(await page.locator('textarea').count(), 0, 'fields without a server');
      await page.context().close();
    });

  await test('handing in waits for what is being saved', async () => {
    const { juror, entry, page } = await begin('wen@jury.example');
    for (let k = 0; k < criteria.length; k++) await mark(page, k, 5);
    await page.fill('textarea[name=comment]', 'Zuletzt noch ein Satz.');
    await Promise.all([page.waitForNavigation(),
                       page.click('button[value=submit]')]);
    same(juror.state(entry), 'submitted', 'state');
    same(sql(house, `SELECT count(*) FROM ballot WHERE state = 'submitted'
      AND comment = 'Zuletzt noch ein Satz.'`), '1', 'with the comment');
    await page.fill('textarea[name=note]', 'Danach notiert');
    await until(() => sql(house, `SELECT count(*) FROM note
      WHERE text = 'Danach notiert'`), '1', 'a note after handing in');
    await check_page(page, { name: 'sheet/03-handed-in' });
    await page.context().close();
  });

  await test('a photo of a visit, taken without a connection', async () => {
    const juror = fresh_juror('kasulke@jury.example');
    const [entry] = juror.entries;
    sql(house, `UPDATE round SET visit = 1 WHERE id = ${juror.round}`);
    const page = await house.visitor();
    await page.setViewportSize({ width: 390, height: 844 });
    await login_as(page, juror.email, juror.password);
    await page.goto('/jury');
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(juror.path(entry));
    await page.waitForLoadState('networkidle');
    await house.stop();
    await page.setInputFiles('input[name=photo]',
                             join(project, 'assets/readme/sheet.png'));
    await page.fill('input[name=caption]', 'Die Werkbank');
    await page.click('form[data-photo-form] button');
    await page.waitForSelector('.photo canvas');
    await page.route('**/photo', () => {}); // no further attempt fails now
    page.complaints.splice(0);
    await check_page(page, { name: 'sheet/04-photo' });
    await page.unroute('**/photo');
    await page.goto(juror.path(entry)); // and it survives leaving the page
    await page.waitForSelector('.photo canvas');
    await house.start();
    await until(() => sql(house, `SELECT count(*) || ' ' || max(caption)
      FROM note_photo`), '1 Die Werkbank', 'the photo, once');
    await page.context().close();
  });

  await test('a photo that the server refuses can be discarded', async () => {
    const { juror, entry, page } = await begin('kasulke@jury.example');
    await page.setInputFiles('input[name=photo]', {
      name: 'brief.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('kein Bild'),
    });
    await page.click('form[data-photo-form] button');
    await page.waitForSelector('.photo button:text("Verwerfen")');
    page.complaints.splice(0); // Chromium notes the 422 itself
    await page.click('.photo button:text("Verwerfen")');
    await page.goto(juror.path(entry));
    await page.waitForLoadState('networkidle');
    same(await page.locator('.photo canvas').count(), 0, 'kept photos');
    await page.context().close();
  });

  await test('without JavaScript the same form saves', async () => {
    const juror = fresh_juror('wen@jury.example');
    const [entry] = juror.entries;
    const page = await house.visitor({ scripts: false });
    await login_as(page, juror.email, juror.password);
    await page.goto(juror.path(entry));
    await mark(page, 0, 7);
    await page.fill('textarea[name=note]', 'Ohne Skript');
    await Promise.all([page.waitForNavigation(),
                       page.click('button[value=save]')]);
    same(juror.marks(entry), '7', 'saved');
    same(await page.inputValue('textarea[name=note]'), 'Ohne Skript', 'note');
    await page.context().close();
  });
} finally {
  await house.close();
}
