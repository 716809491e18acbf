/** Text that is HTML already. Only `html` makes it, so nothing unescaped can come in. */
export type Markup = { readonly markup: string };

export const none: Markup = { markup: '' };

/** A template whose values are escaped, unless they are markup themselves. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  return {
    markup: parts.reduce((page, part, at) => page + written(values[at - 1] ?? '') + part),
  };
}

function written(value: string | number | Markup | readonly Markup[]): string {
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number') return String(value);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
