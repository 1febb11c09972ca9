// A panel that opens at its button and closes by itself: the browser's popover, placed where there is room.
import { Fragment, type ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';

interface Props {
  /** What stands on the button. */
  label: ComponentChildren;
  /** The name of the button where the label is no words. */
  name?: string;
  title?: string;
  class?: string;
  /** What the panel is, to those who do not see it. */
  role?: 'menu' | 'dialog';
  children: (close: () => void) => ComponentChildren;
}

export function Popover({ label, name, title, class: more = 'button plain', role = 'dialog', children }: Props) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [opening, setOpening] = useState(0);
  const close = () => panel.current?.hidePopover();

  /** Every opening begins afresh; one that follows a closing at once is told by this event alone. */
  const toggling = (event: ToggleEvent) => {
    if (event.newState == 'open') setOpening((number) => number + 1);
  };

  const toggled = (event: ToggleEvent) => {
    const now = event.newState == 'open';
    setOpen(now);
    if (!now) return;
    requestAnimationFrame(() => {
      place();
      panel.current?.querySelector<HTMLElement>('[autofocus], [role^=menuitem], input, button, select, a')?.focus();
    });
  };

  const place = () => {
    const at = button.current?.getBoundingClientRect();
    const of = panel.current;
    if (!at || !of) return;
    const { width, height } = of.getBoundingClientRect();
    const rtl = getComputedStyle(of).direction == 'rtl';
    const wanted = rtl ? at.right - width : at.left;
    of.style.left = `${Math.max(8, Math.min(wanted, innerWidth - width - 8))}px`;
    const below = at.bottom + 4;
    of.style.top = `${below + height > innerHeight - 8 && at.top - 4 - height > 8 ? at.top - 4 - height : Math.max(8, Math.min(below, innerHeight - height - 8))}px`;
  };

  /** Escape closes this and nothing behind it. */
  const keep = (event: KeyboardEvent) => {
    if (open && event.key == 'Escape') event.stopPropagation();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class={more}
        popovertarget={id}
        aria-haspopup={role}
        aria-expanded={open}
        aria-label={name}
        title={title}
        onKeyDown={keep}
      >
        {label}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        class="popover"
        role={role}
        aria-label={name ?? (typeof label == 'string' ? label : undefined)}
        onKeyDown={keep}
        onBeforeToggle={(event) => toggling(event as unknown as ToggleEvent)}
        onToggle={(event) => toggled(event as unknown as ToggleEvent)}
      >
        {open && <Fragment key={opening}>{children(close)}</Fragment>}
      </div>
    </>
  );
}
