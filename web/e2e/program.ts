// The real program with a database of its own, as the browser tests start it.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = process.env.VERBATIM_PROGRAM ?? fileURLToPath(new URL('../../target/debug/verbatim', import.meta.url));

/** A port that was free a moment ago. */
export const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });

export class Program {
  private child: ChildProcess | undefined;
  readonly data = mkdtempSync(join(tmpdir(), 'verbatim-e2e-'));
  url = '';
  /** What it printed. */
  said = '';

  constructor(private readonly settings: Record<string, string> = {}) {
    // Root's server runs its database as another user, who has to reach the folder.
    chmodSync(this.data, 0o755);
  }

  async start(port: number) {
    this.url = `http://127.0.0.1:${port}`;
    const { DATABASE_URL: _, ...rest } = process.env;
    const env = { ...rest, ...this.settings, VERBATIM_DATA_DIR: this.data, VERBATIM_LISTEN: `127.0.0.1:${port}` };
    this.child = spawn(PROGRAM, ['serve'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child.stdout?.on('data', (data) => (this.said += data));
    this.child.stderr?.on('data', (data) => (this.said += data));
    for (let tries = 0; tries < 300; tries++) {
      if (this.child.exitCode != null) throw new Error(`The program ended: ${this.said}`);
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`The program is not ready after a minute: ${this.said}`);
  }

  async stop(signal: 'SIGKILL' | 'SIGTERM') {
    const { child } = this;
    if (!child || child.exitCode != null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await ended;
  }

  /** Takes its database away, after it was stopped. */
  remove() {
    rmSync(this.data, { recursive: true, force: true });
  }
}
