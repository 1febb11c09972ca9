// Models were asked, and the words were not sent: the switch is the sender's, and each SDK has another.
import type { ComponentChildren } from 'preact';

const Switch = ({ children }: { children: ComponentChildren }) => <code dir="ltr">{children}</code>;

export function NotCaptured({ none }: { none: boolean }) {
  return (
    <div class="not-captured notice warning">
      <div>
        <p>
          <b>Content was not captured.</b>{' '}
          {none ? 'Models were asked here, but no words of it were sent.' : 'No words were sent with these spans.'} The
          program that sends them has a switch:
        </p>
        <ul>
          <li>
            Sentry: <Switch>send_default_pii=True</Switch> in Python, <Switch>sendDefaultPii: true</Switch> in Node
          </li>
          <li>
            OpenTelemetry: <Switch>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT=true</Switch>
          </li>
          <li>
            Traceloop: <Switch>TRACELOOP_TRACE_CONTENT=true</Switch>
          </li>
        </ul>
        <p>
          What was sent before stays as it is. <a href="/settings/sources">How to send traces</a>
        </p>
      </div>
    </div>
  );
}
