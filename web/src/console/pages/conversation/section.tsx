import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** A part of the side panel. */
export function Section({
  title,
  act,
  children,
}: {
  title: string;
  act?: ComponentChildren;
  children: ComponentChildren;
}) {
  const id = useId();
  return (
    <section class="side-part" aria-labelledby={id}>
      <header>
        <h3 id={id}>{title}</h3>
        {act}
      </header>
      {children}
    </section>
  );
}

/** Names and what they stand for; what is not there is left out. */
export function Facts({ of }: { of: [string, ComponentChildren][] }) {
  return (
    <dl class="side-facts">
      {of
        .filter(([, value]) => value != null && value !== '' && value !== false)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
