// What the buttons of voice and files say, in every language at once: it is little, and only their widgets fetch it.
import { inLanguage } from '.';

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

export const phrases = (tag: string) => inLanguage(all, tag);
