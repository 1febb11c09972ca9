import { may, whyNot } from '../../lib/session';
import type { Score } from './model';
import { removeScore, setScore, useScores } from './scores';

const NAME = 'user_feedback';
const NONE: Score[] = [];

/** Up or down for an answer; pressed once more it is taken back. */
export function Thumbs({ conversation, message }: { conversation: string; message: string }) {
  const scores = useScores(conversation).data.value?.data ?? NONE;
  const given = scores.filter(({ name, message_id }) => name == NAME && message_id == message);
  const own = given.find(({ mine }) => mine)?.value ?? null;
  const press = (value: number) => {
    const key = { name: NAME, message_id: message };
    const done =
      own === value
        ? removeScore(conversation, scores, key)
        : setScore(conversation, scores, { ...key, value, category: null, reason: null });
    // Told by the toast already.
    done.catch(() => {});
  };
  const others = (value: number) => given.filter((score) => score.value === value && !score.mine).length;
  return (
    <span class="thumbs">
      {([1, 0] as const).map((value) => {
        const count = others(value) + (own === value ? 1 : 0);
        return (
          <button
            key={value}
            type="button"
            class="thumb"
            aria-pressed={own === value}
            aria-disabled={may('review') ? undefined : 'true'}
            title={whyNot('review') ?? (value ? 'Good answer' : 'Bad answer')}
            aria-label={`${value ? 'Good' : 'Bad'} answer${count ? `, ${count}` : ''}`}
            onClick={() => may('review') && press(value)}
          >
            <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
              <path
                d="M7 11v9H4v-9zM7 11l4-8c1.5 0 2.5 1 2.5 2.5L13 10h5.5a2 2 0 0 1 2 2.3l-1 6A2 2 0 0 1 17.5 20H7"
                transform={value ? undefined : 'rotate(180 12 12)'}
              />
            </svg>
            {count > 0 && <span aria-hidden="true">{count}</span>}
          </button>
        );
      })}
    </span>
  );
}
