import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

interface Props {
  children: ComponentChildren;
  tone?: 'plain' | 'warning' | 'danger' | 'success' | 'sunken';
  title?: string;
  /** Takes it away; `name` then says what, for those who do not see it. */
  onRemove?: () => void;
  onClick?: (event: MouseEvent) => void;
  name?: string;
}

/** A small fact: a tag, a filter, a state. */
export function Chip({ children, tone = 'plain', title, onRemove, onClick, name }: Props) {
  return (
    <span class={`chip ${tone}`} title={title}>
      {onClick ? (
        <button type="button" class="chip-text" onClick={onClick}>
          {children}
        </button>
      ) : (
        <span class="chip-text">{children}</span>
      )}
      {onRemove && (
        <button type="button" class="chip-close" aria-label={`Remove ${name ?? ''}`.trim()} onClick={onRemove}>
          <Icon name="close" />
        </button>
      )}
    </span>
  );
}
