import type { ComponentChildren } from 'preact';
import { Popover } from './popover';

export interface MenuItem {
  label: ComponentChildren;
  /** Goes somewhere … */
  href?: string;
  /** … or does something. */
  run?: () => void;
  /** Why it is off. */
  off?: string | undefined;
  danger?: boolean;
  /** For one of several, of which one holds. */
  checked?: boolean;
  /** A line above it. */
  apart?: boolean;
}

interface Props {
  label: ComponentChildren;
  name?: string;
  title?: string;
  class?: string;
  items: MenuItem[];
}

/** A menu: arrows walk it, a letter jumps, Escape closes it. */
export function Menu({ items, ...rest }: Props) {
  return (
    <Popover {...rest} role="menu">
      {(close) => (
        <div class="menu" onKeyDown={walk}>
          {items.map((item, at) => (
            <Item key={at} item={item} close={close} />
          ))}
        </div>
      )}
    </Popover>
  );
}

function Item({ item, close }: { item: MenuItem; close: () => void }) {
  const { label, href, run, off, danger, checked, apart } = item;
  const role = checked === undefined ? 'menuitem' : 'menuitemradio';
  const look = `menu-item${danger ? ' danger' : ''}${apart ? ' apart' : ''}`;
  if (href && !off)
    return (
      <a class={look} role={role} href={href} tabIndex={-1} aria-checked={checked} onClick={close}>
        {label}
      </a>
    );
  return (
    <button
      type="button"
      class={look}
      role={role}
      tabIndex={-1}
      aria-checked={checked}
      aria-disabled={off ? 'true' : undefined}
      title={off}
      onClick={() => {
        if (off) return;
        close();
        run?.();
      }}
    >
      {label}
    </button>
  );
}

/** Moves the focus among the items of the menu that the event is in. */
export function walk(event: KeyboardEvent) {
  const items = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role^=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const letter = event.key.length == 1 ? event.key.toLowerCase() : '';
  const to =
    event.key == 'ArrowDown'
      ? (at + 1) % items.length
      : event.key == 'ArrowUp'
        ? (at - 1 + items.length) % items.length
        : event.key == 'Home'
          ? 0
          : event.key == 'End'
            ? items.length - 1
            : letter
              ? items.findIndex(
                  (item, index) => index > at && item.textContent?.trim().toLowerCase().startsWith(letter),
                )
              : -1;
  if (to < 0) return;
  event.preventDefault();
  event.stopPropagation();
  items[to]?.focus();
}
