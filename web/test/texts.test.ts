// The languages: each says everything, with the same places to fill in, and counts as its readers do.
import { expect, test } from 'vitest';
import { Speech } from '../src/widget/texts';
import en from '../src/widget/texts/en';

const tags = ['ar', 'de', 'es', 'fr', 'pt'];

test('every language says what English says', async () => {
  for (const tag of tags) {
    const { texts } = await Speech.of([tag]);
    expect(Object.keys(texts).sort(), tag).toEqual(Object.keys(en).sort());
    for (const [name, text] of Object.entries(texts)) {
      const forms = typeof text == 'string' ? [text] : Object.values(text);
      for (const form of forms) expect(form?.trim(), `${tag} ${name}`).toBeTruthy();
      if (typeof text != 'string') expect(text.other, `${tag} ${name}`).toContain('{n}');
    }
    // "Assistant", "Message" and the like may be the same in two languages; a forgotten file is not.
    const same = Object.entries(texts).filter(([name, text]) => text === en[name as keyof typeof en]);
    expect(same.length, `${tag}: ${same.map(([name]) => name)}`).toBeLessThan(5);
  }
});

test('numbers take the form of the language', async () => {
  for (const [tag, n, want] of [
    ['en', 1, '1 new message'],
    ['en-GB', 0, '0 new messages'],
    ['de', 2, '2 neue Nachrichten'],
    ['fr', 0, '0 nouveau message'],
    ['ar', 2, 'رسالتان جديدتان'],
    ['ar', 11, '11 رسالة جديدة'],
  ] as const) {
    const speech = await Speech.of([tag]);
    expect(
      speech.count(speech.texts.unread, n).replace(/[٠-٩]/g, (digit) => `${digit.charCodeAt(0) - 0x660}`),
      tag,
    ).toBe(want);
  }
});

test('the first language that is known is spoken', async () => {
  for (const [asked, tag, dir] of [
    [['pt-BR'], 'pt-BR', 'ltr'],
    [[null, undefined, '', 'ar-EG'], 'ar-EG', 'rtl'],
    [['xx', 'de'], 'de', 'ltr'],
    [['en_US'], 'en-US', 'ltr'],
    [['constructor', 'toString'], 'en', null],
    [[], 'en', null],
  ] as const) {
    const speech = await Speech.of([...asked]);
    expect([speech.tag, speech.dir], `${asked}`).toEqual([tag, dir]);
  }
});
