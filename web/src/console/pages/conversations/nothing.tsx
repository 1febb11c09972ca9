// An empty list: because nothing was said yet, or because nothing matches.
import { search, withSearch } from '../../lib/router';
import { Empty } from '../../parts/empty';
import { FirstSteps } from '../../parts/first-steps';
import { Chip } from '../../parts/chip';
import { navigate } from '../../lib/router';
import { useLabels } from './filters';
import { isFiltered } from './query';

export function Nothing() {
  const labels = useLabels();
  if (!isFiltered(search.value))
    return (
      <Empty title="No conversations yet">
        <p class="muted">
          The first one comes from the <a href="/test-chat">test chat</a>, a <a href="/widgets">widget</a> on your site,
          a <a href="/whatsapp">WhatsApp number</a>, or <a href="/settings/sources">traces of a program of yours</a>. It
          appears here within seconds.
        </p>
        <FirstSteps />
      </Empty>
    );
  return (
    <Empty title="Nothing matches">
      <p class="muted">No conversation fits all of these. Take one away:</p>
      <p class="row">
        {labels.map(({ text, params }) => (
          <Chip
            key={text}
            name={text}
            onRemove={() => navigate(withSearch(Object.fromEntries(params.map((name) => [name, null]))))}
          >
            {text}
          </Chip>
        ))}
      </p>
      <p>
        <a href="/conversations">Clear all</a>
      </p>
    </Empty>
  );
}
