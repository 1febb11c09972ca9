// What the buttons of voice and files say, in every language at once: it is little, and only their widgets fetch it.

interface Phrases {
  speak: string;
  finish: string;
  attach: string;
  drop: string;
}

const all: Record<string, Phrases> = {
  en: { speak: 'Speak', finish: 'Finish speaking', attach: 'Add files', drop: 'Drop files here' },
  ar: { speak: 'تحدث', finish: 'إنهاء التحدث', attach: 'إضافة ملفات', drop: 'أفلت الملفات هنا' },
  de: { speak: 'Sprechen', finish: 'Zu Ende gesprochen', attach: 'Dateien hinzufügen', drop: 'Dateien hier ablegen' },
  es: { speak: 'Hablar', finish: 'Terminar de hablar', attach: 'Añadir archivos', drop: 'Suelte los archivos aquí' },
  fr: { speak: 'Parler', finish: 'Finir de parler', attach: 'Ajouter des fichiers', drop: 'Déposez les fichiers ici' },
  pt: { speak: 'Falar', finish: 'Terminar de falar', attach: 'Adicionar arquivos', drop: 'Solte os arquivos aqui' },
};

/** One language's entry of a table by language; English where there is none. */
export const inLanguage = <Entry>(table: Record<string, Entry>, tag: string): Entry =>
  table[tag.slice(0, 2).toLowerCase()] ?? (table.en as Entry);

export const phrases = (tag: string) => inLanguage(all, tag);
