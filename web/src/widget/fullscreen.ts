// How the dialog stands on the page: beside it where there is room, in place of it on a phone.

const SMALL = matchMedia('(max-width: 480px)');

export class FullScreen {
  /** Whether the way back leads out of the panel first. */
  private hasEntry = false;
  private scrolled = '';

  constructor(
    private readonly dialog: HTMLDialogElement,
    private readonly close_: () => void,
    signal: AbortSignal,
  ) {
    // The browser's own wish to close a modal dialog: Esc, or Android's way back.
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      close_();
    });
    // First in line, so that the host page's router does not see a step that was ours.
    addEventListener('popstate', (event) => this.popped(event), { capture: true, signal });
    SMALL.addEventListener('change', () => dialog.open && this.turn(), { signal });
  }

  get covers() {
    return SMALL.matches;
  }

  open() {
    if (!this.covers) return this.dialog.show();
    this.dialog.showModal();
    const { style } = document.documentElement;
    this.scrolled = style.overflow;
    style.overflow = 'hidden';
    if (!this.hasEntry) {
      // The same state and address again: the page is where it was, with one step back to spare.
      history.pushState(history.state, '');
      this.hasEntry = true;
    }
  }

  close() {
    this.release();
    this.dialog.close();
    if (this.hasEntry) history.back();
  }

  /** The window has become small or large while the panel was open. */
  private turn() {
    this.release();
    this.dialog.close();
    this.open();
  }

  private release() {
    if (this.dialog.matches(':modal')) document.documentElement.style.overflow = this.scrolled;
  }

  private popped(event: PopStateEvent) {
    if (!this.hasEntry) return;
    this.hasEntry = false;
    event.stopImmediatePropagation();
    if (this.dialog.open) this.close_();
  }
}
