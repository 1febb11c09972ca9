// What can listen here: the browser itself, or the server by a recording.
import type { Config } from '../wire';

/** The little of the browser's recognition that is used; TypeScript knows nothing of it. */
export interface Recognition {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onaudiostart: (() => void) | null;
  onresult: ((event: { results: ArrayLike<ArrayLike<{ transcript: string }> & { isFinal: boolean }> }) => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  onend: (() => void) | null;
  start(): void;
  stop(): void;
  abort(): void;
}

/** The browser's own recognition, where it has one. */
export function recognition(): (new () => Recognition) | undefined {
  const { SpeechRecognition, webkitSpeechRecognition } = window as unknown as Record<string, new () => Recognition>;
  return SpeechRecognition ?? webkitSpeechRecognition;
}

/** Whether a recording can be made, and be understood by the server. */
export function canRecord({ voice }: Config): boolean {
  return !!voice?.transcription && 'MediaRecorder' in window && !!navigator.mediaDevices?.getUserMedia;
}

/** Whether there is any use in a microphone. A page may have forbidden it, and one without TLS never gets it. */
export function canHear(config: Config): boolean {
  const { featurePolicy } = document as unknown as { featurePolicy?: { allowsFeature(name: string): boolean } };
  const isAllowed = isSecureContext && featurePolicy?.allowsFeature('microphone') !== false;
  return isAllowed && (!!recognition() || canRecord(config));
}

/** Why nobody can be heard: it is not allowed, there is no microphone, or something else. */
export type Deafness = 'denied' | 'missing' | 'broken';

/** What an ear tells. */
export interface Heard {
  /** The microphone is open. */
  open(): void;
  /** What seems to have been said so far. */
  caption(text: string): void;
  /** A phrase is over, and no more is heard until the next `listen`. Empty where nothing was said. */
  done(text: string): void;
  /** Somebody speaks while the answer is spoken. */
  interrupted(): void;
  deaf(why: Deafness): void;
}

/** Something that listens. */
export interface Ear {
  /** Opens the microphone. `byItself`: the phrase ends with the speaker's silence. */
  listen(byItself: boolean): void;
  /** Waits for somebody to interrupt the answer, and tells by `interrupted`; then it is listening. */
  watch(spoken: () => string): void;
  /** The phrase is over; `done` follows. */
  finish(): void;
  /** Forgets what was said, and closes the microphone unless it is to stay open. */
  stop(): void;
}
