// Counting: the browser gives the numbers of tests/data/characters.tsv, which
// tests/unit/character_test.c asks of the server's code; and a field shows
// while typing what the server says once it is saved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { check_page, login, open_house, project, same, test } from './support.mjs';

const rows_min = 2900;

/** Rows of name, code points such as "0061 0300*31", and the counts. */
function table() {
  return readFileSync(join(project, 'tests/data/characters.tsv'), 'utf8')
    .split('\n').filter((row) => row && !row.startsWith('#'))
    .map((row) => row.split('\t'))
    .map(([name, codes, , line, lines]) => ({ name, codes, line: Number(line),
                                              lines: Number(lines) }));
}

/** The form of the demo's company that still has a draft. */
async function draft(house, page, language) {
  await page.goto(`/my?lang=${language}`);
  const path = await page.locator('article:has(.pill-draft) a').first()
    .getAttribute('href');
  await page.goto(path);
  return path;
}

const house = await open_house();
try {
  const page = await house.visitor({ language: 'de' });
  await login(house, page, 'company', 1);
  const path = await draft(house, page, 'de');

  await test('the table of texts', async () => {
    const rows = table();
    if (rows.length < rows_min) throw new Error(`${rows.length} rows`);
    // made there: halves of pairs do not survive the way as text
    const bad = await page.evaluate((all) => {
      const text = (codes) => codes.split(' ').filter(Boolean).map((part) => {
        const [code, times = 1] = part.split('*');
        return String.fromCodePoint(parseInt(code, 16)).repeat(Number(times));
      }).join('');
      return all.filter((row) =>
        window.lorbeer_characters(text(row.codes), true) !== row.line ||
        window.lorbeer_characters(text(row.codes)) !== row.lines);
    }, rows);
    if (bad.length) throw new Error(JSON.stringify(bad.slice(0, 5)));
  });

  await test('very long runs of marks take no time', async () => {
    const ms = await page.evaluate(() => {
      const begin = performance.now();
      window.lorbeer_characters('a' + '\u0300\u0327'.repeat(500_000));
      return performance.now() - begin;
    });
    if (ms > 2000) throw new Error(`${ms} ms`);
  });

  const odd = ' A\u0308rger\r\n\tmit 👩🏽‍💻 🇩🇪\u00a0und\u200b Zeilen \n\n';
  await test('a field shows what the server finds after saving', async () => {
    for (const field of ['textarea', 'input[type=text]']) {
      const box = page.locator(`main .field:has(.count) ${field}`).first();
      const id = await box.getAttribute('id');
      await box.fill(odd);
      const shown = await page.textContent(`[id="${id}-count"]`);
      await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
      const plain = await house.visitor({ scripts: false });
      await login(house, plain, 'company', 1);
      await plain.goto(`${path}?lang=de`);
      same((await plain.textContent(`[id="${id}-count"]`)).trim(), shown.trim(), id);
      await plain.context().close();
      if (!/^\d/.test(shown.trim())) throw new Error(shown);
    }
  });

  await test('a text that is too long is never cut, and said aloud once', async () => {
    const box = page.locator('main .field:has(.count:not([data-quiet])) textarea').first();
    const id = await box.getAttribute('id');
    const line = page.locator(`[id="${id}-count"]`);
    const max = Number(await line.getAttribute('data-max'));
    const spoken = page.locator(`[id="${id}-count"] + [role=status]`);
    await box.fill('kurz');
    await page.waitForTimeout(1500);
    same(await spoken.textContent(), '', 'nothing is said of a short text');
    await box.fill('x'.repeat(max + 1234));
    same((await box.inputValue()).length, max + 1234, 'length');
    if (!(await line.textContent()).endsWith(': 1.234 zu viel'))
      throw new Error(await line.textContent());
    await page.waitForTimeout(1500);
    same(await spoken.textContent(), await line.textContent(), 'said');
    await Promise.all([page.waitForNavigation(), page.click('button[name=save]')]);
    same((await page.locator(`[id="${id}"]`).inputValue()).length, max + 1234,
         'length after sending');
    if (!(await page.textContent(`[id="${id}-error"]`)).includes('höchstens'))
      throw new Error('no error');
    page.complaints.length = 0; // the answer was a 422
    await check_page(page, { name: 'count' });
  });

  await test('English numbers', async () => {
    const english = await house.visitor({ language: 'en' });
    await login(house, english, 'company', 1);
    await draft(house, english, 'en');
    const box = english.locator('main .field:has(.count:not([data-quiet])) textarea').first();
    const id = await box.getAttribute('id');
    await box.fill('x'.repeat(31_234));
    if (!(await english.textContent(`[id="${id}-count"]`)).startsWith('31,234 of '))
      throw new Error(await english.textContent(`[id="${id}-count"]`));
  });
} finally {
  await house.close();
}
