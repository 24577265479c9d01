// The slider on a ranking, with the keyboard alone, and without JavaScript.
import { login, open_house, same, test } from './support.mjs';

const path = '/office/round/1/result';

const moved = '#moved';

async function rows(page) {
  return page.locator(`table:has(${moved}) tbody tr`).count();
}

const house = await open_house();
try {
  await test('a slider moved with the arrow keys asks at once', async () => {
    const page = await house.visitor({ language: 'de' });
    await page.setViewportSize({ width: 390, height: 800 });
    await login(house, page, 'organiser');
    await page.goto(path);
    same(await page.locator(moved).count(), 0, 'tables before');
    const slider = page.locator('.slider').first();
    const before = Number(await slider.inputValue());
    await slider.focus();
    await Promise.all([page.waitForURL(/share=/),
                       page.keyboard.press('ArrowRight')]);
    same(await page.locator('.weight-moved .slider').inputValue(),
         String(before + 1), 'the share asked for');
    if (await rows(page) < 2) throw new Error('no ranking came of it');
    await page.context().close();
  });

  await test('the value is said while the slider moves', async () => {
    const page = await house.visitor({ language: 'de' });
    await login(house, page, 'organiser');
    await page.goto(path);
    const said = await page.locator('.weight-form').first()
      .evaluate((form) => {
        const slider = form.querySelector('.slider');
        slider.value = 77;
        slider.dispatchEvent(new Event('input', { bubbles: true }));
        return form.querySelector('output').textContent;
      });
    same(said.replace(/\s/g, ' '), '77 %', 'the value');
    await page.context().close();
  });

  await test('without JavaScript the button asks', async () => {
    const page = await house.visitor({ language: 'de', scripts: false });
    await login(house, page, 'organiser');
    await page.goto(path);
    await page.locator('.weight-form button').nth(1).click();
    await page.waitForURL(/criterion=/);
    if (await rows(page) < 2) throw new Error('no ranking came of it');
    await page.context().close();
  });
} finally {
  await house.close();
}
