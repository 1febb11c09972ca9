// How loud the microphone is, and whether somebody speaks: louder than the room has been, for longer than a click.

/** Of full scale: nothing below is speech, and while an answer is spoken some of it comes back. */
const FAINT = 0.012;
const FAINT_BESIDE_AN_ANSWER = 0.03;
/** Milliseconds of sound that are speech. */
const SPEECH = 150;

export class Level {
  /** Whether anything was heard since `begin`, when last by `performance.now()`, and whether it was somebody speaking. */
  heard = false;
  last = 0;
  spoke = false;
  private readonly context = new AudioContext();
  private readonly analyser = this.context.createAnalyser();
  private readonly samples = new Float32Array(1024);
  private room = 0;
  private loud = 0;
  private before = 0;
  private faint = FAINT;

  constructor(stream: MediaStream) {
    this.analyser.fftSize = 1024;
    this.context.createMediaStreamSource(stream).connect(this.analyser);
    void this.context.resume();
  }

  begin(besideAnAnswer: boolean) {
    this.heard = this.spoke = false;
    this.loud = 0;
    this.before = performance.now();
    this.faint = besideAnAnswer ? FAINT_BESIDE_AN_ANSWER : FAINT;
  }

  measure(now: number) {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    const volume = Math.sqrt(power);
    if (volume > Math.max(this.faint, this.room * 3)) {
      this.loud += now - this.before;
      this.heard = true;
      this.last = now;
      if (this.loud > SPEECH) this.spoke = true;
    } else {
      this.loud = Math.max(0, this.loud - (now - this.before) / 2);
      this.room += (volume - this.room) / 20;
    }
    this.before = now;
  }

  close() {
    void this.context.close();
  }
}
