// A mail server for tests: takes mails and writes each into FOLDER/N.eml, as it
// came (dots undone). What the recipient is called says how it behaves:
//   later@…  451 the first time, taken the second
//   never@…  550
//   cut@…    takes the whole text and ends the connection without an answer
//   hang@…   takes the whole text (FOLDER/hang says so) and never answers
//   wait@…   does not answer RCPT (FOLDER/wait says so)
//   busy@…   452 after the whole text
// node smtp_sink.mjs FOLDER [PORT]; prints "port N".
import { appendFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';

const [folder, port = '0'] = process.argv.slice(2);
const seen = new Set();
let count = 0;

function note(text) {
  appendFileSync(`${folder}/log`, `${text}\n`);
}

function end_of_text(socket, to, text) {
  const who = to.split('@')[0];
  if (who === 'busy') return '452 4.3.1 no room at present';
  count++;
  writeFileSync(`${folder}/${count}.eml`, `To ${to}\r\n${text}`);
  if (who === 'cut') {
    socket.destroy();
    return null;
  }
  if (who === 'hang') {
    writeFileSync(`${folder}/hang`, '');
    return null;
  }
  return `250 2.0.0 taken as ${count}`;
}

function recipient(to) {
  const who = to.split('@')[0];
  const first = !seen.has(to);
  seen.add(to);
  if (who === 'never') return '550-5.1.1 nobody of that name\r\n550 5.1.1 here';
  if (who === 'later' && first) return '451 4.7.1 greylisted, come again';
  if (who === 'wait' && first) {
    writeFileSync(`${folder}/wait`, '');
    return null;
  }
  return '250 2.1.5 fine';
}

createServer((socket) => {
  let rest = '', data = null, to = '';
  const say = (text) => text === null || socket.write(`${text}\r\n`);
  const line_of_text = (line) => {
    if (line !== '.') {
      data += `${line.startsWith('.') ? line.slice(1) : line}\r\n`;
      return;
    }
    const text = data;
    data = null;
    say(end_of_text(socket, to, text));
  };
  const command = (line) => {
    const word = line.slice(0, 4).toUpperCase();
    note(line);
    if (word === 'EHLO') say('250-sink\r\n250 8BITMIME');
    else if (word === 'RCPT') say(recipient(to = /<(.*)>/.exec(line)[1]));
    else if (word === 'DATA') { data = ''; say('354 go on'); }
    else if (word === 'QUIT') socket.end('221 bye\r\n');
    else say('250 fine');
  };
  socket.on('error', () => {});
  socket.on('data', (bytes) => {
    rest += bytes.toString('latin1');
    for (let at; (at = rest.indexOf('\r\n')) >= 0;) {
      const line = rest.slice(0, at);
      rest = rest.slice(at + 2);
      if (data === null) command(line); else line_of_text(line);
    }
  });
  say('220 sink');
}).listen(Number(port), '0.0.0.0', function () {
  console.log(`port ${this.address().port}`);
});
