import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toGsm } from '../../../lambda/hotline/sms/gsm';
import { countSegments } from '../../../lambda/hotline/sms/segments';

describe('spelling for sending', () => {
  test.each([
    ['¿Está aquí? ¡Sí! Ningún año', '¿Esta aqui? ¡Si! Ningun año'],
    ['É é Ñ ñ Ü ü à ò', 'É é Ñ ñ Ü ü à ò'],
    ['ÁÍÓÚáíóú', 'AIOUaiou'],
    ['“No”, ‘sí’ – dice… «ya»', '"No", \'si\' - dice... "ya"'],
    ['Proszę nie otwierać. Ołówek', 'Prosze nie otwierac. Olowek'],
    ['espacio\u00a0duro\ttab', 'espacio duro tab'],
    ['cafe\u0301 acento suelto i\u0301', 'café acento suelto i'],
  ])('%j becomes %j', (written, sent) => {
    expect(toGsm(written)).toBe(sent);
    expect(countSegments(sent).encoding).toBe('GSM-7');
  });

  test('a text that is expensive all the same keeps its accents', () => {
    for (const text of ['Está aquí 👍', '您好，不要开门', 'Не відчиняйте']) expect(toGsm(text)).toBe(text);
  });

  test('keepAccents sends the book’s spelling', () => {
    expect(toGsm('Está aquí', { keepAccents: true })).toBe('Está aquí');
  });

  const spanish = fc.string({ unit: fc.constantFrom(...'abcáéíóúñüÁÉÍÓÚÑ¿¡ .,0123“”—…'), maxLength: 400 });

  test('Spanish never costs more than plain letters would', () =>
    fc.assert(
      fc.property(spanish, (text) => {
        expect(countSegments(toGsm(text)).encoding).toBe('GSM-7');
      }),
    ));

  test('either all of it is GSM-7, or it is left alone; and doing it twice changes nothing', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const sent = toGsm(text);
        expect(sent === text || countSegments(sent).encoding === 'GSM-7').toBe(true);
        expect(toGsm(sent)).toBe(sent);
      }),
    ));
});
