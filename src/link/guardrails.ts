import { below, type Place } from '../diagnostics/place.js';
import type {
  Capability,
  Expectation,
  Guardrail,
  GuardrailRule,
  Holder,
  HolderType,
  ResourceSelector,
  Test,
  Waiver,
  Who,
} from '../model/site.js';
import type { RawGuardrail, RawResources, RawTest, RawWaiver, RawWho } from '../validate/raw.js';
import { linkDeclared } from './declared.js';
import { given, type Linking } from './linking.js';
import type { PermissionLists, System } from './permission-lists.js';
import { linkHolder, linkName, linkRef, linkResource, nameOf } from './references.js';

const subjectTypes: readonly HolderType[] = ['user', 'group', 'anyone', 'logged-in', 'portal-customers'];

/** Links guardrails and tests: names are checked and bundles expanded; judging them is another matter. */
export class Expectations {
  private readonly linking: Linking;
  private readonly lists: PermissionLists;

  constructor(linking: Linking, lists: PermissionLists) {
    this.linking = linking;
    this.lists = lists;
  }

  guardrail(raw: RawGuardrail, at: Place): Guardrail | undefined {
    const rule = this.rule(raw, at);
    if (rule === undefined) return undefined;
    const except = (raw.except ?? []).map((waiver, index) => this.waiver(waiver, below(at, 'except', index)));
    return { ...linkDeclared(this.linking, raw.name, raw, at), severity: raw.severity ?? 'error', rule, except };
  }

  test(raw: RawTest, at: Place): Test {
    const expect = raw.expect.map((each, index): Expectation => {
      const place = below(at, 'expect', index);
      const on = listOf(each.on);
      const { patterns } = this.patterns(on, below(place, 'on'), typeof each.on === 'string');
      const systems = systemsOf(patterns);
      return {
        who: listOf(each.who).flatMap(
          (text, who) =>
            linkHolder(this.linking, text, subjectTypes, typeof each.who === 'string' ? below(place, 'who') : below(place, 'who', who)) ??
            [],
        ),
        on: patterns,
        at: place,
        ...given({
          can: each.can && this.lists.expandAny(each.can, systems, below(place, 'can')),
          cannot: each.cannot && this.lists.expandAny(each.cannot, systems, below(place, 'cannot')),
        }),
      };
    });
    return { ...linkDeclared(this.linking, raw.name, raw, at), expect, ...given({ asOf: raw.asOf }) };
  }

  private rule(raw: RawGuardrail, at: Place): GuardrailRule | undefined {
    if (raw.confine !== undefined) return this.confine(raw.confine, below(at, 'confine'));
    if (raw.never !== undefined)
      return { type: 'never', who: this.who(raw.never.who, below(at, 'never', 'who')), ...this.capability(raw.never, below(at, 'never')) };
    if (raw.always !== undefined)
      return {
        type: 'always',
        who: this.who(raw.always.who, below(at, 'always', 'who')),
        ...this.capability(raw.always, below(at, 'always')),
      };
    if (raw.atLeast !== undefined) return { type: 'atLeast', ...this.counted(raw.atLeast, below(at, 'atLeast')) };
    if (raw.atMost !== undefined) return { type: 'atMost', ...this.counted(raw.atMost, below(at, 'atMost')) };
    if (raw.separate !== undefined) return this.separate(raw.separate, below(at, 'separate'));
    if (raw.expire !== undefined)
      return {
        type: 'expire',
        who: this.who(raw.expire.who, below(at, 'expire', 'who')),
        withinDays: Number.parseInt(raw.expire.within, 10),
      };
    return undefined;
  }

  private confine(raw: NonNullable<RawGuardrail['confine']>, at: Place): GuardrailRule {
    const to = raw.to === undefined ? undefined : this.resources(raw.to, below(at, 'to'));
    return { type: 'confine', who: this.who(raw.who, below(at, 'who')), ...given({ to, byLabel: raw.byLabel }) };
  }

  private counted(raw: NonNullable<RawGuardrail['atLeast']>, at: Place): { readonly count: number; readonly who: Who } & Capability {
    return { count: raw.count, who: this.who(raw.who, below(at, 'who')), ...this.capability(raw, at) };
  }

  private separate(raw: NonNullable<RawGuardrail['separate']>, at: Place): GuardrailRule {
    return {
      type: 'separate',
      who: this.who(raw.who, below(at, 'who')),
      first: this.capability(raw.first, below(at, 'first')),
      second: this.capability(raw.second, below(at, 'second')),
    };
  }

  private capability(raw: { readonly can: readonly string[]; readonly on: readonly string[] | RawResources }, at: Place): Capability {
    const on = this.resources(raw.on, below(at, 'on'));
    return { can: this.lists.expandAny(raw.can, systemsOf(on.type === 'patterns' ? on.patterns : []), below(at, 'can')), on };
  }

  private waiver(raw: RawWaiver, at: Place): Waiver {
    const on = this.resources(raw.on, below(at, 'on'));
    const owner = linkRef(this.linking, raw.owner, below(at, 'owner')) ?? { type: 'user', name: '' };
    const systems = systemsOf(on.type === 'patterns' ? on.patterns : []);
    return {
      who: this.who(raw.who, below(at, 'who')),
      on,
      reason: raw.reason,
      owner,
      until: raw.until,
      at,
      ...given({ can: raw.can && this.lists.expandAny(raw.can, systems, below(at, 'can')) }),
    };
  }

  private who(raw: readonly string[] | RawWho | undefined, at: Place): Who {
    if (raw === undefined) return { type: 'everybody' };
    if (isList(raw))
      return {
        type: 'any',
        subjects: raw.flatMap(
          (text, index): Holder | readonly Holder[] => linkHolder(this.linking, text, subjectTypes, below(at, index)) ?? [],
        ),
      };
    const group = raw.group === undefined ? undefined : nameOf(raw.group, 'group');
    if (group !== undefined) linkName(this.linking, 'Group', group, below(at, 'group'));
    return { type: 'all', ...given({ audience: raw.audience, company: raw.company, group, labels: raw.labels, subjectType: raw.type }) };
  }

  private resources(raw: readonly string[] | RawResources, at: Place): ResourceSelector {
    return isList(raw) ? this.patterns(raw, at, false) : { type: 'labels', labels: raw.labels };
  }

  /** Names without `*` must exist; a pattern that matches nothing is for the one who judges to say. */
  private patterns(
    written: readonly string[],
    at: Place,
    single: boolean,
  ): { readonly type: 'patterns'; readonly patterns: readonly string[] } {
    for (const [index, text] of written.entries())
      if (!text.includes('*')) linkResource(this.linking, text, single ? at : below(at, index));
    return { type: 'patterns', patterns: written };
  }
}

function isList(raw: readonly string[] | object): raw is readonly string[] {
  return Array.isArray(raw);
}

function listOf(raw: string | readonly string[]): readonly string[] {
  return typeof raw === 'string' ? [raw] : raw;
}

/** Which systems' `all` is meant: that of the resources named, or both. */
function systemsOf(patterns: readonly string[]): readonly System[] {
  if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('project:'))) return ['jira'];
  if (patterns.length > 0 && patterns.every((pattern) => pattern.startsWith('space:'))) return ['confluence'];
  return ['jira', 'confluence'];
}
