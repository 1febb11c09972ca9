// A field that offers what fits to what is typed.
import { useId, useRef, useState } from 'preact/hooks';

export interface Option {
  value: string;
  label: string;
  /** Shown smaller behind it. */
  note?: string;
}

interface Props {
  options: Option[];
  /** What is chosen: its label is shown. */
  value?: string;
  onChoose: (value: string) => void;
  /** What is typed, for lists that the server filters. */
  onType?: (text: string) => void;
  placeholder?: string;
  name?: string;
  /** Whether text that no option has may be chosen. */
  free?: boolean;
  /** Empties itself after a choice, to take the next. */
  many?: boolean;
  id?: string;
  autofocus?: boolean;
  'aria-describedby'?: string;
  'aria-invalid'?: 'true';
}

export function Combobox({
  options,
  value,
  onChoose,
  onType,
  placeholder,
  name,
  free,
  many,
  id,
  autofocus,
  ...aria
}: Props) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const chosen = options.find((option) => option.value == value);
  const text = typed ?? (many ? '' : (chosen?.label ?? value ?? ''));
  const wanted = typed?.trim().toLowerCase() ?? '';
  const fit = options.filter(
    ({ label, value }) => !wanted || label.toLowerCase().includes(wanted) || value.toLowerCase() == wanted,
  );
  const shown: Option[] = fit.slice(0, 50);
  if (free && wanted && !shown.some(({ value }) => value.toLowerCase() == wanted))
    shown.unshift({ value: typed?.trim() ?? '', label: typed?.trim() ?? '', note: 'as typed' });

  const choose = (option: Option | undefined) => {
    if (!option) return;
    onChoose(option.value);
    setTyped(null);
    setOpen(false);
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key == 'ArrowDown' || event.key == 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key == 'ArrowDown' ? 1 : -1;
      setAt(open ? (at + step + shown.length) % Math.max(1, shown.length) : 0);
    } else if (event.key == 'Enter' && open) {
      event.preventDefault();
      choose(shown[at]);
    } else if (event.key == 'Escape' && open) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
      setTyped(null);
    }
  };
  return (
    <div class="combobox">
      <input
        ref={input}
        id={id}
        {...aria}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        autofocus={autofocus}
        aria-label={name}
        aria-expanded={open && shown.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[at] ? `${list}-${at}` : undefined}
        placeholder={placeholder}
        value={text}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setOpen(true);
          setAt(0);
          onType?.(event.currentTarget.value);
        }}
        onClick={() => setOpen(true)}
        onBlur={() => {
          setOpen(false);
          setTyped(null);
        }}
        onKeyDown={onKeyDown}
      />
      <ul id={list} role="listbox" aria-label={name ?? 'Choices'} class="options" hidden={!open || !shown.length}>
        {shown.map((option, index) => (
          <li
            key={option.value}
            id={`${list}-${index}`}
            role="option"
            aria-selected={index == at}
            // Before the field loses the focus, and the list with it.
            onPointerDown={(event) => {
              event.preventDefault();
              choose(option);
            }}
          >
            <span class="cut">{option.label}</span>
            {option.note && <span class="muted">{option.note}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
