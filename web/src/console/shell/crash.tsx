// What is shown where something is not: a crash stays in its panel, and has a number to tell.
import { Component, type ComponentChildren } from 'preact';
import { title } from '../lib/router';
import { Problem } from '../lib/problem';
import { Button } from '../parts/button';
import { CopyButton } from '../parts/copy';

interface Crash {
  id: string;
  error: Error;
}

/** Keeps the fault of one panel from taking the others along. */
export class Boundary extends Component<{ children?: ComponentChildren }, { crash?: Crash }> {
  override state: { crash?: Crash } = {};

  override componentDidCatch(error: Error) {
    const id = crypto.getRandomValues(new Uint32Array(1))[0]?.toString(36).padStart(7, '0') ?? '';
    console.error(`Error ${id}`, error);
    this.setState({ crash: { id, error } });
  }

  render() {
    const { crash } = this.state;
    if (!crash) return this.props.children;
    const again = () => this.setState({ crash: undefined });
    if (crash.error instanceof Problem && crash.error.status == 403) return <Forbidden detail={crash.error.message} />;
    if (crash.error instanceof Problem && crash.error.status == 404) return <NotFound />;
    return (
      <section class="page stop" role="alert">
        <h1>This part stopped working</h1>
        <p>The rest of the console goes on. If it happens again, pass the error id and the text below on to us.</p>
        <p class="crash-id">
          Error id <code>{crash.id}</code>{' '}
          <CopyButton text={`${crash.id}\n${crash.error.stack ?? crash.error.message}`} label="Copy id and details" />
        </p>
        <pre class="crash-text">{crash.error.message}</pre>
        <p class="row">
          <Button tone="primary" onClick={again}>
            Try again
          </Button>
          <a href="/conversations">To the conversations</a>
        </p>
      </section>
    );
  }
}

/** There is nothing at this address. */
export function NotFound({ what = 'page' }: { what?: string }) {
  title('Not found');
  return (
    <section class="page stop">
      <h1>There is no such {what}</h1>
      <p>It may have been deleted, or the address has a slip. Nothing else is wrong.</p>
      <p>
        <a href="/conversations">To the conversations</a>
      </p>
    </section>
  );
}

/** The role does not allow what the address asks for. */
export function Forbidden({ detail }: { detail?: string }) {
  title('Not allowed');
  return (
    <section class="page stop">
      <h1>Your role does not allow this</h1>
      <p>{detail ?? 'Ask an admin or owner of the project for a role that does.'}</p>
      <p>
        <a href="/conversations">To the conversations</a>
      </p>
    </section>
  );
}
