// A company's team in a browser: inviting, joining on a telephone, reading
// only, who changed what, and beginning with the answers of an earlier year.
import { axe, check_page, fits, login, open_house, same, screenshot, sql,
         test } from './support.mjs';

async function press(page, selector) {
  await Promise.all([page.waitForNavigation(), page.click(selector)]);
}

const house = await open_house();
try {
  const owner = await house.visitor();
  await login(house, owner, 'company', 1);
  const team = sql(house, "SELECT '/my/team/' || id FROM organisation " +
                          "WHERE name LIKE 'Lichtwerk%'");
  const draft = sql(house, "SELECT '/my/entry/' || id FROM entry WHERE state " +
                           "= 'draft' AND organisation_id IN (SELECT id FROM " +
                           "organisation WHERE name LIKE 'Lichtwerk%')");
  let link = '';

  await test('an owner invites', async () => {
    await owner.goto(team);
    await check_page(owner, { name: 'team' });
    await owner.fill('[name=email]', 'neu@lichtwerk.example');
    await owner.check('[name=role][value=reader]');
    await press(owner, 'form[action$="/invite"] button');
    same(await owner.locator('text=neu@lichtwerk.example').count() > 0, true,
         'the invitation is listed');
    link = new URL(sql(house, 'SELECT link FROM mail ORDER BY id DESC ' +
                              'LIMIT 1')).pathname;
  });

  await test('a colleague joins on a telephone and reads', async () => {
    const guest = await house.visitor();
    await guest.setViewportSize({ width: 390, height: 800 });
    await guest.goto(link);
    await check_page(guest, { name: 'join' });
    await guest.fill('[name=name]', 'Nele Neu');
    await guest.fill('[name=password]', 'a long sentence');
    await press(guest, 'main form button');
    same(new URL(guest.url()).pathname, '/my', 'where one is afterwards');
    await guest.goto(draft);
    same(await guest.locator('main input:not([type=hidden]), main textarea')
           .count(), 0, 'fields for a reader');
    await check_page(guest, { name: 'reader' });
  });

  await test('who changed what', async () => {
    await owner.goto(draft);
    same(await owner.locator('.changed').count(), 1, 'a colleague\'s change');
    await owner.click('.changed a');
    await owner.waitForSelector('.history ins');
    await check_page(owner, { name: 'history' });
    await press(owner, '.history button');
    same(await owner.locator('.history > li').count(), 3, 'versions');
  });

  await test('beginning with the answers of an earlier year', async () => {
    const other = await house.visitor();
    await login(house, other, 'company', 4);
    await other.goto('/my');
    await press(other, 'button[name=from]');
    // who can take part is asked anew: a company grows
    for (const [name, value] of [['e_region', 'yes'], ['e_winner', 'no'], ['e_craft', 'no']])
      await other.check(`[name=${name}][value=${value}]`);
    await other.fill('[name=e_size]', '180');
    await press(other, 'form[action$="/eligibility"] button');
    same(await other.locator('.taken-list li').count() > 10, true,
         'answers to be looked at');
    // not check_page(): the previews of the pictures are still being made
    for (const width of [390, 1280]) {
      await other.setViewportSize({ width, height: 900 });
      await fits(other);
      await axe(other);
    }
    await screenshot(other, 'taken-over');
    await press(other, '.taken-done');
    same(await other.locator('.taken').count(), 0, 'marks afterwards');
  });
} finally {
  await house.close();
}
