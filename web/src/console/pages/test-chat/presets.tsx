// What a session is to know before it begins: names and values, kept in this browser.
import { Button } from '../../parts/button';
import { Icon } from '../../parts/icon';
import { twice, type Line } from './preset';

interface Props {
  lines: Line[];
  onChange: (lines: Line[]) => void;
  /** Whether sessions run that do not know of this yet. */
  running: boolean;
}

export function Presets({ lines, onChange, running }: Props) {
  const change = (at: number, part: Partial<Line>) =>
    onChange(lines.map((line, index) => (index == at ? { ...line, ...part } : line)));
  const double = twice(lines);
  return (
    <section class="side-part" aria-labelledby="presets">
      <header>
        <h3 id="presets">Preset variables</h3>
        <Button small onClick={() => onChange([...lines, { name: '', value: '' }])}>
          Add
        </Button>
      </header>
      {!lines.length && <p class="muted">None. As a form before the chat would give them.</p>}
      <ul class="presets">
        {lines.map((line, at) => (
          <li key={at}>
            <input
              type="text"
              aria-label={`Name of variable ${at + 1}`}
              placeholder="name"
              dir="ltr"
              autocomplete="off"
              value={line.name}
              onInput={(event) => change(at, { name: event.currentTarget.value })}
            />
            <input
              type="text"
              aria-label={`Value of ${line.name || `variable ${at + 1}`}`}
              placeholder="value"
              dir="auto"
              autocomplete="off"
              value={line.value}
              onInput={(event) => change(at, { value: event.currentTarget.value })}
            />
            <button
              type="button"
              class="icon-button"
              aria-label={`Remove ${line.name || `variable ${at + 1}`}`}
              onClick={() => onChange(lines.filter((_, index) => index != at))}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {double.length > 0 && <p class="fault">{double.join(', ')} stands there twice; only the last counts.</p>}
      {running && lines.length > 0 && <p class="muted">They hold from the next new session on.</p>}
    </section>
  );
}
