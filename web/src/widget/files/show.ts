// A file in the transcript: a small picture, or its name and size; its bytes come with the session's own right to them.
import { h } from '../../shared/dom';
import { call, type Problem } from '../call';
import { inLanguage, type Speech } from '../texts';
import type { Talk } from '../talk';
import type { Attachment } from '../wire';
import { cancel, own, style, uploadOf } from './index';
import { find } from './shelf';
import type { Upload } from './upload';
import { WORDS, type Words } from './words';

/** Pictures that a browser decodes and that run nothing. */
const PICTURES = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif'];
/** Pixels on a side of a preview, as it is drawn. */
const SIDE = 480;

/** A size for people. */
export function bytes(size: number, tag: string): string {
  const [unit, value] = size < 1e6 ? (['kilobyte', size / 1e3] as const) : (['megabyte', size / 1e6] as const);
  const digits = value < 10 ? 1 : 0;
  return new Intl.NumberFormat(tag, { style: 'unit', unit, maximumFractionDigits: digits }).format(
    Math.max(0.1, value),
  );
}

export function progress(upload: Upload, words: Words) {
  const bar = h('progress', { max: 1, 'aria-label': words.uploading });
  bar.value = upload.progress;
  return bar;
}

/** Shows a file, or the way to it. */
export function show(file: Attachment, talk: Talk, speech: Speech): HTMLElement {
  style(talk);
  const words = inLanguage(WORDS, speech.tag);
  const told = h('span', { role: 'status' });
  const button = h('button', { type: 'button', class: 'file', title: words.save.replace('{name}', file.name) });
  const name = h('span', { dir: 'auto' }, file.name);
  button.append(name, h('span', { class: 'size' }, ` ${bytes(file.size, speech.tag)}`));
  const element = h('div', { class: 'attached' }, button, told);
  button.addEventListener('click', async () => {
    told.textContent = '';
    try {
      save(await fetched(file, talk), file.name);
    } catch (error) {
      told.textContent = ` ${words.unreadable} ${(error as Problem).detail ?? ''}`;
    }
  });
  if (file.id.startsWith('own-')) waiting(file, talk, words, element);
  if (PICTURES.includes(file.type))
    whenSeen(element, async () => {
      // Drawn, not linked: a page's policy may forbid pictures from elsewhere, and this one needs no exception.
      const picture = await createImageBitmap(await fetched(file, talk));
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      const canvas = h('canvas', {
        width: Math.round(picture.width * scale),
        height: Math.round(picture.height * scale),
      });
      canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      button.prepend(canvas);
    });
  return element;
}

/** While it is on its way it says how far it has come, and may be called back with its message. */
function waiting(file: Attachment, talk: Talk, words: Words, element: HTMLElement) {
  const stop = h('button', { type: 'button' }, words.remove.replace('{name}', file.name));
  stop.addEventListener('click', () => {
    const pending = talk.pending.find(({ files }) => files?.some(({ id }) => id == file.id));
    cancel(file.id);
    if (pending) void talk.ask('settle', pending.client_id, false);
  });
  const place = h('p', { class: 'way' });
  element.append(place);
  const timer = setInterval(() => {
    const upload = uploadOf(file.id);
    if (!element.isConnected) return clearInterval(timer);
    const isGoing = upload && !upload.problem && upload.progress < 1;
    const bar = place.querySelector('progress');
    if (!isGoing) place.replaceChildren();
    else if (bar) bar.value = upload.progress;
    else place.append(progress(upload, words), stop);
  }, 100);
}

async function fetched({ id, type }: Attachment, talk: Talk): Promise<Blob> {
  const here = own.get(id) ?? (await find(talk, id));
  if (here) return here;
  const answer = await call(`${talk.stage.origin}/widget/v1/files/${id}`, {
    token: talk.token,
    signal: AbortSignal.timeout(60_000),
  });
  return new Blob([await answer.arrayBuffer()], { type });
}

/** To disk, and never into a tab: there it would be a page of the host's own. */
function save(file: Blob, name: string) {
  const url = URL.createObjectURL(file);
  h('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Once it comes into view. What cannot be shown keeps its name. */
function whenSeen(element: HTMLElement, act: () => Promise<void>) {
  const watcher = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    watcher.disconnect();
    act().catch(() => {});
  });
  watcher.observe(element);
}
