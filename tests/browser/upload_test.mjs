// Files of a nomination in a browser: several at once, dragged, slow, cut, too
// large; what is typed meanwhile stays. And the same without JavaScript.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check_page, login, open_house, same, sql, test } from './support.mjs';

const folder = mkdtempSync(join(tmpdir(), 'lorbeer-uploads-'));

/** A noisy JPEG: `quality` makes it heavy. */
function photo(name, width, height, quality = 40) {
  const file = join(folder, name);
  const line = `vips gaussnoise n.v ${width} ${height} && ` +
    `vips cast n.v u.v uchar && vips bandjoin 'u.v u.v u.v' c.v && ` +
    `vips jpegsave c.v '${name}' --Q ${quality}`;
  const done = spawnSync('sh', ['-c', line], { cwd: folder });
  if (done.status !== 0) throw new Error(`vips: ${done.stderr}`);
  return file;
}

function text(name, content) {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const gallery = '#q_gallery';
const add_field = `${gallery} > form[data-upload] input[type=file]`;
const cards = `${gallery} .upload-list > li`;
const rows = `${gallery} .upload-row`;

async function until(page, selector, count, what) {
  const end = Date.now() + 20_000;
  while ((await page.locator(selector).count()) !== count) {
    if (Date.now() > end)
      throw new Error(`${what}: ${await page.locator(selector).count()} of ` +
        `${selector}, not ${count}: ` +
        (await page.locator(rows).allTextContents()).join(' | '));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function see(page, selector, words) {
  await page.locator(selector, { hasText: words }).first().waitFor();
}

const names = (page) =>
  page.locator(`${cards} figcaption a`).allTextContents();

const house = await open_house();
try {
  const small = ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg', 'e.jpg', 'f.jpg']
    .map((name, i) => photo(name, 400 + i, 300));
  const page = await house.visitor();
  await login(house, page, 'company', 1); // which has a draft
  const entry = sql(house, "SELECT id FROM entry WHERE state = 'draft'");
  const path = `/my/entry/${entry}`;

  await test('without JavaScript the same with plain forms', async () => {
    const plain = await house.visitor({ scripts: false });
    await login(house, plain, 'company', 1);
    await plain.goto(path);
    for (const file of small.slice(0, 2)) {
      await plain.setInputFiles(add_field, file);
      await Promise.all([plain.waitForNavigation(), plain.click(
        `${gallery} > form[data-upload] button`)]);
      await see(plain, '.notice', 'Das Bild ist gespeichert');
    }
    await plain.locator(`${cards} [name=credit]`).nth(1).fill('Anna');
    await Promise.all([plain.waitForNavigation(), plain.locator(
      `${cards} button[name=describe]`).nth(1).click()]);
    same(await plain.locator(`${cards} [name=credit]`).nth(1).inputValue(),
         'Anna', 'credit');
    await Promise.all([plain.waitForNavigation(), plain.locator(
      `${cards} button[name=move][value="-1"]`).nth(1).click()]);
    same((await names(plain)).join(), 'b.jpg,a.jpg', 'order');
    await Promise.all([plain.waitForNavigation(), plain.locator(
      `${cards} button[name=remove]`).first().click()]);
    same((await names(plain)).join(), 'a.jpg', 'what is left');
    await plain.setInputFiles(add_field, text('leer.png', ''));
    await Promise.all([plain.waitForNavigation(), plain.click(
      `${gallery} > form[data-upload] button`)]);
    await see(plain, `${gallery} .error`, 'Diese Datei ist leer');
    await Promise.all([plain.waitForNavigation(), plain.locator(
      `${cards} button[name=remove]`).first().click()]);
    same(await plain.locator(cards).count(), 0, 'what is left');
  });

  await test('several files at once are sent one after the other', async () => {
    await page.goto(path);
    await page.fill('[name=q_seat]', 'Noch nicht gespeichert');
    const requests = [];
    let open = 0, most = 0;
    page.on('request', (r) => {
      if (r.method() !== 'POST' || !r.url().includes('/picture/')) return;
      requests.push(r);
      most = Math.max(most, ++open);
    });
    page.on('requestfinished', (r) => { if (requests.includes(r)) open--; });
    await page.setInputFiles(add_field, small.slice(0, 3));
    await until(page, cards, 3, 'cards');
    await until(page, rows, 0, 'rows');
    same((await names(page)).join(), 'a.jpg,b.jpg,c.jpg', 'order');
    same(requests.length, 3, 'requests');
    same(most, 1, 'at once');
    same(new URL(page.url()).pathname, path, 'page');
    same(await page.inputValue('[name=q_seat]'), 'Noch nicht gespeichert',
         'what was typed');
    await page.locator(`${cards} img`).first()
      .waitFor({ timeout: 150_000 }); // it appears by itself
    page.removeAllListeners('request');
    page.removeAllListeners('requestfinished');
  });

  await test('a file can be dragged in, and one that misses does no harm',
             async () => {
    const data = readFileSync(small[3]).toString('base64');
    const drop = (selector) => page.evaluate(([place, bytes]) => {
      const content = Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0));
      const carried = new DataTransfer();
      carried.items.add(new File([content], 'gezogen.jpg',
                                 { type: 'image/jpeg' }));
      const at = document.querySelector(place);
      for (const kind of ['dragover', 'drop'])
        if (at.dispatchEvent(new DragEvent(kind, {
          bubbles: true, cancelable: true, dataTransfer: carried })))
          throw new Error(`${kind} would leave the page`);
    }, [selector, data]);
    await drop(`${gallery} > form[data-upload]`);
    await until(page, cards, 4, 'cards');
    same((await names(page))[3], 'gezogen.jpg', 'name');
    await drop('h1');
    await until(page, cards, 4, 'cards');
  });

  await test('the same file once more changes nothing', async () => {
    await page.setInputFiles(add_field, small[0]);
    await until(page, rows, 0, 'rows');
    await until(page, cards, 4, 'cards');
    same(sql(house, 'SELECT count(*) FROM picture p JOIN question q ON ' +
                    "q.id = p.question_id AND q.code = 'gallery'"),
         '4', 'pictures');
  });

  await test('descriptions save themselves and survive an upload', async () => {
    const credit = page.locator(`${cards} [name=credit]`).first();
    await credit.fill('Foto: Linh');
    await see(page, `${gallery} .upload-said`, 'Beschreibungen gespeichert um');
    same(sql(house, 'SELECT credit FROM picture WHERE credit <> \'\' AND ' +
                    `entry_id = ${entry}`), 'Linh', 'credit');
    const alt = page.locator(`${cards} [name=alt_de]`).nth(1);
    await page.setInputFiles(add_field, small[4]);
    await alt.fill('Beim Löten');
    await until(page, cards, 5, 'cards');
    same(await page.locator(`${cards} [name=alt_de]`).nth(1).inputValue(),
         'Beim Löten', 'typed while a file was sent');
    const end = Date.now() + 10_000;
    const stored = () => sql(house, 'SELECT count(*) FROM picture WHERE ' +
                                    "alt_de = 'Beim Löten'");
    while (stored() !== '1' && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 100));
    same(stored(), '1', 'saved after the exchange');
  });

  await test('moved, taken out and brought back without a new page',
             async () => {
    await page.evaluate(() => { window.same_page = true; });
    await page.locator(`${cards} button[name=move][value="1"]`).first().click();
    await see(page, `${gallery} .upload-said`, 'Die Reihenfolge ist gespeichert');
    same((await names(page)).slice(0, 2).join(), 'b.jpg,a.jpg', 'order');
    await page.locator(`${cards} button[name=remove]`).nth(1).click();
    await until(page, cards, 4, 'cards');
    await page.locator(`${gallery} .upload-removed summary`).click();
    await page.locator(`${gallery} .upload-removed button`).first().click();
    await until(page, cards, 5, 'cards');
    same(await page.locator(`${cards} [name=credit]`).nth(4).inputValue(),
         'Linh', 'its words are back');
    same(await page.evaluate(() => window.same_page), true, 'page');
    same(await page.inputValue('[name=q_seat]'), 'Noch nicht gespeichert',
         'what was typed');
  });

  await test('one too large is not sent, and one of another kind refused',
             async () => {
    let sent = 0;
    page.on('request', (r) => { sent += r.method() === 'POST'; });
    const large = text('gross.jpg', Buffer.alloc(12_000_001));
    await page.setInputFiles(add_field, [large, text('leer.png', '')]);
    await see(page, rows, 'höchstens 12 MB');
    await see(page, rows, 'Diese Datei ist leer');
    same(sent, 0, 'requests');
    page.removeAllListeners('request');
    await page.setInputFiles(add_field, text('notiz.png', 'nur Text'));
    await see(page, rows, 'kein Bild, das wir lesen können');
    page.complaints = page.complaints.filter((c) => !c.startsWith('422'));
    for (let left = await page.locator(rows).count(); left > 0; left--)
      await page.locator(`${rows} button:visible`, { hasText: 'Ausblenden' })
        .first().click();
    await until(page, rows, 0, 'rows');
  });

  const cdp = await page.context().newCDPSession(page);
  const speed = (bytes) => cdp.send('Network.emulateNetworkConditions', {
    offline: false, latency: 0, downloadThroughput: -1,
    uploadThroughput: bytes });
  const heavy = photo('schwer.jpg', 1600, 1200, 60);

  await test('a slow connection shows progress; cancelled and tried again',
             async () => {
    await speed(300_000);
    await page.setInputFiles(add_field, heavy);
    await page.waitForFunction(() => {
      const bar = document.querySelector('.upload-row progress');
      return bar && bar.value > 2 && bar.value < 98;
    });
    await see(page, rows, '% gesendet');
    await page.locator(`${rows} button`, { hasText: 'Abbrechen' }).click();
    await see(page, rows, 'Abgebrochen: Diese Datei wurde nicht gesendet');
    await until(page, cards, 5, 'cards');
    await speed(-1);
    await page.locator(`${rows} button`, { hasText: 'Noch einmal' }).click();
    await until(page, cards, 6, 'cards');
    page.complaints.length = 0; // the aborted request
  });

  await test('a cut connection loses nothing and goes on by itself',
             async () => {
    await speed(200_000);
    await page.setInputFiles(add_field, photo('kabel.jpg', 1500, 1200, 60));
    await page.waitForFunction(() => {
      const bar = document.querySelector('.upload-row progress');
      return bar && bar.value > 2;
    });
    await page.locator(`${cards} [name=credit]`).nth(1).fill('Ohne Netz');
    await house.stop();
    await see(page, rows, 'Die Verbindung ist abgebrochen');
    await see(page, `${gallery} .upload-said`, 'noch nicht gespeichert');
    same(await page.inputValue('[name=q_seat]'), 'Noch nicht gespeichert',
         'what was typed');
    await house.start();
    await speed(-1);
    await page.evaluate(() => window.dispatchEvent(new Event('online')));
    await until(page, cards, 7, 'cards');
    same(await page.locator(`${cards} [name=credit]`).nth(1).inputValue(),
         'Ohne Netz', 'the description');
    page.complaints.length = 0; // what failed while there was no connection
  });

  await test('room for eight: the rest is told so', async () => {
    await page.setInputFiles(add_field, [small[5], heavy]);
    await until(page, cards, 8, 'cards');
    await see(page, rows, 'Hier ist Platz für 8 Dateien');
    same(await page.locator(`${gallery} > form[data-upload]`).count(), 0,
         'forms for one more');
  });

  await test('few pixels: a warning with numbers, before and after',
             async () => {
    const few = photo('klein.jpg', 1200, 800);
    await speed(40_000);
    const photo_field = '#q_photo form[data-upload] input[type=file]';
    await page.setInputFiles(photo_field, few);
    await see(page, '#q_photo .upload-row .upload-warning',
              '1.200 × 800 Pixel. Gedruckt in 216 × 152 mm sind das 133 dpi');
    await speed(-1);
    await see(page, '#q_photo .upload-list .upload-warning', '133 dpi');
    await page.setInputFiles(photo_field,
                             photo('gross-genug.jpg', 2700, 1900));
    await see(page, '#q_photo .upload-list', 'gross-genug.jpg');
    same(await page.locator('#q_photo .upload-list .upload-warning').count(),
         0, 'warnings');
  });

  await test('logged out meanwhile: it says so, and goes on after', async () => {
    const cookies = await page.context().cookies();
    await page.context().clearCookies();
    await page.setInputFiles('#q_logo form[data-upload] input[type=file]',
                             small[0]);
    await see(page, '#q_logo .upload-row', 'Sie wurden inzwischen abgemeldet');
    await page.context().addCookies(cookies);
    await page.locator('#q_logo .upload-row button',
                       { hasText: 'Noch einmal' }).click();
    await see(page, '#q_logo .upload-list', 'a.jpg');
    page.complaints.length = 0;
  });

  await test('nothing is wrong with the page, wide and narrow', async () => {
    await page.goto(path);
    // the page's script asks for a thumbnail until it is there
    const noise = () => { page.complaints = page.complaints.filter(
      (one) => !one.includes('/thumb?')); };
    const end = Date.now() + 60_000;
    while (await page.locator('[data-preview]').count() && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 500));
    noise();
    await check_page(page, { name: 'upload' });
  });
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
