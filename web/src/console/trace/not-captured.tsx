// Models were asked, and the words were not sent: the switch is the sender's, and each SDK has another.
import { SWITCHES } from './switches';

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
          {SWITCHES.map(({ sdk, settings }) => (
            <li key={sdk}>
              {sdk}:{' '}
              {settings.map(({ code, where }, at) => (
                <>
                  {at > 0 && ', '}
                  <code dir="ltr">{code}</code>
                  {where && ` ${where}`}
                </>
              ))}
            </li>
          ))}
        </ul>
        <p>
          What was sent before stays as it is. <a href="/settings/sources">How to send traces</a>
        </p>
      </div>
    </div>
  );
}
