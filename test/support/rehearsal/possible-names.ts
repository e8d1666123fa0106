import type { Draft, DraftCollaboration, DraftPart } from '../organisation/documents.js';

const limits = {
  channel: { fits: /^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u, other: 'channel-' },
  space: { fits: /^[A-Za-z0-9]+$/, other: 'SPACE' },
} as const;
type Kind = keyof typeof limits;

/** With channels and spaces that are to be made called as their products let them: what is there already may be called otherwise. */
export function withPossibleNames(documents: readonly Draft[], before: readonly Draft[]): readonly Draft[] {
  const there = new Set(before.flatMap((document) => ownName(document) ?? []));
  const renamed = new Map<string, string>();
  for (const document of documents) {
    const own = ownName(document);
    if (own === undefined || there.has(own)) continue;
    const kind = own.slice(0, own.indexOf(':')) as Kind;
    const name = own.slice(kind.length + 1);
    if (!limits[kind].fits.test(name)) renamed.set(own, `${limits[kind].other}x${String(renamed.size)}`);
  }
  const call = (kind: Kind, name: string): string => renamed.get(`${kind}:${name}`) ?? name;
  return documents.map((document) => {
    switch (document.kind) {
      case 'Channel':
        return { ...document, name: call('channel', document.name) };
      case 'Space':
        return { ...document, key: call('space', document.key) };
      case 'Collaboration':
        return ofCollaboration(document, call);
      case 'Guardrail':
      case 'Test':
        return inWords(document, (word) => {
          const [kind, name = ''] = word.split(/:(.*)/su);
          return kind === 'channel' || kind === 'space' ? `${kind}:${call(kind, name)}` : word;
        }) as Draft;
      default:
        return document;
    }
  });
}

function ownName(document: Draft): string | undefined {
  if (document.kind === 'Channel') return `channel:${document.name}`;
  return document.kind === 'Space' ? `space:${document.key}` : undefined;
}

function ofCollaboration(document: DraftCollaboration, call: (kind: Kind, name: string) => string): DraftCollaboration {
  const { space, channel } = document;
  const part = (each: DraftPart): DraftPart => ({ ...each, key: call('space', each.key) });
  const named = (name: string): string => call('channel', name);
  return {
    ...document,
    ...(space === undefined ? {} : { space: Array.isArray(space) ? space.map(part) : part(space) }),
    ...(channel === undefined ? {} : { channel: Array.isArray(channel) ? channel.map(named) : named(channel) }),
  };
}

function inWords(value: unknown, turn: (word: string) => string): unknown {
  if (typeof value === 'string') return turn(value);
  if (Array.isArray(value)) return value.map((each) => inWords(each, turn));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, inWords(each, turn)]));
}
