// Who may see what: the sign-in page, the page of the address inside the frame, or words about why neither.
import { useEffect } from 'preact/hooks';
import { expired } from '../lib/api';
import { here, navigate, path } from '../lib/router';
import { begin, me, unknown } from '../lib/session';
import { ErrorBox } from '../parts/error-box';
import { Toasts } from '../parts/toast';
import { Boundary, NotFound } from './crash';
import { Expired } from './expired';
import { Layout } from './layout';
import { LazyPage } from './lazy-page';
import { Leave } from './leave';
import { OPEN, place } from './pages';

export function App() {
  const { name } = place(path.value);
  const alone = name != null && OPEN.has(name);
  const who = me.value;
  useEffect(() => {
    if (who !== null || alone) return;
    const next = here.value.pathname + here.value.search + here.value.hash;
    navigate(next == '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`, { replace: true, force: true });
  }, [who, alone]);
  useEffect(() => {
    if (path.value == '/' && who) navigate('/conversations', { replace: true });
  }, [who, path.value]);

  if (alone) return <Alone />;
  if (who === undefined && unknown.value)
    return (
      <main class="alone">
        <ErrorBox problem={unknown.value} retry={() => void begin()} />
      </main>
    );
  if (!who) return null;
  return (
    <>
      <Layout>
        <Here />
      </Layout>
      {expired.value && <Expired />}
      <Leave />
      <Toasts />
    </>
  );
}

function Alone() {
  return (
    <>
      <main class="alone">
        <Boundary key={path.value}>
          <Here />
        </Boundary>
      </main>
      <Toasts />
    </>
  );
}

function Here() {
  const { name, rest } = place(path.value);
  if (!name) return <NotFound />;
  return (
    <Boundary key={name}>
      <LazyPage name={name} rest={rest} />
    </Boundary>
  );
}
