// What the widget says in English; every other language has the same names.

/** The forms of one phrase by number, chosen with Intl.PluralRules; `{n}` stands for the number. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

const en = {
  openChat: 'Open chat',
  closeChat: 'Close chat',
  unread: { one: '{n} new message', other: '{n} new messages' } as Plural,
  more: 'More',
  startAfresh: 'Start a new chat',
  endChat: 'End this chat',
  conversation: 'Conversation',
  message: 'Message',
  write: 'Write a message',
  send: 'Send',
  stop: 'Stop the answer',
  you: 'You',
  assistant: 'Assistant',
  answering: 'Writing an answer',
  stopped: 'Stopped',
  failed: 'The answer could not be finished.',
  newMessages: 'New messages',
  earlier: 'Earlier messages',
  waiting: 'Waiting to be sent',
  notSent: 'Not sent.',
  tryAgain: 'Try again',
  discard: 'Discard',
  offline: 'You are offline. What you write is sent when the connection is back.',
  reconnecting: 'Connecting again. What you write is kept.',
  busy: {
    one: 'A moment, please. Sending goes on in {n} second.',
    other: 'A moment, please. Sending goes on in {n} seconds.',
  } as Plural,
  ended: 'This conversation has ended.',
  expired: 'This conversation has expired.',
  agree: 'Agree and continue',
  decline: 'Not now',
  readMore: 'Read more',
  begin: 'Start chat',
  required: 'required',
  choose: 'Choose',
  missing: 'Please fill this in.',
  tick: 'Please tick this.',
  badEmail: 'Enter an e-mail address such as name@example.com.',
  badPhone: 'Enter a phone number such as +49 30 1234567.',
  badNumber: 'Enter a number.',
  badDate: 'Enter a date.',
  badLink: 'Enter an address that begins with https://.',
  tooLong: { one: '{n} character too many', other: '{n} characters too many' } as Plural,
  copy: 'Copy',
  copied: 'Copied',
  showImage: 'Show image',
};

export type Texts = typeof en;
export default en;
