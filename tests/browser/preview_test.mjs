// The preview beside the form follows what is typed; how long it takes is
// printed, since it depends on the machine. Without scripts a button leads to
// the same page. What is typed never gets to act.
import { check_page, login, open_house, same, screenshot, sql, test }
  from './support.mjs';

const made_ms = 90_000; // on a busy machine, behind the demo's pictures

const source = (page) => page.locator('.look-pages img').first()
  .getAttribute('src', { timeout: made_ms });

/** Waits for another page than that, and gives its address. */
async function other(page, before) {
  await page.waitForFunction((old) => {
    const image = document.querySelector('.look-pages img');
    return image && image.getAttribute('src') !== old && image.naturalWidth > 0;
  }, before, { timeout: made_ms, polling: 20 });
  return source(page);
}

const house = await open_house();
try {
  // the demo's pictures and brochures: nobody waits for them here
  sql(house, `DELETE FROM job; UPDATE file SET render_state = 'failed'
    WHERE render_state = 'waiting'`);
  const page = await house.visitor({ language: 'de' });
  await login(house, page, 'company', 1);
  await page.goto('/my?lang=de');
  const path = await page.locator('article:has(.pill-draft) a').first()
    .getAttribute('href');
  await page.goto(path);
  const text = page.locator('textarea').first();
  let now;

  await test('it is there when the form is opened', async () => {
    now = await other(page, null);
    same(await page.textContent('.look-state'), '1 Seite', 'state');
    const alt = await page.getAttribute('.look-pages img', 'alt');
    if (!/^Broschüre, Seite 1 von 1: ./.test(alt)) throw new Error(alt);
    await check_page(page, { name: 'preview' });
  });

  await test('it follows what is typed', async () => {
    const times = [];
    for (const sentence of [' Wir lernen voneinander.', ' Jeden Tag.', ' Immer mehr.',
                            ' Auch abends.', ' Und sonntags.']) {
      await text.focus();
      await page.keyboard.press('Control+End');
      await page.keyboard.type(sentence, { delay: 30 });
      const begin = Date.now();
      now = await other(page, now);
      times.push(Date.now() - begin);
      await page.waitForTimeout(300);
    }
    console.log(`# from the last key to the new page: ${times.join(', ')} ms`);
  });

  await test('the longer the text, the more pages; nothing of it acts', async () => {
    const hostile = '<script>alert(1)</script><img src=x onerror=alert(1)> #panic() ]] ' +
      'https://elsewhere.example/x.png ';
    const errors = [], outside = [];
    page.on('dialog', (dialog) => { errors.push(dialog.message()); dialog.dismiss(); });
    page.on('request', (request) => {
      if (!request.url().startsWith(house.url)) outside.push(request.url());
    });
    await text.fill(hostile);
    now = await other(page, now);
    await page.waitForTimeout(200);
    same([...errors, ...outside].join(), '', 'what happened');
    const reply = await page.request.get(now);
    same(reply.headers()['content-type'], 'image/svg+xml', 'type');
    if (!reply.headers()['content-security-policy'].includes('sandbox'))
      throw new Error('no sandbox');
    const svg = await reply.text();
    if (/<script|onerror|elsewhere|https?:\/\/(?!www\.w3\.org)/.test(svg))
      throw new Error('the text is in the drawing');
  });

  await test('the large page, reached by a link', async () => {
    await Promise.all([page.waitForNavigation(), page.click('.look-more a')]);
    await check_page(page, { name: 'preview-large' });
    same(await page.locator('.look-pages img').count(), 1, 'pages');
  });

  await test('without scripts a button leads there, and it looks again by itself', async () => {
    const plain = await house.visitor({ language: 'en', scripts: false });
    await login(house, plain, 'company', 1);
    sql(house, `UPDATE entry SET revision = revision + 1; DELETE FROM preview`);
    await plain.goto(`${path}?lang=en`);
    await Promise.all([plain.waitForNavigation(), plain.click('.look noscript button')]);
    await plain.locator('.look-pages img').first().waitFor({ timeout: made_ms });
    same(await plain.textContent('.look-state'), '1 page', 'state');
    await screenshot(plain, 'preview-plain');
  });
} finally {
  await house.close();
}
