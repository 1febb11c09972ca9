/** Where a conversation happens: hue, dot and always the word. */
const NAMES: Record<string, string> = { test: 'Test', widget: 'Web widget', whatsapp: 'WhatsApp', api: 'API' };

export const typeName = (type: string, label?: string) => NAMES[type] ?? label ?? type;

export function Badge({ type, label }: { type: string; label?: string }) {
  const kind = type == 'test' || type == 'widget' || type == 'whatsapp' ? type : 'other';
  return (
    <span class={`badge ${kind}`}>
      <i />
      {typeName(type, label)}
    </span>
  );
}
