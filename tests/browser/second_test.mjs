// The second factor as a person with a telephone meets it: the QR code is read
// from the screen by a reader that is not ours (zbarimg), and what it says is
// what the page says. Then a juror who has not accepted anything yet.
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { accept, check_page, login, logout, open_house, same,
         test } from './support.mjs';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The code of RFC 6238 that an app shows now for a secret in base32. */
function totp(secret) {
  const bits = [...secret]
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac('sha1', key).update(step).digest();
  const number = digest.readUInt32BE(digest[19] & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** What a reader finds in the QR code on the page. */
async function scan(page, folder) {
  const file = join(folder, 'qr.png');
  await page.locator('svg.qr').screenshot({ path: file });
  const done = spawnSync('zbarimg', ['--quiet', '--raw', file],
                         { encoding: 'utf8' });
  if (done.error) throw done.error;
  return done.stdout.trim();
}

async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

const folder = mkdtempSync(join(tmpdir(), 'lorbeer-qr-'));
const house = await open_house();
try {
  const page = await house.visitor();
  const account = await login(house, page, 'organiser');
  let secret = '', recovery = '';

  for (const dark of [false, true])
    await test(`the QR code is read (${dark ? 'dark' : 'light'})`, async () => {
      await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
      await page.goto('/account/second');
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        secret = (await page.textContent('.qr-secret')).replaceAll(' ', '');
        const host = new URL(house.url).host;
        same(await scan(page, folder),
             `otpauth://totp/${encodeURIComponent(host)}:${account.email}` +
             `?secret=${secret}&issuer=${encodeURIComponent(host)}`,
             `at ${width} px`);
      }
    });

  await test('setting up ends with recovery codes', async () => {
    await page.emulateMedia({ colorScheme: 'light' });
    await check_page(page, { name: 'second/1-set-up' });
    await page.fill('[name=code]', totp(secret));
    await press(page, 'form[action="/account/second"] button');
    same(await page.locator('.recovery li').count(), 10, 'codes');
    recovery = await page.textContent('.recovery li >> nth=0');
    await check_page(page, { name: 'second/2-codes' });
    await page.goto('/account/second');
    await check_page(page, { name: 'second/3-on' });
    await page.goto('/office/users');
    await check_page(page, { name: 'second/4-people' });
  });

  await test('the next login asks for a code', async () => {
    await logout(page);
    await login(house, page, 'organiser');
    same(new URL(page.url()).pathname, '/login/second', 'path');
    await check_page(page, { name: 'second/5-login' });
    await page.fill('[name=code]', recovery);
    await press(page, 'main button');
    same(new URL(page.url()).pathname, '/office', 'path');
  });

  for (const language of ['de', 'en'])
    await test(`a juror reads what to accept (${language})`, async () => {
      const juror = await house.visitor({ language });
      await login(house, juror, 'juror', 6);
      same(new URL(juror.url()).pathname, '/jury/welcome', 'path');
      // the account's own language counts more than the browser's
      await juror.goto(`/jury/welcome?lang=${language}`);
      await check_page(juror, { language, name: `welcome/1-${language}` });
      if (language === 'de') return;
      await accept(juror);
      same(new URL(juror.url()).pathname, '/jury', 'path');
      await juror.goto('/jury/accepted');
      await check_page(juror, { language, name: 'welcome/2-accepted' });
    });
} finally {
  await house.close();
  rmSync(folder, { recursive: true, force: true });
}
