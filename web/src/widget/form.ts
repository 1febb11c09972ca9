// The questions before the first message: eight kinds of fields, each with its own error beside it.
import { addStyle, h } from '../shared/dom';
import css from './form.css?inline';
import type { Texts } from './texts/en';
import type { Answers, Field } from './wire';

type Input = HTMLInputElement | HTMLSelectElement;

const KINDS = {
  text: ['text', null],
  email: ['email', 'email'],
  phone: ['tel', 'tel'],
  number: ['number', null],
  date: ['date', null],
  link: ['url', 'url'],
  checkbox: ['checkbox', null],
} as const;

/** Once for each shadow root. */
export const style = (root: ShadowRoot) => addStyle(root, css);

/** A form of these fields, with what was answered `before`; `submit` gets answers that have passed here, and may still be refused by the server. */
export function form(fields: Field[], texts: Texts, before: Answers, submit: (answers: Answers) => void) {
  const parts = fields.map((field, index) => part(field, index, texts, before[field.name]));
  const element = h(
    'form',
    { class: 'form', novalidate: true },
    ...parts.map(({ element }) => element),
    h('button', { type: 'submit', class: 'primary' }, texts.begin),
  );

  const show = (faults: Record<string, string>) => {
    for (const { field, fault } of parts) fault(faults[field.name] ?? '');
    parts.find(({ field }) => faults[field.name])?.input.focus();
  };

  element.addEventListener('submit', (event) => {
    event.preventDefault();
    const faults: Record<string, string> = {};
    const answers: Answers = {};
    for (const { field, input } of parts) {
      const wrong = check(field, input, texts);
      if (wrong) faults[field.name] = wrong;
      else if (field.type == 'checkbox') answers[field.name] = (input as HTMLInputElement).checked;
      else if (input.value.trim())
        answers[field.name] = field.type == 'number' ? Number(input.value) : input.value.trim();
    }
    show(faults);
    if (!Object.keys(faults).length) submit(answers);
  });

  return { element, show, focus: () => parts[0]?.input.focus() };
}

function part(field: Field, index: number, texts: Texts, before: Answers[string] | undefined) {
  const id = `field-${index}`;
  const attributes = { id, name: field.name, required: field.required, 'aria-describedby': `${id}-fault` };
  let input: Input;
  if (field.type == 'list') {
    const choices = (field.options ?? []).map((option) => h('option', { value: option }, option));
    input = h('select', attributes, h('option', { value: '' }, texts.choose), ...choices);
  } else {
    const [type, autocomplete] = KINDS[field.type];
    // Browsers fill in a name only where they are told that it is one.
    const isName = field.type == 'text' && /^(full_?)?name$/i.test(field.name);
    input = h('input', {
      ...attributes,
      type,
      autocomplete: isName ? 'name' : autocomplete,
      step: type == 'number' ? 'any' : null,
    });
  }
  const words = h(
    'label',
    { for: id },
    field.label,
    field.required && h('span', { class: 'small' }, ` (${texts.required})`),
  );
  const wrong = h('p', { class: 'small bad', id: `${id}-fault` });
  const isBox = field.type == 'checkbox';
  if (isBox) (input as HTMLInputElement).checked = before === true;
  else if (before != null) input.value = `${before}`;
  const element = h(
    'div',
    { class: isBox ? 'field box' : 'field' },
    ...(isBox ? [input, words] : [words, input]),
    wrong,
  );
  const fault = (text: string) => {
    wrong.textContent = text;
    input.setAttribute('aria-invalid', `${!!text}`);
  };
  // While typing: a line that goes when the field is left would move what is about to be pressed.
  input.addEventListener('input', () => wrong.textContent && fault(check(field, input, texts)));
  return { field, input, element, fault };
}

/** What is wrong with the answer in the reader's words, or nothing. */
function check({ type, required }: Field, input: Input, texts: Texts): string {
  const value = input.value.trim();
  if (type == 'checkbox') return required && !(input as HTMLInputElement).checked ? texts.tick : '';
  // A number or date that the browser cannot read leaves the value empty.
  if (!value)
    return input.validity.badInput ? (type == 'date' ? texts.badDate : texts.badNumber) : required ? texts.missing : '';
  if (type == 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) return texts.badEmail;
  if (type == 'phone' && !/^\+?[\d\s().\/-]{5,25}$/.test(value)) return texts.badPhone;
  if (type == 'number' && !Number.isFinite(Number(value))) return texts.badNumber;
  if (type == 'link' && !/^https?:\/\/[^\s/]+\.\S+$/i.test(value)) return texts.badLink;
  return '';
}
