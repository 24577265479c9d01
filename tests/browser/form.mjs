// A company's draft in the demo's open edition, for the tests of its form: two
// people of the company in front of it, in browsers of their own.
import { check_page, login_as, same, sql } from './support.mjs';

const until_ms_max = 20_000;

export function open_form(house) {
  const company = house.logins.filter((one) => one.role === 'company')
    .find((one) => sql(house, `SELECT count(*) FROM entry e JOIN membership m
      ON m.organisation_id = e.organisation_id JOIN user u ON u.id = m.user_id
      WHERE e.state = 'draft' AND u.email = '${one.email}'`) !== '0');
  const [entry, organisation] = sql(house, `SELECT e.id, e.organisation_id FROM entry e
    JOIN membership m ON m.organisation_id = e.organisation_id
    JOIN user u ON u.id = m.user_id
    WHERE e.state = 'draft' AND u.email = '${company.email}'`).split('|').map(Number);
  const path = `/my/entry/${entry}`;
  const sessions = new Map();

  /** Pictures that are still being prepared are another test's. */
  function without_pictures() {
    sql(house, `UPDATE file SET render_state = 'failed' WHERE render_state = 'waiting'
      AND id IN (SELECT file_id FROM picture WHERE entry_id = ${entry})`);
  }

  /** A colleague of the company's contact, who has the same password. */
  function colleague(email, name) {
    sql(house, `INSERT INTO user (email, email_key, name, password_hash, language, created_at)
        SELECT '${email}', '${email}', '${name}', password_hash, 'de', 1 FROM user
         WHERE email = '${company.email}';
      INSERT INTO user_role (user_id, role, granted_at)
        SELECT id, 'company', 1 FROM user WHERE email = '${email}';
      INSERT INTO membership (organisation_id, user_id, created_at)
        SELECT ${organisation}, id, 1 FROM user WHERE email = '${email}';`);
    return { email, password: company.password };
  }

  /** In front of the form, in a browser of its own. A login costs time on
   *  purpose: the session is the one before, as long as there is one. */
  async function sit_down(who = company, options = {}) {
    const page = await house.visitor(options);
    if (sessions.has(who.email)) await page.context().addCookies(sessions.get(who.email));
    await page.goto(path);
    if (new URL(page.url()).pathname === '/login') {
      await login_as(page, who.email, who.password);
      sessions.set(who.email, (await page.context().cookies())
        .filter((one) => one.name === 'lorbeer'));
      await page.goto(path);
    }
    return page;
  }

  const stored = (code) => sql(house, `SELECT value FROM answer a JOIN question q
    ON q.id = a.question_id WHERE a.entry_id = ${entry} AND q.code = '${code}'`);

  return { company, entry, organisation, path, without_pictures, colleague, sit_down,
           stored };
}

export const field = (page, code) =>
  page.locator(`[name="q_${code}"]:not([type=hidden])`);
export const place = (page, code) => page.locator(`[data-question="q_${code}"]`);

/** The looks; what was refused on purpose, or is not ready yet, is no fault. */
export async function check_form(page, name) {
  page.complaints = page.complaints.filter((one) => !/^4(09|22): |\/thumb/.test(one));
  await check_page(page, { name });
}

/** Until the form's line says it. */
export async function says(page, pattern) {
  const line = async () => page.textContent('.save-state');
  const end = Date.now() + until_ms_max;
  while (!pattern.test(await line()))
    if (Date.now() > end) throw new Error(`not ${pattern}: ${await line()}`);
    else await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Until the server, or the page, has it. */
export async function until(what, want, name) {
  const end = Date.now() + until_ms_max;
  while (Date.now() < end) {
    if ((await what()) === want) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  same(await what(), want, name);
}

/** Somebody comes back to an open page. */
export const look = (page) => page.evaluate(() => dispatchEvent(new Event('focus')));

/** Does it while the page hears nothing of what others save, then sends it all. */
export async function unheard(page, changes, work) {
  await page.route('**/save', (route) => route.abort());
  await work();
  await says(page, new RegExp(`Keine Verbindung.*: ${changes}`));
  await page.unroute('**/save');
  page.complaints.length = 0;
  await page.evaluate(() => dispatchEvent(new Event('online')));
}

/** Without a question whether to leave. */
export const close = (page) => page.close({ runBeforeUnload: false });

// --- tables -------------------------------------------------------------------

const rows = (page, code) => place(page, code).locator('tbody tr');

/** Fills the last, empty row of a table. */
export async function add_row(page, code, label, number) {
  const last = rows(page, code).last();
  await last.locator('input').nth(1).fill(number);
  // by then there is another empty row
  await rows(page, code).nth(-2).locator('input').nth(0).fill(label);
}

export async function remove_row(page, code, n) {
  await rows(page, code).nth(n).locator('.row-remove').click();
}

/** What stands in a table, as it is stored; empty rows left out. */
export async function cells(page, code) {
  const all = await rows(page, code).evaluateAll((list) => list.map((row) =>
    [...row.querySelectorAll('input')].map((one) => one.value).join('\t')));
  return all.filter((one) => one.trim()).join('\n');
}

/** The codes of the boxes, or of the radio button, that are ticked. */
export const ticked = async (page, code) =>
  (await place(page, code).locator('input:checked').evaluateAll((list) =>
    list.map((one) => one.value))).join(' ');
