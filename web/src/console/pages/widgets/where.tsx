import { Field } from '../../parts/field';
import { Check } from '../../parts/form';
import { Lines } from '../../parts/lines';
import type { Draft } from './draft';
import type { PartProps } from './editor';

export function WherePart({ form, off }: PartProps) {
  const draft = form.draft.value;
  const { set, of } = form;
  return (
    <>
      <section class="card">
        <h2>Pages that may have it</h2>
        <p class="muted">
          Origins are compared whole, on every call: another subdomain, port or http for https is another origin.
          Elsewhere the chat hides itself and says why in the browser’s console.
        </p>
        {!draft.allowed_origins.some((one) => one.trim()) && (
          <p class="notice warning">While this list is empty, the chat works on localhost alone, to build with.</p>
        )}
        <Lines
          one="origin"
          lines={draft.allowed_origins}
          placeholder="https://shop.example"
          off={off}
          fault={(at) => of(`allowed_origins[${at}]`)}
          onChange={(allowed_origins) => set({ allowed_origins })}
        />
        {of('allowed_origins') && <p class="fault">{of('allowed_origins')}</p>}
      </section>
      <section class="card">
        <h2>How visitors talk</h2>
        <Field label="Mode" hint="With voice a microphone stands beside the field. The page must be served over TLS.">
          <select
            disabled={!!off}
            value={draft.mode}
            onChange={(event) => set({ mode: event.currentTarget.value as Draft['mode'] })}
          >
            <option value="chat">Writing</option>
            <option value="voice_chat">Writing and speaking</option>
          </select>
        </Field>
        <Check
          label="Files"
          hint="Visitors may send pictures and PDF documents."
          checked={draft.takes_files}
          off={off}
          onChange={(takes_files) => set({ takes_files })}
        />
        <Check
          label="Begin afresh"
          hint="Each visit begins a new conversation."
          checked={draft.always_fresh}
          off={off}
          onChange={(always_fresh) => set({ always_fresh })}
        />
        <Check
          label="Record the page"
          hint="Address, title, referrer and pages seen before become variables."
          checked={draft.captures_page}
          off={off}
          onChange={(captures_page) => set({ captures_page })}
        />
        <Check
          label="Ask for work"
          hint="A browser computes a little before it may begin a chat: unnoticeable for one, dear for robots."
          checked={draft.asks_for_work}
          off={off}
          onChange={(asks_for_work) => set({ asks_for_work })}
        />
      </section>
    </>
  );
}
