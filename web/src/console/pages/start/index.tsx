import { useEffect } from 'preact/hooks';
import { title } from '../../lib/router';
import { me } from '../../lib/session';
import { FirstSteps, useSteps } from '../../parts/first-steps';

/** The first thing that the first administrator sees. */
export default function Start() {
  const steps = useSteps();
  useEffect(() => title('First steps'), []);
  const name = me.value?.user.name.split(' ')[0];
  return (
    <section class="page stop">
      <h1>{name ? `Welcome, ${name}` : 'Welcome'}</h1>
      <p>
        {steps?.every(({ done }) => done)
          ? 'Everything is set up.'
          : 'Three steps to the first conversation. They tick themselves, in any order.'}
      </p>
      <FirstSteps />
      <p>
        <a href="/conversations">To the conversations</a>
      </p>
    </section>
  );
}
