/** What a self-contained page is made of. Script, style and data are ours; title and words may hold names of policies. */
export interface Page {
  readonly title: string;
  /** For readers whose browser runs no scripts. */
  readonly words: string;
  readonly script: string;
  readonly style: string;
  /** Base64 SHA-256 of script and style. */
  readonly hashes: { readonly script: string; readonly style: string };
  /** In base64, so that nothing in it can end its element. */
  readonly data: string;
}

/** Markup, made safe: what a tag has escaped may stand in another. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Markup from a template: every value in it is text, unless it is markup itself. */
export function markup(parts: TemplateStringsArray, ...values: readonly (string | Markup)[]): Markup {
  const escaped = values.map((value) => (value instanceof Markup ? value.text : escapeHtml(value)));
  return new Markup(parts.map((part, index) => part + (escaped[index] ?? '')).join(''));
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** One file that fetches nothing: its policy lets in the script and the style that are in it, and nothing else. */
export function htmlPage({ title, words, script, style, hashes, data }: Page): string {
  const policy = [
    `default-src 'none'`,
    `script-src 'sha256-${hashes.script}'`,
    `style-src 'sha256-${hashes.style}'`,
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
  if (/<\/(?:script|style)/i.test(script + style)) throw new Error('The script or style of the page would end its own element.');
  if (!/^[A-Za-z0-9+/=]*$/.test(data)) throw new Error('The data of the page is no base64.');
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>
<body>
<div id="root"><main><h1>${title}</h1><p>${words}</p></main></div>
<noscript><p>This report needs scripts, which are all in this file: it fetches nothing.</p></noscript>
<script type="application/json" id="report">"${new Markup(data)}"</script>
<script>${new Markup(script)}</script>
</body>
</html>
`.text;
}
