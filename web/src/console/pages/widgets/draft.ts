// A widget as it stands in the form.
import type { Schemas } from '../../lib/api';
import { changes, textual } from '../../lib/form';

export type Widget = Schemas['Widget'];
export type Settings = Schemas['WidgetSettings'];
export type WidgetField = Schemas['WidgetField'];

export interface Draft {
  name: string;
  assistant_id: string;
  enabled: boolean;
  allowed_origins: string[];
  title: string;
  mode: Schemas['WidgetMode'];
  position: Schemas['WidgetPosition'];
  accent: string;
  on_accent: string;
  scheme: Schemas['WidgetScheme'];
  launcher_label: string;
  suggestions: string[];
  fields: WidgetField[];
  consent: string;
  consent_link: string;
  locale: string;
  always_fresh: boolean;
  captures_page: boolean;
  takes_files: boolean;
  asks_for_work: boolean;
}

export const ACCENT = '#1f5fc4';

export function draftOf(from?: Widget): Draft {
  const settings = from?.settings;
  return {
    name: from?.name ?? '',
    assistant_id: from?.assistant_id ?? '',
    enabled: from?.enabled ?? true,
    allowed_origins: from?.allowed_origins ?? [],
    title: settings?.title ?? 'Chat',
    mode: settings?.mode ?? 'chat',
    position: settings?.position ?? 'right',
    accent: settings?.theme?.accent ?? ACCENT,
    on_accent: settings?.theme?.on_accent ?? '',
    scheme: settings?.theme?.scheme ?? 'auto',
    launcher_label: settings?.launcher_label ?? '',
    suggestions: settings?.suggestions ?? [],
    fields: settings?.form?.fields ?? [],
    consent: settings?.consent?.text ?? '',
    consent_link: settings?.consent?.link ?? '',
    locale: settings?.locale ?? '',
    always_fresh: settings?.always_fresh ?? false,
    captures_page: settings?.captures_page ?? true,
    takes_files: settings?.takes_files ?? false,
    asks_for_work: settings?.asks_for_work ?? false,
  };
}

export function settingsOf(draft: Draft): Settings {
  const consent = draft.consent.trim() || draft.consent_link.trim();
  return {
    title: draft.title.trim(),
    mode: draft.mode,
    position: draft.position,
    theme: { accent: draft.accent.trim().toLowerCase(), on_accent: textual(draft.on_accent), scheme: draft.scheme },
    launcher_label: textual(draft.launcher_label),
    suggestions: draft.suggestions.map((one) => one.trim()).filter(Boolean),
    form: draft.fields.length ? { fields: draft.fields } : null,
    consent: consent ? { text: draft.consent.trim(), link: textual(draft.consent_link) } : null,
    locale: textual(draft.locale),
    always_fresh: draft.always_fresh,
    captures_page: draft.captures_page,
    takes_files: draft.takes_files,
    asks_for_work: draft.asks_for_work,
  };
}

export function bodyOf(draft: Draft): Schemas['NewWidget'] {
  return {
    name: draft.name.trim(),
    assistant_id: draft.assistant_id || null,
    enabled: draft.enabled,
    allowed_origins: draft.allowed_origins.map((one) => one.trim()).filter(Boolean),
    settings: settingsOf(draft),
  };
}

export const changeOf = (before: Draft, now: Draft) => changes(bodyOf(before), bodyOf(now)) as Schemas['WidgetChange'];

/** What the launcher says of itself before it has asked the server: only that is in the line to paste. */
export const needsNewSnippet = (before: Draft, now: Draft) =>
  before.accent != now.accent || before.position != now.position || before.launcher_label != now.launcher_label;

export const PARTS = [
  { id: 'look', label: 'Look' },
  { id: 'words', label: 'Words and form' },
  { id: 'where', label: 'Where and how' },
  { id: 'embed', label: 'Embed' },
] as const;
export type Part = (typeof PARTS)[number]['id'];

export function partOf(field: string): Part {
  if (/^settings\.(theme|position|launcher_label|title)|^name|^assistant_id/.test(field)) return 'look';
  if (/^settings\.(suggestions|form|consent|locale)/.test(field)) return 'words';
  return 'where';
}
