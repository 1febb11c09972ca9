// Files of a conversation: those that are to be sent, and those that were.
import { addStyle } from '../../shared/dom';
import { Problem } from '../call';
import type { Enclosed } from '../keep';
import { inLanguage } from '../texts';
import type { Talk } from '../talk';
import css from './files.css?inline';
import { find } from './shelf';
import { Upload } from './upload';
import { WORDS } from './words';

export { show } from './show';
export { Tray } from './tray';

/** What is on its way or has arrived, by this browser's own id of the file. */
const uploads = new Map<string, Upload>();
/** The bytes of what this page has uploaded, by the server's id: they need not be fetched to be shown. */
export const own = new Map<string, Blob>();

let styled: ShadowRoot | undefined;

/** Once for each shadow root. */
export function style({ stage }: Talk) {
  const root = stage.host.shadowRoot as ShadowRoot;
  if (styled != root) addStyle((styled = root), css);
}

export const uploadOf = (id: string) => uploads.get(id);

/** Has a file be uploaded, unless it is under way or there already, in this conversation and for no other message. */
export async function begin(talk: Talk, { id, name }: Enclosed, message?: string): Promise<Upload> {
  const conversation = talk.conversation?.id ?? '';
  const before = uploads.get(id);
  const isOther = before?.message && message && before.message != message;
  if (before && !before.problem && before.conversation == conversation && !isOther) {
    before.message ??= message;
    return before;
  }
  const file = await find(talk, id);
  const words = inLanguage(WORDS, talk.locale ?? 'en');
  if (!file) throw new Problem(422, words.lost, words.lost, [], null);
  const upload = new Upload(talk, name, file, conversation, () => talk.changed());
  upload.message = message;
  uploads.set(id, upload);
  void upload.done.then(({ id }) => own.set(id, file)).catch(() => {});
  talk.changed();
  return upload;
}

/** Stops an upload; one that has arrived is forgotten by the server after a day. */
export function cancel(id: string) {
  uploads.get(id)?.cancel();
  uploads.delete(id);
}

/** The server's ids of the files of a message that waits, all of them uploaded. Throws a Problem. */
export async function send(talk: Talk, message: string): Promise<string[]> {
  const ids: string[] = [];
  const files = talk.pending.find(({ client_id }) => client_id == message)?.files ?? [];
  for (const file of files) {
    const conversation = talk.conversation?.id ?? '';
    if (file.sent?.[0] == message && file.sent[1] == conversation) {
      ids.push(file.sent[2]);
      continue;
    }
    const { id } = await (await begin(talk, file, message)).done;
    ids.push(id);
    // Kept with the message, so that after a reload it goes with the same files.
    const outbox = talk.keep.get().outbox ?? [];
    const mark = (other: Enclosed): Enclosed =>
      other.id == file.id ? { ...other, sent: [message, conversation, id] } : other;
    talk.keep.set({
      outbox: outbox.map((other) => (other.client_id == message ? { ...other, files: other.files?.map(mark) } : other)),
    });
  }
  return ids;
}
