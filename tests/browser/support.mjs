// What every browser test shares: an award home of its own with a server on a
// free port, headless Chromium, and tests that print TAP.
//
//   const house = await open_house();
//   const page = await house.visitor({ language: 'de' });
//   await test('front page', async () => { await check_page(page); });
//   await house.close();
//
// The server is the release build, as people run it. The packages live in
// build/browser (see install): only this file knows.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync,
         writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const screenshots = join(project, 'build/screenshots');

const packages = createRequire(join(project, 'build/browser/package.json'));
const { chromium } = packages('playwright-core');
const axe_source = readFileSync(packages.resolve('axe-core/axe.min.js'), 'utf8');
const lorbeer = process.env.LORBEER ?? join(project, 'build/release/lorbeer');

const start_ms_max = 20_000; // a server that says nothing for so long is dead
const step_ms_max = 30_000;  // and so is a page (a login costs CPU on purpose)
const locales = { de: 'de-DE', en: 'en-GB' };

// --- tests -------------------------------------------------------------------

let test_count = 0;

/** Runs one test; what it throws is printed and fails it, the next one runs. */
export async function test(name, body) {
  test_count += 1;
  try {
    await body();
    console.log(`ok ${test_count} - ${name}`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`not ok ${test_count} - ${name}`);
    console.log(String(error.stack ?? error).replace(/^/gm, '# '));
  }
}

export function same(got, want, what) {
  if (got !== want)
    throw new Error(`${what}: ${JSON.stringify(got)}, ` +
                    `not ${JSON.stringify(want)}`);
}

// --- the house: home, server, browser ------------------------------------------

function free_port() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** `lorbeer ARGUMENTS`, to its end; throws when it does not exit with 0. */
export function command(...args) {
  const done = spawnSync(lorbeer, args, { encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0)
    throw new Error(`lorbeer ${args[0]}: exit ${done.status ?? done.signal}\n` +
                    done.stderr);
  return done.stdout;
}

/** What SQLite prints for the statement, run beside the server. */
export function sql(house, statement) {
  const done = spawnSync('sqlite3', ['-batch', join(house.home, 'lorbeer.db'),
                                     '.timeout 5000', statement],
                         { encoding: 'utf8' });
  if (done.error) throw done.error;
  if (done.status !== 0) throw new Error(`sqlite3: ${done.stderr}`);
  return done.stdout.trim();
}

/** HOME/demo-logins.tsv as [{ role, email, password }]. */
function read_logins(home) {
  return readFileSync(join(home, 'demo-logins.tsv'), 'utf8').trim().split('\n')
    .map((line) => line.split('\t'))
    .map(([role, email, password]) => ({ role, email, password }))
    .filter((login) => login.email?.includes('@'));
}

/** Links in pages and mails begin with the configured URL: it gets our port. */
function set_url(home, url) {
  const file = join(home, 'lorbeer.conf');
  const kept = readFileSync(file, 'utf8').split('\n')
    .filter((line) => !/^\s*(url|listen)\s*=/.test(line));
  writeFileSync(file, [`url = ${url}`, ...kept].join('\n'));
}

async function answers(url, server, log) {
  const until = Date.now() + start_ms_max;
  while (Date.now() < until) {
    if (server.exitCode !== null)
      throw new Error(`lorbeer serve ended (${server.exitCode})\n${log.text}`);
    try {
      const reply = await fetch(`${url}/healthz`);
      if (reply.ok) return;
    } catch { /* not listening yet */ }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`lorbeer serve does not answer\n${log.text}`);
}

/** A demo home in a folder of its own, served on a free port, and a browser. */
export async function open_house() {
  const folder = mkdtempSync(join(tmpdir(), 'lorbeer-browser-'));
  const home = join(folder, 'home');
  const log = { text: '' };
  let server, browser;

  let port, url;

  /** Ends the server: for a page, the connection is gone. */
  async function stop() {
    if (!server || server.exitCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    await ended;
  }

  async function start() {
    server = spawn(lorbeer, ['serve', home, '--listen', `127.0.0.1:${port}`],
                   { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (data) => { log.text += data; });
    await answers(url, server, log);
  }

  async function close() {
    await browser?.close();
    await stop();
    // the last lines of the server help where a test failed
    if (process.exitCode)
      console.log(log.text.split('\n').slice(-40).join('\n')
        .replace(/^/gm, '# server: '));
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    command('demo', home);
    port = await free_port();
    url = `http://127.0.0.1:${port}`;
    set_url(home, url);
    await start();
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic',
             '--no-first-run', '--disable-background-networking',
             '--disable-component-update', '--disable-sync'],
    });
    return { home, url, log, logins: read_logins(home), close, stop, start,
             visitor: (options) => visitor(browser, url, options) };
  } catch (error) {
    process.exitCode = 1;
    await close();
    throw error;
  }
}

/** A new visitor with cookies of his own: a page, at / . `page.complaints`
 *  collects what the browser finds wrong: script errors, blocked content,
 *  failed requests. Dark is how the system's setting looks to the page. */
