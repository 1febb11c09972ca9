// Tags of a conversation, with those in use to choose from.
import { useState } from 'preact/hooks';
import { at, address } from '../../lib/address';
import { call } from '../../lib/api';
import { invalidate, put, useCached } from '../../lib/cache';
import { asProblem } from '../../lib/problem';
import { may, whyNot } from '../../lib/session';
import { toast } from '../../lib/toasts';
import { Button } from '../../parts/button';
import { Chip } from '../../parts/chip';
import { Combobox } from '../../parts/combobox';
import type { Conversation } from './model';
import { Empty } from './nothing';
import { Section } from './section';

interface Known {
  data: { tag: string; conversations: number }[];
}
const STAR = 'starred';

export function Tags({ conversation }: { conversation: Conversation }) {
  const { id, tags } = conversation;
  const known = useCached(may('review') ? address<Known>('/api/v1/tags') : null).data.value?.data ?? [];
  const [busy, setBusy] = useState(false);
  const change = async (add: string[], remove: string[]) => {
    const after = [...tags.filter((tag) => !remove.includes(tag)), ...add.filter((tag) => !tags.includes(tag))];
    const here = at('/api/v1/conversations/{id}', { id });
    put(here, { ...conversation, tags: after });
    setBusy(true);
    try {
      await call('POST', '/api/v1/conversations/tags', { ids: [id], add, remove });
      invalidate('/api/v1/tags');
    } catch (thrown) {
      toast(`The tags were not changed. ${asProblem(thrown).message}`, { tone: 'danger' });
    } finally {
      setBusy(false);
      invalidate(here);
    }
  };
  const starred = tags.includes(STAR);
  return (
    <Section
      title="Tags"
      act={
        <Button
          small
          off={whyNot('review')}
          aria-pressed={starred}
          busy={busy}
          onClick={() => void (starred ? change([], [STAR]) : change([STAR], []))}
        >
          {starred ? '★ Starred' : '☆ Star'}
        </Button>
      }
    >
      {!tags.length && !may('review') && <Empty>None.</Empty>}
      {tags.length > 0 && (
        <p class="tag-list">
          {tags.map((tag) => (
            <Chip key={tag} name={tag} onRemove={may('review') ? () => void change([], [tag]) : undefined}>
              {tag}
            </Chip>
          ))}
        </p>
      )}
      {may('review') && (
        <Combobox
          name="Add a tag"
          placeholder="Add a tag"
          many
          free
          options={known
            .filter(({ tag }) => !tags.includes(tag))
            .map(({ tag, conversations }) => ({ value: tag, label: tag, note: `${conversations}` }))}
          onChoose={(tag) => void change([tag.slice(0, 100)], [])}
        />
      )}
    </Section>
  );
}
