// The widget's languages: English is built in, each other one is fetched when a page or a visitor speaks it.
import en, { type Plural, type Texts } from './en';

const others: Record<string, () => Promise<{ default: Texts }>> = {
  ar: () => import('./ar'),
  de: () => import('./de'),
  es: () => import('./es'),
  fr: () => import('./fr'),
  pt: () => import('./pt'),
};

const RTL = /^(ar|fa|he|ur)\b/i;

/** Words, numbers and times for one reader. */
export class Speech {
  private constructor(
    readonly texts: Texts,
    /** What was asked for, whole: dates follow the region. */
    readonly tag: string,
    /** The direction of the words, or nothing where the host page's stands. */
    readonly dir: 'rtl' | 'ltr' | null,
  ) {}

  /** The first of the tags that has a translation; English where none has. `tags` may hold nonsense. */
  static async of(tags: (string | null | undefined)[]): Promise<Speech> {
    for (const tag of tags) {
      const language = tag?.toLowerCase().split(/[-_]/)[0];
      const other = language && Object.hasOwn(others, language) && others[language];
      if (!tag || (!other && language != 'en')) continue;
      const named = valid(tag) ?? (language as string);
      return new Speech(other ? (await other()).default : en, named, RTL.test(named) ? 'rtl' : 'ltr');
    }
    return new Speech(en, 'en', null);
  }

  /** A phrase that depends on a number. */
  count(phrase: Plural, n: number): string {
    const rule = new Intl.PluralRules(this.tag).select(n);
    return (phrase[rule] ?? phrase.other).replace('{n}', new Intl.NumberFormat(this.tag).format(n));
  }

  time(at: number): string {
    return new Intl.DateTimeFormat(this.tag, { timeStyle: 'short' }).format(at);
  }

  day(at: number): string {
    return new Intl.DateTimeFormat(this.tag, { dateStyle: 'long' }).format(at);
  }
}

function valid(tag: string): string | null {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0] ?? null;
  } catch {
    return null;
  }
}

/** One language's entry of a table by language; English where there is none. */
export const inLanguage = <Entry>(table: Record<string, Entry>, tag: string): Entry =>
  table[tag.slice(0, 2).toLowerCase()] ?? (table.en as Entry);
