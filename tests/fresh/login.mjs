// login.mjs URL LOGINS.tsv   Logs in as the first account of each role of the
// file, as a browser without scripts would: form, cookie, CSRF, redirect.
import { readFileSync } from 'node:fs';

const [url, file] = process.argv.slice(2);
const logins = new Map();
for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
  const [role, email, password] = line.split('\t');
  if (email?.includes('@') && !logins.has(role))
    logins.set(role, { email, password });
}

/** Cookies of a reply as a Cookie header, over those already there. */
function remember(cookies, reply) {
  // node 18 has no getSetCookie() and joins the headers with commas
  const joined = reply.headers.get('set-cookie') ?? '';
  for (const set of joined.split(/, (?=[a-z_]+=)/).filter(Boolean)) {
    const [, name, value] = set.match(/^([^=]+)=([^;]*)/);
    cookies.set(name, value);
  }
  return [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

async function log_in({ email, password }) {
  const cookies = new Map();
  const form = await fetch(`${url}/login`);
  let cookie = remember(cookies, form);
  const csrf = (await form.text()).match(/name="csrf" value="([^"]*)"/)?.[1];
  const reply = await fetch(`${url}/login`, {
    method: 'POST', redirect: 'manual', headers: { cookie, origin: url },
    body: new URLSearchParams({ email, password, csrf: csrf ?? '' }),
  });
  if (reply.status !== 303) return `POST /login: ${reply.status}`;
  cookie = remember(cookies, reply);
  if (!cookies.has('lorbeer')) return 'no session cookie';
  const page = await fetch(new URL(reply.headers.get('location'), url),
                           { headers: { cookie } });
  const text = await page.text();
  if (page.status !== 200) return `the page after it: ${page.status}`;
  return text.includes('action="/logout"') ? '' : 'not logged in';
}

for (const role of ['organiser', 'juror', 'company']) {
  const account = logins.get(role);
  const wrong = account ? await log_in(account) : 'not in the file';
  console.log(`${wrong ? 'not ok' : 'ok'} - the demo's ${role} logs in`);
  if (wrong) {
    console.log(`# ${wrong}`);
    process.exitCode = 1;
  }
}
