// The filters: what each is called, how it reads as a chip, and how it is set.
import { at } from '../../lib/address';
import { useCached } from '../../lib/cache';
import { search } from '../../lib/router';
import { day } from '../../lib/time';
import { typeName } from '../../parts/badge';
import type { FilterName } from './query';

export interface Choice {
  value: string;
  label: string;
}

export interface Filter {
  id: string;
  label: string;
  params: FilterName[];
  kind: 'types' | 'choice' | 'assistant' | 'agent' | 'text' | 'tag' | 'date' | 'cost' | 'score' | 'variable';
  choices?: Choice[];
  hint?: string;
  example?: string;
}

export const TYPES = ['whatsapp', 'widget', 'test', 'api', 'trace'];

export const ALL: Filter[] = [
  { id: 'type', label: 'Type', params: ['type'], kind: 'types' },
  { id: 'assistant', label: 'Assistant', params: ['assistant_id'], kind: 'assistant' },
  {
    id: 'agent',
    label: 'Agent',
    params: ['agent'],
    kind: 'agent',
    hint: 'Exactly as its traces name it. Offered are those of the rows that are shown.',
  },
  { id: 'date', label: 'Begun', params: ['days', 'from', 'to'], kind: 'date' },
  {
    id: 'status',
    label: 'Status',
    params: ['status'],
    kind: 'choice',
    choices: ['active', 'inactive', 'ended'].map((value) => ({ value, label: value })),
  },
  {
    id: 'window',
    label: 'Reply window',
    params: ['window'],
    kind: 'choice',
    choices: ['open', 'expiring', 'closed'].map((value) => ({ value, label: value })),
  },
  {
    id: 'customer',
    label: 'Customer',
    params: ['customer'],
    kind: 'text',
    example: '+49 151 2345678',
    hint: 'A phone number, its beginning with * behind it, a user id or @name.',
  },
  {
    id: 'thread',
    label: 'Thread',
    params: ['thread_id'],
    kind: 'text',
    example: 'order-4821*',
    hint: 'The thread or session, whole or its beginning with *.',
  },
  {
    id: 'external',
    label: 'External id',
    params: ['external_identifier'],
    kind: 'text',
    hint: 'Your own id, exactly.',
  },
  { id: 'tag', label: 'Tag', params: ['tag'], kind: 'tag' },
  { id: 'score', label: 'Feedback', params: ['score'], kind: 'score' },
  { id: 'cost', label: 'Cost', params: ['min_cost', 'max_cost'], kind: 'cost' },
  {
    id: 'errors',
    label: 'Errors',
    params: ['has_error'],
    kind: 'choice',
    choices: [
      { value: 'true', label: 'with errors' },
      { value: 'false', label: 'without errors' },
    ],
  },
  { id: 'variable', label: 'Variable', params: ['variable'], kind: 'variable' },
  {
    id: 'tests',
    label: 'Tests',
    params: ['include_test'],
    kind: 'choice',
    choices: [{ value: 'false', label: 'hidden' }],
  },
];

const OPERATORS: Record<string, string> = { '>=': '≥', '<=': '≤', '!=': '≠', '>': '>', '<': '<', '=': '=' };
export const readable = (comparison: string) =>
  comparison.replace(/(>=|<=|!=|>|<|=)/, (operator) => ` ${OPERATORS[operator] ?? operator} `).trim();

const FEEDBACK: Record<string, string> = {
  'user_feedback>=0': 'any thumbs',
  'user_feedback=1': 'thumbs up',
  'user_feedback=0': 'thumbs down',
};
export const feedback = Object.entries(FEEDBACK).map(([value, label]) => ({ value, label }));

/** What a filter says, or null where it is not set. */
export function said(filter: Filter, given: URLSearchParams, assistants: Choice[]): string | null {
  const value = given.get(filter.params[0] ?? '') ?? '';
  switch (filter.kind) {
    case 'date': {
      const days = given.get('days');
      if (days) return `last ${days} days`;
      const [from, to] = [given.get('from'), given.get('to')];
      const name = (time: string) => (/^\d{4}-\d\d-\d\d$/.test(time) ? day(`${time}T12:00Z`) : day(time));
      try {
        if (from && to) return from == to ? name(from) : `${name(from)} to ${name(to)}`;
        return from ? `since ${name(from)}` : to ? `until ${name(to)}` : null;
      } catch {
        return `${from ?? ''} to ${to ?? ''}`;
      }
    }
    case 'types':
      return value
        ? value
            .split(',')
            .map((type) => typeName(type))
            .join(', ')
        : null;
    case 'assistant':
      return value ? (assistants.find((one) => one.value == value)?.label ?? value.slice(0, 8)) : null;
    case 'choice':
      return value ? (filter.choices?.find((one) => one.value == value)?.label ?? value) : null;
    case 'score':
      return value ? (FEEDBACK[value] ?? readable(value)) : null;
    case 'cost': {
      const [least, most] = [value, given.get('max_cost')];
      return least && most ? `${least} to ${most}` : least ? `≥ ${least}` : most ? `≤ ${most}` : null;
    }
    default:
      return (
        given
          .getAll(filter.params[0] ?? '')
          .filter(Boolean)
          .join(', ') || null
      );
  }
}

export interface Label {
  filter: Filter | null;
  text: string;
  params: string[];
}

export function useAssistants(): Choice[] {
  const found = useCached(at('/api/v1/assistants')).data.value?.data ?? [];
  return found.map(({ id, name }) => ({ value: id, label: name }));
}

/** What the address filters by, each as a chip says it; the words of the search among them. */
export function useLabels(): Label[] {
  const assistants = useAssistants();
  const given = search.value;
  const q = given.get('q');
  const labels: Label[] = ALL.flatMap((filter) => {
    const text = said(filter, given, assistants);
    return text == null ? [] : [{ filter, text: `${filter.label}: ${text}`, params: filter.params }];
  });
  return q ? [...labels, { filter: null, text: `Search: ${q}`, params: ['q'] }] : labels;
}