async function visitor(browser, url, { language = 'de', dark = false,
                                       scripts = true } = {}) {
  const context = await browser.newContext({
    baseURL: url, locale: locales[language], acceptDownloads: true,
    colorScheme: dark ? 'dark' : 'light', javaScriptEnabled: scripts,
    reducedMotion: 'reduce', timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 900 },
  });
  context.setDefaultTimeout(step_ms_max);
  const page = await context.newPage();
  page.complaints = [];
  page.on('pageerror', (error) => page.complaints.push(`script: ${error}`));
  page.on('console', (message) => {
    // what could not be loaded is named by its address below
    if (['error', 'warning'].includes(message.type()) &&
        !message.text().startsWith('Failed to load resource'))
      page.complaints.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    // a form that saves itself is told what is no answer yet, or changed by others,
    // and one that was left that it is handed in;
    // a picture is asked for again (with a number) until it is made
    const told = response.status() < 500 && /\/my\/entry\/\d+\/(save|fit)$/.test(response.url());
    const waits = response.status() === 404 && /\/thumb\?\d+$/.test(response.url());
    if (response.status() >= 400 && !told && !waits)
      page.complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('requestfailed', (request) => {
    // a page that is left, or a download, ends its requests early
    if (request.failure()?.errorText !== 'net::ERR_ABORTED')
      page.complaints.push(`request: ${request.url()}`);
  });
  await page.goto('/');
  return page;
}

// --- what tests do with a page ---------------------------------------------------

/** Logs in as the nth demo account of that role, by the form of /login. */
export async function login(house, page, role, nth = 0) {
  const account = house.logins.filter((one) => one.role === role)[nth];
  if (!account) throw new Error(`no demo login ${role} ${nth}`);
  await login_as(page, account.email, account.password);
  return account;
}

export async function login_as(page, email, password) {
  await page.goto('/login');
  await page.fill('input[name=email]', email);
  await page.fill('input[name=password]', password);
  // Enter presses the form's own button: the keyboard's way in
  await Promise.all([page.waitForNavigation(),
                     page.press('input[name=password]', 'Enter')]);
  same(new URL(page.url()).pathname === '/login', false, 'still at /login');
}

/** A juror's first page: ticks every box and goes on, where there are any. */
export async function accept(page) {
  for (const box of await page.locator('main input[type=checkbox]').all())
    await box.check();
  const button = page.locator('form[action="/jury/accept"] button');
  if (await button.count())
    await Promise.all([page.waitForNavigation(), button.click()]);
}

export async function logout(page) {
  await Promise.all([page.waitForNavigation(),
                     page.click('form[action="/logout"] button')]);
}

/** Throws a list of what axe-core finds on the page, if it finds anything. */
export async function axe(page) {
  // evaluated from outside: the page's own policy forbids such scripts
  if (!(await page.evaluate(() => 'axe' in window)))
    await page.evaluate(axe_source);
  const found = await page.evaluate(async () => {
    const result = await window.axe.run(document, {
      resultTypes: ['violations'],
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',
                'best-practice'],
    });
    return result.violations.flatMap(({ id, help, nodes }) => nodes.map(
      (node) => `${id}: ${help}\n    ${node.target} ${node.html}\n    ` +
                node.failureSummary.replaceAll('\n', ' ')));
  });
  if (found.length)
    throw new Error(`axe at ${page.url()}: ${found.length} violations\n  ` +
                    found.join('\n  '));
}

/** Throws when the page can be scrolled sideways, and names what is too wide. */
export async function fits(page) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > room + 1)
      .map((element) => element.outerHTML.slice(0, 90)).slice(0, 5);
  });
  if (wide.length)
    throw new Error(`wider than ${page.viewportSize().width} px: ` +
                    `${page.url()}\n  ${wide.join('\n  ')}`);
}

/** Throws when a message about a field is not said with it: each names the field
 *  by standing in its aria-describedby, or says itself when it comes. */
export async function described(page) {
  const alone = await page.evaluate(() => [...document.querySelectorAll('p.error')]
    .filter((one) => one.getClientRects().length && !one.closest('.upload-rows') &&
      one.getAttribute('role') !== 'alert' && one.getAttribute('role') !== 'status' &&
      !(one.id && document.querySelector(`[aria-describedby~="${CSS.escape(one.id)}"]`)))
    .map((one) => one.outerHTML));
  if (alone.length)
    throw new Error(`messages of no field: ${page.url()}\n  ${alone.join('\n  ')}`);
}

/** Pictures at a desk's and a phone's width: build/screenshots/NAME-WIDTH.png */
export async function screenshot(page, name) {
  mkdirSync(screenshots, { recursive: true });
  for (const [width, height] of [[390, 844], [1280, 900]]) {
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: join(screenshots, `${name}-${width}.png`),
                            fullPage: true });
  }
}

/** Everything that holds for every page: language, one heading, axe and no
 *  sideways scrolling at both widths, messages that belong to a field, nothing
 *  the browser complains about. A page whose like was looked at before is given
 *  to axe, which takes most of the time, at a phone's width only. */
export async function check_page(page, { language = 'de', name, alike = false } = {}) {
  same(await page.getAttribute('html', 'lang'), language, 'html lang');
  same(await page.locator('h1').count(), 1, 'number of h1');
  for (const [width, height] of [[390, 844], [1280, 900]]) {
    await page.setViewportSize({ width, height });
    await fits(page);
    if (!alike || width === 390) await axe(page);
  }
  await described(page);
  if (name) await screenshot(page, name);
  const complaints = page.complaints.splice(0);
  if (complaints.length)
    throw new Error(`${page.url()}:\n  ${complaints.join('\n  ')}`);
}
