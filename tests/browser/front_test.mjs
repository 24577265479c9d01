// What everybody sees before logging in: front page, login page and a missing
// page, in both languages, light and dark; then a login and a logout by
// keyboard, with scripts and without.
import { axe, check_page, login, logout, open_house, same, test }
  from './support.mjs';

const house = await open_house();
try {
  for (const language of ['de', 'en']) {
    const page = await house.visitor({ language });
    await test(`front page (${language})`, () =>
      check_page(page, { language, name: `front-${language}` }));
    await test(`login page (${language})`, async () => {
      await page.goto('/login');
      await check_page(page, { language, name: `login-${language}` });
    });
    await test(`a page that is not there (${language})`, async () => {
      const reply = await page.goto('/no-such-page');
      same(reply.status(), 404, 'status');
      page.complaints.splice(0); // Chromium notes the 404 itself
      await check_page(page, { language });
    });
    await test(`the other language by choice (${language})`, async () => {
      const other = language === 'de' ? 'en' : 'de';
      await page.goto('/login');
      await Promise.all([page.waitForNavigation(),
                         page.click('a.language')]);
      same(await page.getAttribute('html', 'lang'), other, 'html lang');
      await page.goto('/');
      same(await page.getAttribute('html', 'lang'), other, 'it stays');
    });
    await page.context().close();
  }

  await test('dark: enough contrast', async () => {
    const page = await house.visitor({ dark: true });
    await axe(page);
    await page.goto('/login');
    await axe(page);
    await page.context().close();
  });

  await test('the first stop of the Tab key leads to the content', async () => {
    const page = await house.visitor();
    await page.keyboard.press('Tab');
    same(await page.evaluate(() => document.activeElement.hash), '#main',
         'first stop');
    await page.context().close();
  });

  await test('a wrong password is refused and can be corrected', async () => {
    const page = await house.visitor();
    await page.goto('/login');
    await page.fill('input[name=email]', 'nobody@example.org');
    await page.fill('input[name=password]', 'not the password');
    await Promise.all([page.waitForNavigation(),
                       page.press('input[name=password]', 'Enter')]);
    same(await page.locator('input[name=password]').count(), 1, 'form again');
    same(await page.inputValue('input[name=email]'), 'nobody@example.org',
         'address kept');
    page.complaints.splice(0); // Chromium notes a 4xx itself
    await check_page(page);
    await page.context().close();
  });

  for (const scripts of [true, false]) {
    for (const role of ['organiser', 'juror', 'company']) {
      const how = scripts ? 'with scripts' : 'without scripts';
      await test(`${role} logs in and out, ${how}`, async () => {
        const page = await house.visitor({ scripts });
        await login(house, page, role);
        if (scripts) await check_page(page);
        await logout(page);
        same(await page.locator('form[action="/logout"]').count(), 0,
             'logged out');
        await page.context().close();
      });
    }
  }
} finally {
  await house.close();
}
