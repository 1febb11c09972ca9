import { useEffect, useRef } from 'preact/hooks';
import { dismiss, toasts, type Toast } from '../lib/toasts';
import { Icon } from './icon';

/** Where the toasts stand; there once, in the shell. A popover, so that an open dialog does not cover them. */
export function Toasts() {
  const list = useRef<HTMLDivElement>(null);
  const some = toasts.value.length > 0;
  useEffect(() => {
    const element = list.current;
    if (!element?.showPopover) return;
    // Shown anew for each, so that the newest lies on top of whatever was opened meanwhile.
    if (element.matches(':popover-open')) element.hidePopover();
    if (some) element.showPopover();
  }, [toasts.value]);
  return (
    <div ref={list} class="toasts" popover="manual" role="status" aria-live="polite">
      {toasts.value.map((one) => (
        <One key={one.id} {...one} />
      ))}
    </div>
  );
}

function One({ id, text, tone, action, ms }: Toast) {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const start = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => dismiss(id), ms);
  };
  useEffect(() => {
    start();
    return () => clearTimeout(timer.current);
  }, []);
  // What is being read does not go; a way back ends with its time, whoever reads.
  const hold = action ? undefined : () => clearTimeout(timer.current);
  return (
    <div class={`toast ${tone}`} onPointerEnter={hold} onPointerLeave={action ? undefined : start}>
      <span>{text}</span>
      {action && (
        <button
          type="button"
          class="toast-action"
          onClick={() => {
            dismiss(id);
            action.run();
          }}
        >
          {action.label}
        </button>
      )}
      <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <Icon name="close" />
      </button>
    </div>
  );
}
