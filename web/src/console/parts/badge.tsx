/** Where a conversation happens: hue, dot and always the word. */
const NAMES: Record<string, string> = {
  test: 'Test',
  widget: 'Web widget',
  whatsapp: 'WhatsApp',
  api: 'API',
  trace: 'Trace',
};

/** Those that have a hue of their own. */
const HUES = new Set(['test', 'widget', 'whatsapp', 'trace']);

export const typeName = (type: string, label?: string) => NAMES[type] ?? label ?? type;

export function Badge({ type, label }: { type: string; label?: string }) {
  const kind = HUES.has(type) ? type : 'other';
  return (
    <span class={`badge ${kind}`}>
      <i />
      {typeName(type, label)}
    </span>
  );
}
