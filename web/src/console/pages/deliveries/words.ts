// What the states mean, and what to do about them.
type Tone = 'plain' | 'success' | 'warning' | 'danger' | 'sunken';

export const OUTCOMES: Record<string, { tone: Tone; means: string }> = {
  recorded: { tone: 'success', means: 'Something in it was new and is on record.' },
  repeated: { tone: 'sunken', means: 'It told nothing new: the platform sent it again.' },
  noted: { tone: 'sunken', means: 'It was understood and said nothing for the record.' },
  unknown: { tone: 'warning', means: 'Nothing of it was understood. It is kept: replay it after an update.' },
  rejected: {
    tone: 'danger',
    means: 'The database refused it. It is kept with the reason: replay it once that is mended.',
  },
  erased: { tone: 'sunken', means: 'Its body was deleted together with a conversation.' },
};

export const SENDING: Record<string, { tone: Tone; means: string; act?: boolean }> = {
  due: { tone: 'sunken', means: 'Waits for its turn, or for the next try.' },
  sending: { tone: 'plain', means: 'Is being sent just now.' },
  uncertain: {
    tone: 'warning',
    means:
      'The call went out and its answer was lost: the platform may have it. A status settles it within seconds if so.',
    act: true,
  },
  failed: {
    tone: 'danger',
    means: 'It was refused, or all tries were in vain. Mend the cause, then send it again or discard it.',
    act: true,
  },
};

export const EVENTS: Record<string, { tone: Tone; means: string }> = {
  due: { tone: 'sunken', means: 'Is told next, or tried again later.' },
  sent: { tone: 'success', means: 'Was taken.' },
  failed: { tone: 'danger', means: 'Was not taken for three days: a dead letter.' },
};
