// The files that go with the next message: each by name, with how far it has come, and the way to leave it out.
import { h, icon } from '../../shared/dom';
import type { Composer } from '../composer';
import type { Enclosed } from '../keep';
import { randomKey } from '../random';
import { inLanguage, type Speech } from '../texts';
import type { Talk } from '../talk';
import { begin, cancel, style, uploadOf } from './index';
import { bytes, progress } from './show';
import { keep, lay, sweep } from './shelf';
import { WORDS } from './words';

/** The server takes no more with one message. */
const MOST = 10;

export class Tray {
  private files: Enclosed[] = [];
  private readonly list = h('ul');
  private readonly told = h('p', { class: 'small bad', role: 'status' });
  private readonly element = h('div', { class: 'tray' }, this.told, this.list);
  private used = '';

  constructor(
    private readonly talk: Talk,
    private readonly composer: Composer,
    private speech: Speech,
  ) {
    style(talk);
    composer.element.before(this.element);
    composer.files = (takes) => {
      const ready = this.files.filter(({ id }) => !this.refused(id));
      if (takes) {
        // What has not arrived may have to wait, over a reload too.
        for (const { id } of ready) if (uploadOf(id)?.progress != 1) void keep(talk, id);
        this.files = this.files.filter((file) => !ready.includes(file));
      }
      return ready;
    };
  }

  /** What the server will not take can only be taken out. */
  private refused(id: string) {
    const problem = uploadOf(id)?.problem;
    return !!problem && !problem.passes && problem.status != 401;
  }

  private get words() {
    return inLanguage(WORDS, this.speech.tag);
  }

  add(list: File[]) {
    const { talk, words, speech } = this;
    const { types, max_bytes } = talk.config.files ?? { types: [], max_bytes: 0 };
    const wrong: string[] = [];
    for (const file of list) {
      const name = file.name || `${file.type.split('/').pop()}`;
      // Some systems know no type; the server reads it from the content.
      if (file.type && !types.includes(file.type)) wrong.push(words.kind.replace('{name}', name));
      else if (file.size > max_bytes)
        wrong.push(words.large.replace('{name}', name).replace('{size}', bytes(max_bytes, speech.tag)));
      else if (this.files.length == MOST) wrong.push(words.many);
      else {
        const enclosed = { id: `own-${randomKey()}`, name, type: file.type, size: file.size };
        lay(enclosed.id, file);
        this.files.push(enclosed);
        // Ahead of the message where there is a session; the first message begins it.
        if (talk.session && navigator.onLine) void begin(talk, enclosed).catch(() => {});
      }
    }
    this.told.textContent = [...new Set(wrong)].join(' ');
    this.draw(speech);
    this.composer.draw(speech);
    this.composer.field.focus();
  }

  draw(speech: Speech) {
    this.speech = speech;
    this.list.setAttribute('aria-label', this.words.files);
    const drawn = new Map([...this.list.children].map((row) => [(row as HTMLElement).dataset.file, row]));
    this.list.replaceChildren(...this.files.map((file) => drawn.get(file.id) ?? this.row(file)));
    for (const file of this.files) this.tell(file);
    this.tidy();
  }

  private row(file: Enclosed) {
    const remove = h('button', { type: 'button', class: 'quiet' }, icon('M6 6l12 12M18 6L6 18'));
    remove.setAttribute('aria-label', this.words.remove.replace('{name}', file.name));
    remove.addEventListener('click', () => this.remove(file));
    const name = h('span', { class: 'name', dir: 'auto' }, file.name);
    const size = h('span', { class: 'small' }, bytes(file.size, this.speech.tag));
    const row = h('li', {}, h('div', {}, name, ' ', size, h('p', { class: 'small' })), remove);
    row.dataset.file = file.id;
    return row;
  }

  /** How far it has come, drawn anew only where it changes. */
  private tell(file: Enclosed) {
    const row = [...this.list.children].find((row) => (row as HTMLElement).dataset.file == file.id);
    const place = row?.querySelector('p');
    if (!place) return;
    const upload = uploadOf(file.id);
    const { texts } = this.speech;
    const again = () => h('button', { type: 'button', onclick: () => void begin(this.talk, file) }, texts.tryAgain);
    const state = upload?.problem ? 'failed' : upload && upload.progress < 1 ? 'going' : '';
    if (place.dataset.state == state) {
      if (upload && state == 'going') place.querySelector('progress')!.value = upload.progress;
      return;
    }
    place.dataset.state = state;
    place.className = state == 'failed' ? 'small bad' : 'small';
    if (state == 'failed')
      place.replaceChildren(
        `${this.words.notUploaded} ${upload?.problem?.detail ?? ''} `,
        ...(this.refused(file.id) ? [] : [again()]),
      );
    else place.replaceChildren(...(upload && state ? [progress(upload, this.words)] : []));
  }

  private remove(file: Enclosed) {
    cancel(file.id);
    this.files = this.files.filter((other) => other != file);
    this.told.textContent = '';
    this.draw(this.speech);
    this.composer.draw(this.speech);
    this.composer.field.focus();
  }

  /** Keeps nothing of what is sent or taken out. */
  private tidy() {
    const { talk } = this;
    const used = [...this.files, ...talk.pending.flatMap(({ files }) => files ?? [])].map(({ id }) => id);
    if (used.join() == this.used) return;
    this.used = used.join();
    void sweep(talk, new Set(used));
  }
}
