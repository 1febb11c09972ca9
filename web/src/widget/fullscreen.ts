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
    addEventListener('popstate', () => this.popped(), { signal });
    SMALL.addEventListener('change', () => dialog.open && this.turn(), { signal });
  }

  get covers() {
    return SMALL.matches;
  }

  /** `show` would take the focus; the attribute alone does not. */
  open(takesFocus = true) {
    if (!this.covers) {
      if (takesFocus) this.dialog.show();
      else this.dialog.open = true;
      return;
    }
    this.dialog.showModal();
    const { style } = document.documentElement;
    this.scrolled = style.overflow;
    style.overflow = 'hidden';
    if (!this.hasEntry) {
      // The same state and address again: the page's router finds itself where it is, whichever way this ends.
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

  private popped() {
    if (!this.hasEntry) return;
    this.hasEntry = false;
    if (this.dialog.open) this.close_();
  }
}
