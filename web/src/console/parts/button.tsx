import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

type Props = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled' | 'class' | 'title'> & {
  tone?: 'plain' | 'primary' | 'danger' | 'quiet';
  small?: boolean;
  busy?: boolean;
  /** Why it is off; the button then says so and does nothing. */
  off?: string | false | undefined;
  title?: string;
  class?: string;
  children?: ComponentChildren;
};

/** A button. One that is off keeps the focus and says why, so `aria-disabled` and not `disabled`. */
export function Button({
  tone = 'plain',
  small,
  busy,
  off,
  title,
  class: more,
  onClick,
  type = 'button',
  children,
  ...rest
}: Props) {
  const dead = !!off || busy;
  return (
    <button
      {...rest}
      type={type}
      class={`button ${tone}${small ? ' small' : ''}${more ? ` ${more}` : ''}`}
      aria-disabled={dead ? 'true' : undefined}
      aria-busy={busy ? 'true' : undefined}
      title={off || title}
      onClick={(event) => {
        if (dead) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {children}
    </button>
  );
}
