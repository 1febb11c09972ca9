// Files of a message: name, type and size; shown or saved when asked for, and never by themselves.
import { useEffect, useState } from 'preact/hooks';
import { open } from '../../lib/api';
import { bytes } from '../../lib/format';
import { asProblem } from '../../lib/problem';
import { Button } from '../../parts/button';
import { Dialog } from '../../parts/dialog';
import { ErrorBox } from '../../parts/error-box';
import type { Attachment } from './model';

/** What a browser shows without running anything of it. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/avif']);
const canShow = (type: string) => PICTURES.has(type) || type.startsWith('audio/') || type.startsWith('video/');

export const nameOf = ({ name, kind }: Attachment) => name || (kind ? kind[0]?.toUpperCase() + kind.slice(1) : 'File');

export function Files({ files }: { files: readonly Attachment[] }) {
  return (
    <ul class="files">
      {files.map((file) => (
        <File key={file.id} file={file} />
      ))}
    </ul>
  );
}

function File({ file }: { file: Attachment }) {
  const [looking, look] = useState(false);
  const [problem, setProblem] = useState<string>();
  const type = file.media_type ?? file.declared_type ?? 'type unknown';
  const name = nameOf(file);
  const facts = [type, file.size == null ? null : bytes(file.size)].filter(Boolean).join(', ');
  const save = async () => {
    setProblem(undefined);
    try {
      const url = URL.createObjectURL(await blobOf(file));
      saveAs(url, name);
      setTimeout(() => URL.revokeObjectURL(url), 60_000);
    } catch (thrown) {
      setProblem(asProblem(thrown).message);
    }
  };
  return (
    <li class="file">
      <span class="file-name" dir="auto">
        {name}
      </span>
      <span class="muted">{facts}</span>
      {file.state == 'stored' ? (
        <span class="file-acts">
          {canShow(file.media_type ?? '') && (
            <Button small onClick={() => look(true)}>
              Preview
            </Button>
          )}
          <Button small onClick={() => void save()}>
            Save
          </Button>
        </span>
      ) : (
        <span class={file.state == 'failed' ? 'wrong-text' : 'muted'}>
          {file.state == 'failed' ? `Did not come: ${file.error ?? 'no reason given'}` : 'On its way'}
        </span>
      )}
      {file.derived_text && (
        <blockquote class="heard" dir="auto">
          {file.derived_text}
          <span class="muted"> written down by {file.derived_from ?? 'a model'}</span>
        </blockquote>
      )}
      {file.derived_error && <span class="muted">Not written down: {file.derived_error}</span>}
      {problem && <ErrorBox text={problem} />}
      {looking && <Preview file={file} name={name} onClose={() => look(false)} onSave={() => void save()} />}
    </li>
  );
}

async function blobOf(file: Attachment): Promise<Blob> {
  const response = await open(file.content_url ?? `/api/v1/attachments/${file.id}/content`);
  return new Blob([await response.arrayBuffer()], { type: file.media_type ?? 'application/octet-stream' });
}

/** To disk, and never into a tab: there it would be a page of our own. */
export function saveAs(url: string, name: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
}

function Preview({
  file,
  name,
  onClose,
  onSave,
}: {
  file: Attachment;
  name: string;
  onClose: () => void;
  onSave: () => void;
}) {
  const [url, setUrl] = useState<string>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    blobOf(file).then(
      (blob) => {
        if (!gone) setUrl((made = URL.createObjectURL(blob)));
      },
      (thrown: unknown) => setProblem(asProblem(thrown).message),
    );
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [file.id]);
  const type = file.media_type ?? '';
  return (
    <Dialog title={name} wide onClose={onClose}>
      {problem ? (
        <ErrorBox text={problem} />
      ) : !url ? (
        <p class="muted">Fetching the file…</p>
      ) : type.startsWith('audio/') ? (
        <audio controls src={url} />
      ) : type.startsWith('video/') ? (
        <video class="media-preview" controls src={url} />
      ) : (
        <img class="media-preview" src={url} alt={name} />
      )}
      <div class="dialog-foot">
        <Button onClick={onSave}>Save</Button>
      </div>
    </Dialog>
  );
}
