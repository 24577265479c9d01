// Every page that a role can reach by links, in both languages: one heading,
// no complaint of the browser, nothing that axe finds, no sideways scrolling.
// Of pages that differ only in a number, two are looked at.
import { check_page, login, open_house, same, test } from './support.mjs';

const of_a_kind_max = 2;
const pages_max = 120;

const downloads = /\.(json|csv|xlsx|pdf|ics|css|txt|xml|zip|svg|png)$|\/seal(\/\d+)?$|\/file(\/\d+)?$|^\/(image|document)\//;

/** /office/entry/17 and /office/entry/18 are of a kind, and so are the pages of
 *  companies and the parts of a brochure. */
function kind_of(path) {
  return path.replace(/\d+/g, 'N').replace(/=[^&]*/g, '=')
    .replace(/(\/winners\/N|\/part|\/kit\/words)\/(?!new\b)[a-z-]+/, '$1/NAME');
}

function links_of(page) {
  return page.evaluate(() => [...document.querySelectorAll('a[href]')]
    .filter((a) => a.origin === location.origin && !a.hasAttribute('download'))
    .map((a) => a.pathname + a.search));
}

async function crawl(page, starts, language, role) {
  const seen = new Map(), visited = new Set(), waiting = [...starts];
  while (waiting.length && visited.size < pages_max) {
    const path = waiting.shift();
    const kind = kind_of(path), count = seen.get(kind) ?? 0;
    if (visited.has(path) || count >= of_a_kind_max ||
        downloads.test(path.split('?')[0]) || /[?&]lang=/.test(path))
      continue;
    visited.add(path);
    seen.set(kind, count + 1);
    await test(`${role} (${language}) ${path}`, async () => {
      const reply = await page.goto(path);
      same(reply.status(), 200, 'status');
      const first = count === 0 && language === 'de';
      const shown = `pages/${role}${kind.replace(/[^a-zA-Z]+/g, '-')}`.replace(/-$/, '');
      await check_page(page, { language, alike: !first, name: first ? shown : undefined });
      for (const link of await links_of(page))
        waiting.push(link);
    });
  }
  return visited;
}

const house = await open_house();
try {
  // the brochure of the edition that has one is looked at before empty ones
  const brochure = ['', '/parts', '/design', '/pages', '/preflight', '/kit', '/data']
    .map((part) => `/office/edition/2025/brochure${part}`);
  const starts = { visitor: ['/'], company: ['/my'], juror: ['/jury'],
                   organiser: ['/office', ...brochure] };
  for (const language of ['de', 'en'])
    for (const role of ['visitor', 'company', 'juror', 'organiser']) {
      const page = await house.visitor({ language });
      // an account's language is German; the choice must win over it; the
      // second juror has declared for every company, so sheets open
      if (role !== 'visitor')
        await login(house, page, role, role === 'juror' ? 1 : 0);
      await page.goto(`${starts[role][0]}?lang=${language}`);
      const visited = await crawl(page, starts[role], language, role);
      await test(`${role} (${language}) reaches enough pages`, async () => {
        if (visited.size < 3) throw new Error([...visited].join(' '));
      });
      await page.context().close();
    }
} finally {
  await house.close();
}
