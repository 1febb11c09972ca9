import './form.css';
import { useRef } from 'preact/hooks';
import { Button } from './button';
import { Icon } from './icon';

interface Props {
  /** What one of them is: "origin". */
  one: string;
  lines: string[];
  onChange: (lines: string[]) => void;
  placeholder?: string;
  most?: number;
  longest?: number;
  /** What is wrong with the line at a place. */
  fault?: (at: number) => string | undefined;
  off?: string | undefined;
}

/** Several texts, one below the other. */
export function Lines({ one, lines, onChange, placeholder, most = 50, longest, fault, off }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const change = (at: number, text: string) => onChange(lines.map((line, index) => (index == at ? text : line)));
  const add = () => {
    onChange([...lines, '']);
    setTimeout(() => list.current?.querySelector<HTMLInputElement>('.list-line:last-of-type input')?.focus());
  };
  return (
    <div class="list-edit" ref={list}>
      {lines.map((line, at) => (
        <div class="list-line" key={at}>
          <div class={fault?.(at) ? 'field wrong' : 'field'}>
            <input
              aria-label={`${one} ${at + 1}`}
              aria-invalid={fault?.(at) ? 'true' : undefined}
              value={line}
              disabled={!!off}
              maxLength={longest}
              placeholder={placeholder}
              onInput={(event) => change(at, event.currentTarget.value)}
            />
            {fault?.(at) && <p class="fault">{fault(at)}</p>}
          </div>
          {!off && (
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove ${one} ${at + 1}`}
              onClick={() => onChange(lines.filter((_, index) => index != at))}
            >
              <Icon name="close" />
            </button>
          )}
        </div>
      ))}
      <Button small onClick={add} off={off ?? (lines.length >= most && `At most ${most}.`)}>
        Add {one}
      </Button>
    </div>
  );
}
