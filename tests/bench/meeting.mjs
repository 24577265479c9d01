// meeting.mjs URL MEETING ITEMS ROUNDS < sessions
//
// From the chair's click to forty screens: the time from sending the chair's
// POST to each client having its whole new part of the page. Beside it one
// client that fetches the same part, and one request that
// asks for nothing (/healthz), in the same run. Sessions come one a line, with
// the chair's first; ITEMS are called by turns.
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

const [url, meeting, items, rounds] = process.argv.slice(2);
const path = `/jury/meeting/${meeting}`;
const sessions = readFileSync(0, 'utf8').trim().split('\n');
const agent = new Agent({ keepAlive: false });

function ask(session, method, what, body) {
  return new Promise((resolve, reject) => {
    const head = { cookie: `lorbeer=${session}`, 'accept-language': 'de' };
    if (body) {
      head['content-type'] = 'application/x-www-form-urlencoded';
      head['content-length'] = Buffer.byteLength(body);
    }
    const asked = request(url + what, { method, agent, headers: head }, (reply) => {
      let text = '';
      reply.setEncoding('utf8');
      reply.on('data', (data) => { text += data; });
      reply.on('end', () => resolve({ status: reply.statusCode, text }));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** A client that listens; `heard` is called with each whole part. */
function listen(session, client) {
  return new Promise((resolve, reject) => {
    request(`${url}${path}/events`, { agent, headers: {
      cookie: `lorbeer=${session}`, 'accept-language': 'de' } }, (reply) => {
      if (reply.statusCode !== 200) {
        reject(new Error(`a stream answers ${reply.statusCode}`));
        return;
      }
      reply.setEncoding('utf8');
      let text = '';
      reply.on('data', (data) => {
        const events = (text + data).split('\n\n');
        text = events.pop();
        if (!events.some((event) => event.startsWith('data: '))) return;
        resolve();
        client.heard?.();
      });
      client.close = () => reply.destroy();
    }).on('error', reject).end();
  });
}

function figures(name, times) {
  times.sort((a, b) => a - b);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(part * times.length))];
  console.log(name.padEnd(44), [0.5, 0.95, 1].map((part) =>
    at(part).toFixed(1).padStart(9)).join(' '));
}

async function post(session, what, fields) {
  const page = await ask(session, 'GET', path);
  const csrf = /name="csrf" value="([^"]+)"/.exec(page.text)[1];
  const reply = await ask(session, 'POST', `${path}/${what}`,
    `csrf=${encodeURIComponent(csrf)}&${fields}`);
  if (reply.status !== 303) throw new Error(`${fields} answers ${reply.status}`);
  return csrf;
}

const csrf = await post(sessions[0], 'lead', 'do=open');
for (const session of sessions) await post(session, 'presence', 'do=come');
const clients = sessions.map(() => ({}));
for (const [i, session] of sessions.entries()) await listen(session, clients[i]);
const called = items.split(','), screens = [], posts = [];

for (let round = 0; round < Number(rounds); round++) {
  const item = called[round % called.length];
  const all = sessions.map((_, i) => new Promise((resolve) => {
    clients[i].heard = () => {
      clients[i].heard = undefined;
      resolve();
      screens.push(performance.now() - since);
    };
  }));
  const since = performance.now();
  const reply = await ask(sessions[0], 'POST', `${path}/lead`,
    `csrf=${encodeURIComponent(csrf)}&do=call&item=${item}`);
  posts.push(performance.now() - since);
  if (reply.status !== 303) throw new Error(`the call answers ${reply.status}`);
  await Promise.all(all);
}

async function alone(what) {
  const times = [];
  for (let i = 0; i < 200; i++) {
    const since = performance.now();
    await ask(sessions[1], 'GET', what);
    times.push(performance.now() - since);
  }
  return times;
}

console.log(`${`meeting, ${sessions.length} screens`.padEnd(44)} ` +
  ['median', 'p95', 'max ms'].map((word) => word.padStart(9)).join(' '));
figures('click to screen', screens);
figures("the chair's own request", posts);
figures('the same part, fetched alone', await alone(`${path}?part=1`));
figures('a bare request (/healthz)', await alone('/healthz'));
for (const client of clients) client.close();
agent.destroy();
