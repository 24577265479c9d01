// The pages for everybody: filters on a phone and without JavaScript, large and
// widely spaced text, one sheet of paper, and the list inside the page of
// another website.
import { createServer } from 'node:http';
import { axe, check_page, fits, open_house, same, sql, test }
  from './support.mjs';

const gallery = '/winners/2025';
const company = `${gallery}/lichtwerk-ahrenfels-gmbh`;
const wide_text = `* { line-height: 1.5 !important;
  letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`;

/** A website of somebody else, on an origin of its own. */
async function foreign_site(html) {
  const server = createServer((request, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(html);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/`,
           close: () => server.close() };
}

const house = await open_house();
try {
  // the demo's pictures and brochures: nobody waits for them here
  sql(house, `DELETE FROM job; UPDATE file SET render_state = 'failed'
    WHERE render_state = 'waiting'`);
  const page = await house.visitor({ language: 'de', scripts: false });
  const origin = new URL(page.url()).origin;

  await test('filters are folded on a phone, and open with the keyboard',
    async () => {
      await page.setViewportSize({ width: 390, height: 800 });
      await page.goto(gallery);
      const branch = page.locator('#branch');
      same(await branch.isVisible(), false, 'visible');
      await page.locator('main summary').press('Enter');
      await branch.waitFor({ state: 'visible' });
      await branch.selectOption({ index: 1 });
      const said = await branch.locator('option').nth(1).textContent();
      await Promise.all([page.waitForNavigation(),
                         page.locator('main form button').click()]);
      const [, count] = said.match(/\((\d+)\)/);
      same((await page.locator('.chosen > p').textContent()).split(' ')[0],
           count, 'companies');
      same(await branch.isVisible(), true, 'still open');
    });

  await test('on a desk the filters are there at once', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(gallery);
    same(await page.locator('#branch').isVisible(), true, 'visible');
    same(await page.locator('main summary').isVisible(), false, 'summary');
  });

  await test('a company fits on one sheet of paper', async () => {
    await page.goto(company);
    const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
    same(pdf.match(/\/Type\s*\/Page\b/g).length, 1, 'pages');
  });

  for (const path of [gallery, company, `${company}?languages=both`,
                      `${gallery}?branch=nothing`, `${gallery}/embed`])
    await test(`large and spaced text: ${path}`, async () => {
      const other = await house.visitor({ language: 'de' });
      for (const [width, style] of [[1280, ':root { font-size: 200% }'],
                                    [390, wide_text], [320, '']]) {
        await other.setViewportSize({ width, height: 800 });
        await other.goto(path);
        // around the page's own policy, as a browser's settings are
        await other.evaluate((text) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(text);
          document.adoptedStyleSheets = [sheet];
        }, style);
        await fits(other);
      }
      await axe(other);
      same(other.complaints.join(' '), '', 'complaints');
      await other.context().close();
    });

  await test('the page of a company', async () => {
    const other = await house.visitor({ language: 'en' });
    await other.goto(company);
    await check_page(other, { language: 'en' });
    await other.context().close();
  });

  await test('the list inside another website', async () => {
    const site = await foreign_site(`<!doctype html><html lang="de">
      <title>Stadt</title><h1>Stadt</h1>
      <iframe src="${origin}${gallery}/embed?lang=de" title="Preis" width="100%"
        height="640"></iframe>`);
    const other = await house.visitor({ language: 'en' });
    await other.goto(site.url);
    const frame = other.frameLocator('iframe');
    same(await frame.locator('li').count(), 8, 'companies');
    same((await other.context().cookies()).length, 0, 'cookies');
    const [opened] = await Promise.all([
      other.context().waitForEvent('page'),
      frame.locator('li a').first().click()]);
    await opened.waitForLoadState();
    same(new URL(opened.url()).pathname, company, 'opened');
    same(await opened.evaluate(() => String(window.opener)), 'null', 'opener');
    same(await opened.evaluate(() => document.documentElement.lang), 'de',
         'language');
    same(other.complaints.join(' '), '', 'complaints');
    site.close();
    await other.context().close();
  });

  await test('no page of ours but the list is shown there', async () => {
    const site = await foreign_site(`<!doctype html><title>Stadt</title>
      <iframe src="${origin}${gallery}"></iframe>`);
    const other = await house.visitor({ language: 'de' });
    await other.goto(site.url);
    await other.waitForFunction(() => true);
    same(await other.frames()[1].evaluate(() => document.querySelector('main')),
         null, 'the gallery');
    site.close();
    await other.context().close();
  });
} finally {
  await house.close();
}
