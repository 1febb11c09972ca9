// Why a row has nothing to read: its words were not sent, or there are none.
import { switchNames } from '../../trace/switches';
import type { Conversation } from './rows';

/** What the server puts in place of a message without words. */
const WORDLESS = '[wordless]';

/** The words of a line, where it is any. */
export const wordsOf = (line: string | null | undefined): string => (line && line != WORDLESS ? line : '');

type Counted = Pick<Conversation, 'content_captured' | 'span_count' | 'message_count'>;

/** What is said in place of words, and more of it for those who point at it. */
export function silence({ content_captured, span_count, message_count }: Counted): { text: string; more?: string } {
  if (content_captured !== false && (message_count || !span_count)) return { text: 'No text' };
  return {
    text: 'No words sent: set send_default_pii or record inputs',
    more: `Spans came without the words. The program that sends them has a switch:\n${switchNames()}`,
  };
}
