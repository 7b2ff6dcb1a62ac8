import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assessUrgency } from '../../../lambda/hotline/answering/urgency';
import { LANGUAGES, type Language } from '../../../lambda/hotline/replies/book';

const level = (language: Language, text: string) => assessUrgency(text, language).level;

describe('happening now', () => {
  test.each([
    ['en', 'stop, ICE is here'],
    ['en', 'do i have to open ice is outside'],
    ['en', 'can they come in they r banging on the door'],
    ['en', 'IMMIGRATION IS AT MY WORK HELP'],
    ['en', 'they just took my brother'],
    ['en', 'they took my mom this morning'],
    ['en', 'theyre putting my friend in a van'],
    ['en', 'last year they came. now they are at my door'],
    ['es', 'la migra esta tocando mi puerta'],
    ['es', 'tan afuera de la ksa los d migra'],
    ['es', 'SE METIERON LOS DE ICE'],
    ['es', 'agarraron a mi vecino orita'],
    ['es', 'que digo? me acaban de parar'],
    ['es', 'quieren que firme'],
    ['es', 'ICE is at my door que hago'],
    ['pl', 'właśnie zabrali mojego męża'],
    ['zh', '他们刚刚抓走了我老公'],
    ['ar', 'أخذوا زوجي هذا الصباح'],
    ['uk', 'вони щойно забрали мого чоловіка'],
    ['tl', 'kumakatok sila sa pinto'],
    ['fr', "l'ICE frappe à ma porte"],
    ['ht', 'yo fèk pran mari m'],
    ['hi', 'वे अभी मेरे पति को ले गए'],
    ['ur', 'وہ ابھی میرے شوہر کو لے گئے'],
  ] as const)('%s: %s', (language, text) => {
    expect(level(language, text)).toBe('now');
  });
});

describe('only sounds like it', () => {
  test.each([
    ['en', 'what if ICE comes to my door'],
    ['en', 'can ICE come into my house'],
    ['en', 'they took my uncle in 2019'],
    ['en', 'on the news ICE is taking people from work'],
    ['en', 'do agents carry guns'],
    ['en', 'ICE shot a man in belmont cragin in 2017'],
    ['es', 'que pasa si la migra esta en mi puerta'],
    ['es', 'puede ice entrar a mi casa'],
    ['es', 'se llevaron a mi tio hace tres años'],
    ['es', 'me llego una carta de inmigracion'],
    ['pl', 'co jeśli ICE stoi pod drzwiami'],
    ['zh', '如果移民局在我家门口'],
    ['ar', 'ماذا لو الهجرة على الباب'],
    ['uk', 'що робити якщо ICE під дверима'],
    ['tl', 'paano kung kumakatok ang ICE'],
    ['fr', "que faire si l'ICE frappe à ma porte"],
    ['ht', 'kisa pou m fè si ICE ap frape pòt la'],
    ['hi', 'अगर ICE दरवाजे पर है तो क्या करूं'],
    ['ur', 'اگر ICE دروازے پر ہے تو کیا کروں'],
  ] as const)('%s: %s', (language, text) => {
    expect(level(language, text)).toBe('no');
  });
});

test.each([
  ['en', 'ICE at 26th street?'],
  ['en', 'is ICE at my door rn'],
  ['en', 'what do i do if ice is at my door right now'],
  ['en', 'heard ICE is outside the school'],
  ['es', 'hay migra en la villita'],
  ['es', 'dicen que hay redada en mi trabajo'],
] as const)('what could be happening is asked about: %s: %s', (language, text) => {
  expect(level(language, text)).toBe('maybe');
});

describe('danger', () => {
  test.each([
    ['en', 'my boyfriend has a knife he wont let me out'],
    ['en', "i can't breathe they sprayed us"],
    ['en', 'my kids are home alone they took me'],
    ['en', 'i want to kill myself'],
    ['es', 'mi marido me esta pegando'],
    ['es', 'ya no quiero vivir'],
    ['es', 'le dispararon a mi primo'],
    ['pl', 'mąż mnie bije'],
    ['zh', '我丈夫在打我'],
    ['fr', 'mon mari me frappe'],
    ['hi', 'मेरा पति मुझे मार रहा है'],
  ] as const)('%s: %s', (language, text) => {
    expect(assessUrgency(text, language)).toEqual({ level: 'now', danger: true });
  });

  test('is not in a knock at the door, nor in a question', () => {
    expect(assessUrgency('ice is knocking', 'en').danger).toBe(false);
    expect(assessUrgency('what if he has a gun', 'en').danger).toBe(false);
  });
});

test('a text is as urgent in capitals and without accents, and with another sentence around it', () => {
  for (const text of ['están tocando la puerta', 'ESTAN TOCANDO LA PUERTA', 'hola. estan tocando la puerta! que hago?'])
    expect(level('es', text)).toBe('now');
});

test('a wrongly told language hides no urgency in English or Spanish', () =>
  fc.assert(
    fc.property(
      fc.constantFrom(...LANGUAGES),
      fc.constantFrom('ICE is at my door', 'la migra esta afuera'),
      (language, text) => {
        expect(level(language, text)).toBe('now');
      },
    ),
  ));

test('any text in any language gets a level', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 500 }), fc.constantFrom(...LANGUAGES), (text, language) => {
      expect(['now', 'maybe', 'no']).toContain(level(language, text));
    }),
  ));

test('the longest text a carrier delivers is read in well under a second, whatever it repeats', () => {
  for (const word of ['they ', 'ice is ', 'la migra esta ', 'my ', 'a']) {
    const started = performance.now();
    assessUrgency(word.repeat(400), 'es');
    expect(performance.now() - started).toBeLessThan(500);
  }
});
