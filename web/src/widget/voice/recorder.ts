// A recording for the server: where the browser cannot recognise speech itself. Silence ends a phrase; sound interrupts.
import type { Problem } from '../call';
import type { Deafness, Ear, Heard } from './ears';
import { Level } from './level';

/** Containers that the server takes, the smallest first. */
const KINDS = ['audio/webm;codecs=opus', 'audio/ogg;codecs=opus', 'audio/mp4'];
/** A recording ends by itself after so many milliseconds: at 32 kbit/s that is an eighth of what the server takes. */
const LONGEST = 120_000;
/** Of silence: this ends a phrase, and this a recording in which nobody says anything. */
const PAUSE = 1000;
const NOBODY = 15_000;
/** While an answer is spoken, a recording of nothing is begun anew so often. */
const RENEW = 1500;

export class RecordingEar implements Ear {
  private stream: MediaStream | undefined;
  private level: Level | undefined;
  private recorder: MediaRecorder | undefined;
  private timer: ReturnType<typeof setInterval> | undefined;
  /** Counts what was begun, so that what comes late is known to be late. */
  private round = 0;
  private stays = false;

  constructor(
    private readonly heard: Heard,
    /** The words of a recording; throws a Problem. */
    private readonly transcribe: (sound: Blob) => Promise<string>,
    private readonly failed: (problem: Problem) => void,
  ) {}

  listen(byItself: boolean) {
    void this.start(byItself, false);
  }

  watch() {
    void this.start(true, true);
  }

  finish() {
    clearInterval(this.timer);
    if (this.recorder?.state == 'recording') this.recorder.stop();
  }

  stop() {
    this.round++;
    this.stays = false;
    this.silence();
    this.close();
  }

  private silence() {
    clearInterval(this.timer);
    const { recorder } = this;
    this.recorder = undefined;
    if (recorder?.state == 'recording') recorder.stop();
  }

  private close() {
    this.level?.close();
    for (const track of this.stream?.getTracks() ?? []) track.stop();
    this.stream = this.level = undefined;
  }

  private async start(byItself: boolean, watches: boolean) {
    this.silence();
    this.stays = byItself;
    const round = ++this.round;
    try {
      if (!this.stream?.active) {
        this.close();
        const audio = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
        const stream = await navigator.mediaDevices.getUserMedia({ audio });
        if (round != this.round) return stream.getTracks().forEach((track) => track.stop());
        this.stream = stream;
        this.level = new Level(stream);
        // Unplugged, or taken back in the browser's own bar.
        stream.getTracks().forEach((track) => (track.onended = () => this.stream == stream && this.deaf('missing')));
      }
      this.record(round, byItself, watches);
    } catch (error) {
      if (round == this.round) this.deaf(reason(error as DOMException));
    }
  }

  private deaf(why: Deafness) {
    this.stop();
    this.heard.deaf(why);
  }

  private record(round: number, byItself: boolean, watches: boolean) {
    const { stream, level } = this;
    if (!stream || !level) return;
    const mimeType = KINDS.find((kind) => MediaRecorder.isTypeSupported(kind));
    const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: 32_000 });
    const pieces: Blob[] = [];
    recorder.ondataavailable = ({ data }) => pieces.push(data);
    recorder.onstop = () => {
      if (this.recorder != recorder) return;
      this.recorder = undefined;
      if (!this.stays) this.close();
      // Whoever has pressed a button has meant to speak, however little that was.
      const isMeant = byItself ? level.spoke : level.heard;
      void this.understand(round, isMeant, new Blob(pieces, { type: recorder.mimeType }));
    };
    recorder.onerror = () => this.recorder == recorder && this.deaf('broken');
    this.recorder = recorder;
    recorder.start();
    level.begin(watches);
    if (!watches) this.heard.open();
    const began = performance.now();
    clearInterval(this.timer);
    this.timer = setInterval(() => {
      const now = performance.now();
      level.measure(now);
      if (watches) {
        if (level.spoke) {
          watches = false;
          this.heard.interrupted();
        } else if (now - began > RENEW) {
          this.silence();
          this.record(round, byItself, true);
        }
      } else if (now - began > LONGEST) this.finish();
      else if (byItself && (level.spoke ? now - level.last > PAUSE : now - began > NOBODY)) this.finish();
    }, 50);
  }

  private async understand(round: number, isMeant: boolean, sound: Blob) {
    try {
      // A recording of nothing is a sentence of thanks to most models.
      const text = isMeant && sound.size ? await this.transcribe(sound) : '';
      if (round == this.round) this.heard.done(text.trim());
    } catch (error) {
      if (round == this.round) this.failed(error as Problem);
    }
  }
}

function reason({ name }: DOMException): Deafness {
  if (name == 'NotAllowedError' || name == 'SecurityError') return 'denied';
  return name == 'NotFoundError' || name == 'OverconstrainedError' ? 'missing' : 'broken';
}
