// On the browser's own dialog: it traps focus, closes on Escape and lies above everything.
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';

interface Props {
  title: string;
  onClose: () => void;
  /** `side` slides in from the end of the line and is as high as the window. */
  place?: 'centre' | 'side' | 'top';
  wide?: boolean;
  /** Without a visible heading: the palette. */
  bare?: boolean;
  children: ComponentChildren;
}

/** A dialog is there for as long as it is drawn; the focus goes back to where it was. */
export function Dialog({ title, onClose, place = 'centre', wide, bare, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement as HTMLElement | null;
    element?.showModal();
    // What one came for: a field, or else what is safe to press. The browser would take what comes first: Close.
    const first = element?.querySelector<HTMLElement>(
      '[autofocus], .dialog-body :is(input, select, textarea):not([type=hidden]), .dialog-foot > *',
    );
    (first ?? element)?.focus();
    return () => {
      element?.close();
      if (before?.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${place}${wide ? ' wide' : ''}${bare ? ' bare' : ''}`}
      aria-labelledby={bare ? undefined : id}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        if (event.target == dialog.current) onClose();
      }}
    >
      <div class="dialog-body">
        {!bare && (
          <header class="dialog-head">
            <h2 id={id}>{title}</h2>
            <button type="button" class="icon-button" aria-label="Close" onClick={onClose}>
              <Icon name="close" />
            </button>
          </header>
        )}
        {children}
      </div>
    </dialog>
  );
}
