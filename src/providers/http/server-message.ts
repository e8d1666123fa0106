/** What a server says went wrong, out of any of the forms these APIs have; empty if it says nothing. To be made harmless by who shows it. */
export function serverMessage(body: string, contentType: string | null): string {
  const parsed = parse(body);
  if (parsed !== undefined) return fromValue(parsed);
  if (/html/i.test(contentType ?? '') || /^\s*<(?:!doctype|html)/i.test(body)) return fromPage(body);
  return body;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function fromValue(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null) return '';
  const said = value as Readonly<Record<string, unknown>>;
  return [...new Set([...texts(said['errorMessages']), ...ofErrors(said['errors']), ...ofData(said['data']), ...own(said)])].join(' · ');
}

/** Jira has a map of fields; Confluence v2 and the organization a list of objects. */
function ofErrors(errors: unknown): readonly string[] {
  if (Array.isArray(errors)) return errors.flatMap((error) => (typeof error === 'string' ? [error] : own(error)));
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).map(([field, text]) => `${field}: ${typeof text === 'string' ? text : JSON.stringify(text)}`);
}

/** Confluence v1 puts what was invalid beside the name of an exception. */
function ofData(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null) return [];
  const { errors } = data as Readonly<Record<string, unknown>>;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((error) => {
    const message = (error as { message?: unknown } | null)?.message;
    const translation = (message as { translation?: unknown; key?: unknown } | undefined)?.translation;
    return texts([message, translation]);
  });
}

function own(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  const { code, title, detail, message, error, error_description: description } = value as Readonly<Record<string, unknown>>;
  return texts([typeof code === 'number' ? String(code) : code, title, detail, message, error, description]);
}

function texts(values: unknown): readonly string[] {
  return Array.isArray(values) ? values.filter((value): value is string => typeof value === 'string' && value !== '') : [];
}

/** The title of a page of HTML, or what can be read of it. */
function fromPage(page: string): string {
  const title = /<title[^>]*>([^<]*)<\/title>/i.exec(page)?.[1]?.trim();
  if (title !== undefined && title !== '') return title;
  return page.replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ').replace(/<[^>]*>/g, ' ');
}
