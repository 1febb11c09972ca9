import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  name: string;
  tabs: { id: string; label: ComponentChildren }[];
  chosen: string;
  onChoose: (id: string) => void;
  children: ComponentChildren;
}

/** Tabs over one panel: arrows go from one to the next. Where each has an address, use links in `.tab-links`. */
export function Tabs({ name, tabs, chosen, onChoose, children }: Props) {
  const base = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(event.currentTarget as Element).direction == 'rtl';
    const step =
      event.key == (rtl ? 'ArrowLeft' : 'ArrowRight') ? 1 : event.key == (rtl ? 'ArrowRight' : 'ArrowLeft') ? -1 : 0;
    const at = tabs.findIndex(({ id }) => id == chosen);
    const to =
      event.key == 'Home'
        ? tabs[0]
        : event.key == 'End'
          ? tabs.at(-1)
          : step
            ? tabs[(at + step + tabs.length) % tabs.length]
            : undefined;
    if (!to) return;
    event.preventDefault();
    onChoose(to.id);
    document.getElementById(`${base}-${to.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={name} class="tab-list" onKeyDown={onKeyDown}>
        {tabs.map(({ id, label }) => (
          <button
            key={id}
            id={`${base}-${id}`}
            type="button"
            role="tab"
            aria-selected={id == chosen}
            aria-controls={`${base}-panel`}
            tabIndex={id == chosen ? 0 : -1}
            onClick={() => onChoose(id)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${chosen}`} tabIndex={0}>
        {children}
      </div>
    </div>
  );
}
