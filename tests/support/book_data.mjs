// Data for tests of the brochure: node book_data.mjs WHAT FORMAT LANGUAGES
// WHAT is sample (with pages reordered and all kinds of parts), torture, names
// (of persons, in other scripts), prize (one special prize, of a nominee), or a
// number of companies; LANGUAGES "de,en", "de" or "en".
import fs from 'node:fs';

const [what, format, languages] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync('assets/brochure/sample.json', 'utf8'));
data.format = format;
data.languages = languages.split(',');

const sentence = {
    de: 'Unsere Kolleginnen und Kollegen begrüßen die Neuen mit Paten. ',
    en: 'Our colleagues welcome those who are new with buddies here. ',
};
const text = count => ({
    de: Array.from({length: count}, (_, i) =>
        sentence.de + (i % 5 === 4 ? '\n\n' : '')).join(''),
    en: Array.from({length: count}, (_, i) =>
        sentence.en + (i % 5 === 4 ? '\n\n' : '')).join(''),
});
const long = 'Donaudampfschifffahrtsgesellschaft Ober- und Niederbayern ' +
    'für Binnenschifffahrt, Hafenwirtschaft und Bugsierwesen mbH & Co. KG';
const [first] = data.entries;
const plain = {category: first.category, city: 'Ahrenfels', facts: first.facts};
const torture = [
    {...plain, name: 'Zick', text: text(3), photo: first.photo},
    {...plain, name: long, text: text(12), photo: first.photo, logo: first.logo,
     quote: first.quote, link: first.link},
    {...plain, name: long.replace('KG', 'OHG'), winner: true, text: text(20),
     reason: text(9), logo: first.logo, measures: first.measures},
    {...plain, name: 'Ohne alles', facts: []},
    {...plain, name: 'Hochformat AG', text: text(8), winner: true,
     reason: text(2), photo: {file: 'images/portrait-mayor.jpg'}},
    {...plain, name: 'Breit & Schmal', text: text(6), pages: 2,
     logo: {file: 'images/wide.svg'}},
    {...plain, name: 'Eine Seite eG', text: text(9), pages: 1, winner: true,
     reason: text(1), photo: first.photo},
    {...plain, name: 'Viel zu lang', text: text(140), photo: first.photo},
    {...plain, name: 'شركة النور Аврора Компания', text: text(2),
     photo: first.photo},
    {...plain, name: '王小明 Trading', text: {de: 'Zwei: 王王.'}, pages: 2},
];
if (what === 'torture') data.entries = torture;
if (Number(what) > 0) {
    const {length} = data.entries;
    data.entries = Array.from({length: Number(what)}, (_, i) => ({
        ...data.entries[i % length], name: `Firma ${i + 1}`,
        category: data.entries[Math.floor(i * length / what)].category,
    }));
}
if (what === 'names') {
    data.jury.members[0].name = '王小明 (Xiaoming Wang)';
    data.jury.members[1].name = '山田さくら';
    data.jury.members[2].name = '김철수';
    data.entries[0].quote.name = '李麗華';
    data.participants[0].name = 'شركة النور';
    data.participants[1].city = 'Ahrenfels \u{1f389}';
}
if (what === 'prize') {
    const [prize] = data.specials;
    prize.awards = [{...prize.awards?.[0], name: data.entries[1].name}];
    data.specials = [prize];
    data.withheld = [];
}
if (what === 'sample') {
    data.greetings[0].text = {de: '**Liebe** Leser, `<b>#x</b>`', en: '*Dear* all'};
    data.parts.push(data.parts.shift());
}
console.log(JSON.stringify(data));
