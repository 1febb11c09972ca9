// A number of WhatsApp's as it stands in the form; secrets are written and never read.
import type { Schemas } from '../../lib/api';
import { changes, numeric, textual } from '../../lib/form';

export type Channel = Schemas['Channel'];

export interface Draft {
  name: string;
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
  assistant_id: string;
  enabled: boolean;
  messages_per_second: string;
  resend_after_minutes: string;
  app_secret: string;
  remove_app_secret: string;
  verify_token: string;
  access_token: string;
}

/** A token that nobody guesses. */
export function invented(): string {
  return [...crypto.getRandomValues(new Uint8Array(24))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function draftOf(from?: Channel): Draft {
  return {
    name: from?.name ?? '',
    phone_number_id: from?.phone_number_id ?? '',
    waba_id: from?.waba_id ?? '',
    display_phone_number: from?.display_phone_number ?? '',
    assistant_id: from?.assistant_id ?? '',
    enabled: from?.enabled ?? true,
    messages_per_second: `${from?.messages_per_second ?? 80}`,
    resend_after_minutes: from?.resend_after_minutes == null ? '' : `${from.resend_after_minutes}`,
    app_secret: '',
    remove_app_secret: '',
    verify_token: '',
    access_token: '',
  };
}

const common = (draft: Draft) => ({
  name: draft.name.trim(),
  waba_id: textual(draft.waba_id),
  display_phone_number: textual(draft.display_phone_number),
  assistant_id: draft.assistant_id || null,
  messages_per_second: numeric(draft.messages_per_second) ?? 80,
  resend_after_minutes: numeric(draft.resend_after_minutes),
});
const secrets = ({ verify_token, access_token }: Draft) => ({
  ...(verify_token.trim() && { verify_token: verify_token.trim() }),
  ...(access_token.trim() && { access_token: access_token.trim() }),
});

export const newOf = (draft: Draft): Schemas['NewChannel'] => ({
  type: 'whatsapp',
  phone_number_id: draft.phone_number_id.trim(),
  app_secret: draft.app_secret.trim(),
  ...common(draft),
  ...secrets(draft),
});

export const changeOf = (before: Draft, now: Draft): Schemas['ChannelChange'] => ({
  ...changes({ ...common(before), enabled: before.enabled }, { ...common(now), enabled: now.enabled }),
  ...secrets(now),
  ...(now.app_secret.trim() && { add_app_secret: now.app_secret.trim() }),
  ...(now.remove_app_secret && { remove_app_secret: now.remove_app_secret }),
});

/** As people write it. */
export const phone = (digits: string | null | undefined): string => (digits ? `+${digits}` : '—');
