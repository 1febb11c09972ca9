// One file on its way to the server. Not by fetch, which cannot tell how far it has come.
import { Problem } from '../call';
import type { Talk } from '../talk';
import type { Attachment } from '../wire';

export class Upload {
  /** From 0 to 1. */
  progress = 0;
  problem: Problem | undefined;
  readonly done: Promise<Attachment>;
  /** The message that it is for, once that is sent. */
  message: string | undefined;
  private readonly request = new XMLHttpRequest();

  constructor(
    talk: Talk,
    name: string,
    file: Blob,
    /** In which the server keeps it. */
    readonly conversation: string,
    moved: () => void,
  ) {
    this.done = new Promise((done, failed) => {
      const { request } = this;
      const fail = (status: number, title: string, detail = '', after: number | null = null) => {
        // Only this file is not taken: the chat itself goes on.
        const isFile = status == 403 || status == 404;
        failed((this.problem = new Problem(isFile ? 422 : status, title, detail, [], after)));
        moved();
      };
      request.open('POST', `${talk.stage.origin}/widget/v1/files?name=${encodeURIComponent(name)}`);
      request.setRequestHeader('authorization', `Bearer ${talk.token}`);
      request.setRequestHeader('content-type', file.type || 'application/octet-stream');
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => {
        this.progress = loaded / (total || 1);
        moved();
      };
      request.onload = () => {
        const { status, statusText, response } = request;
        if (status < 300 && response) {
          this.progress = 1;
          done(response);
          return moved();
        }
        const after = parseFloat(request.getResponseHeader('retry-after') ?? '');
        fail(status, response?.title ?? statusText, response?.detail, after >= 0 ? after : null);
      };
      request.onerror = request.ontimeout = () => fail(0, 'No connection');
      request.onabort = () => fail(499, 'Cancelled');
      request.send(file);
    });
    // Awaited by whoever sends the message; until then its failure is shown, and nobody's.
    this.done.catch(() => {});
  }

  cancel() {
    this.request.abort();
  }
}
