// An assistant as it stands in the form: texts for numbers, and the schema of a tool as it is typed.
import type { Schemas } from '../../lib/api';
import { changes, numeric, textual } from '../../lib/form';
import { schemaOf } from './schema';

export type Assistant = Schemas['Assistant'];
export type Variable = Schemas['ExtractedVariable'];
type New = Schemas['NewAssistant'];

export interface ToolDraft {
  name: string;
  description: string;
  parameters: string;
  url: string;
  timeout: string;
}

export interface Draft {
  name: string;
  ai_enabled: boolean;
  provider: Schemas['AssistantProvider'];
  base_url: string;
  model: string;
  /** A new key; the stored one is never shown. */
  api_key: string;
  forget_key: boolean;
  system_prompt: string;
  welcome_text: string;
  failure_text: string;
  idle: string;
  temperature: string;
  max_output_tokens: string;
  stream: boolean;
  seconds: string;
  tokens: string;
  history_tokens: string;
  rounds: string;
  tools: ToolDraft[];
  builtin_tools: Schemas['BuiltinTool'][];
  variables: Variable[];
  when: Schemas['ExtractionTime'];
  extraction_model: string;
  price: { input: string; output: string; cache_read: string; cache_write: string; reasoning: string };
  transcription_model: string;
  speech_model: string;
  voice: string;
}

const text = (value: number | string | null | undefined) => (value == null ? '' : `${value}`);
export const NO_ARGUMENTS = '{\n  "type": "object",\n  "properties": {}\n}';

export function draftOf(from?: Assistant): Draft {
  const { options, limits, extraction, price, speech } = from ?? {};
  return {
    name: from?.name ?? '',
    ai_enabled: from?.ai_enabled ?? true,
    provider: (from?.provider as Draft['provider'] | undefined) ?? 'openai',
    base_url: from?.base_url ?? (from ? '' : 'https://api.openai.com/v1'),
    model: from?.model ?? '',
    api_key: '',
    forget_key: false,
    system_prompt: from?.system_prompt ?? '',
    welcome_text: from?.welcome_text ?? '',
    failure_text: from?.failure_text ?? '',
    idle: text(from?.idle_timeout_minutes),
    temperature: text(options?.temperature),
    max_output_tokens: text(options?.max_output_tokens),
    stream: options?.stream ?? true,
    seconds: text(limits?.seconds ?? 120),
    tokens: text(limits?.tokens),
    history_tokens: text(limits?.history_tokens ?? 12_000),
    rounds: text(limits?.rounds ?? 8),
    tools: (from?.tools ?? []).map((tool) => ({
      name: tool.name,
      description: tool.description ?? '',
      parameters: tool.parameters ? JSON.stringify(tool.parameters, null, 2) : NO_ARGUMENTS,
      url: tool.url,
      timeout: text(tool.timeout_seconds ?? 10),
    })),
    builtin_tools: from?.builtin_tools ?? [],
    variables: extraction?.variables ?? [],
    when: extraction?.when ?? 'turn',
    extraction_model: extraction?.model ?? '',
    price: {
      input: text(price?.input),
      output: text(price?.output),
      cache_read: text(price?.cache_read),
      cache_write: text(price?.cache_write),
      reasoning: text(price?.reasoning),
    },
    transcription_model: speech?.transcription_model ?? '',
    speech_model: speech?.speech_model ?? '',
    voice: speech?.voice ?? '',
  };
}

function priceOf({ price }: Draft): New['price'] {
  if (Object.values(price).every((part) => !part.trim())) return null;
  const rest = Object.entries(price).filter(([name, part]) => name != 'input' && name != 'output' && part.trim());
  return { input: price.input.trim(), output: price.output.trim(), ...Object.fromEntries(rest) };
}

/** The whole assistant as the server takes it, less its key. The schemas must have been checked. */
export function bodyOf(draft: Draft): New {
  const needs = draft.provider != 'demo';
  return {
    name: draft.name.trim(),
    provider: draft.provider,
    ai_enabled: draft.ai_enabled,
    base_url: needs ? textual(draft.base_url) : null,
    model: draft.provider == 'openai' ? textual(draft.model) : null,
    system_prompt: draft.system_prompt,
    welcome_text: draft.welcome_text,
    failure_text: draft.failure_text,
    idle_timeout_minutes: numeric(draft.idle),
    options: {
      temperature: numeric(draft.temperature),
      max_output_tokens: numeric(draft.max_output_tokens),
      stream: draft.stream,
    },
    limits: {
      seconds: numeric(draft.seconds) ?? 120,
      tokens: numeric(draft.tokens),
      history_tokens: numeric(draft.history_tokens) ?? 12_000,
      rounds: numeric(draft.rounds) ?? 8,
    },
    tools: draft.tools.map((tool) => ({
      name: tool.name.trim(),
      description: tool.description,
      parameters: schemaOf(tool.parameters),
      url: tool.url.trim(),
      timeout_seconds: numeric(tool.timeout) ?? 10,
    })),
    builtin_tools: draft.builtin_tools,
    extraction: draft.variables.length
      ? { variables: draft.variables, when: draft.when, model: textual(draft.extraction_model) }
      : null,
    price: priceOf(draft),
    speech:
      draft.transcription_model || draft.speech_model || draft.voice
        ? {
            transcription_model: textual(draft.transcription_model),
            speech_model: textual(draft.speech_model),
            voice: textual(draft.voice),
          }
        : null,
  };
}

/** Only what was changed: what others changed meanwhile stays. */
export function changeOf(before: Draft, now: Draft): Schemas['AssistantChange'] {
  const key = now.forget_key ? { api_key: null } : now.api_key ? { api_key: now.api_key } : {};
  return { ...changes(bodyOf(before), bodyOf(now)), ...key } as Schemas['AssistantChange'];
}

export function newOf(draft: Draft): New {
  return draft.api_key ? { ...bodyOf(draft), api_key: draft.api_key } : bodyOf(draft);
}

/** Variables that a text names as `{{name}}`, each once. */
export const named = (...texts: string[]): string[] => [
  ...new Set(texts.flatMap((one) => [...one.matchAll(/\{\{\s*([\w.-]+)\s*\}\}/g)].map((match) => match[1] ?? ''))),
];

export type Part = 'prompt' | 'model' | 'tools' | 'extraction' | 'speech' | 'versions';
export const PARTS: { id: Part; label: string }[] = [
  { id: 'prompt', label: 'Prompt' },
  { id: 'model', label: 'Model and price' },
  { id: 'tools', label: 'Tools' },
  { id: 'extraction', label: 'Variables' },
  { id: 'speech', label: 'Speech' },
  { id: 'versions', label: 'Versions' },
];

/** Where a field of the server's is edited. */
export function partOf(field: string): Part {
  if (/^(provider|base_url|model|api_key|options|limits|price)/.test(field)) return 'model';
  if (/^(tools|builtin_tools)/.test(field)) return 'tools';
  if (field.startsWith('extraction')) return 'extraction';
  if (field.startsWith('speech')) return 'speech';
  return 'prompt';
}
