import type { Fact } from '../../diff/facts.js';
import { list } from '../../text/plural.js';
import { permissionWords } from './permission-words.js';
import { addToList } from '../../text/add-to-list.js';

/** A fact as a sentence without its full stop. Nothing in it is escaped. */
export function factText({ type, of, says }: Fact): string {
  const [first = '', second = ''] = says;
  switch (type) {
    case 'active':
      return `${of} is ${first === 'true' ? 'active' : 'not active'}`;
    case 'product':
    case 'group-product':
      return `${of} has the product ${first}`;
    case 'guest':
      return `${of} is a guest of ${first === 'jira' ? 'Jira' : 'Confluence'}`;
    case 'managed-by':
      return `${of} is managed by ${first}`;
    case 'member':
    case 'channel-member':
      return `${first} is a member of ${of}`;
    case 'inclusion':
      return `${of} includes ${first}`;
    case 'grant':
    case 'space-grant':
    case 'global-permission':
      return `${of} gives ${first} ${second}`;
    case 'space-role-grant':
      return `${of} gives ${first} the ${second}`;
    case 'space-role-permission':
    case 'guest-permission':
      return `${of} gives ${type === 'guest-permission' ? 'guests ' : ''}${first}`;
    case 'project-type':
      return `${of} is a project of ${first}`;
    case 'lead':
      return `${of} is led by ${first}`;
    case 'project-scheme':
      return `${of} uses ${first}`;
    case 'project-access':
      return `${of} is ${first}`;
    case 'archived':
      return `${of} is ${first === 'true' ? '' : 'not '}archived`;
    case 'actor':
      return `${second} has ${first} in ${of}`;
    case 'project-guest':
    case 'space-guest':
    case 'channel-guest':
      return `${first} is a guest of ${of}`;
    case 'private':
      return `${of} is ${first === 'true' ? 'private' : 'public'}`;
    case 'administrator':
      return `${first} administers the site`;
    case 'person':
    case 'group':
    case 'role':
    case 'scheme':
    case 'project':
    case 'space-role':
    case 'space':
    case 'channel':
      return `there is ${of}`;
  }
}

const existence = /^there is /;

/** Facts as sentences: of what is wholly there, or wholly not, only that; what one holder gets in one place, together. */
export function factTexts(facts: readonly Fact[]): readonly string[] {
  const whole = new Set(facts.filter((fact) => existence.test(factText(fact))).map(({ of }) => of));
  const held = new Map<string, Fact[]>();
  const sentences: string[] = [];
  for (const fact of facts) {
    const { type, of, says } = fact;
    if (existence.test(factText(fact))) sentences.push(factText(fact));
    else if (whole.has(of)) continue;
    else if (type === 'grant' || type === 'space-grant') {
      const key = JSON.stringify([type, of, says[0]]);
      addToList(held, key, fact);
    } else sentences.push(factText(fact));
  }
  for (const [first, ...others] of held.values()) {
    if (first === undefined) continue;
    const permissions = [first, ...others].map(({ says }) => says[1] ?? '');
    const words = permissionWords(permissions, first.type === 'grant' ? 'jira' : 'confluence', first.says[0] === 'portal-customers');
    sentences.push(`${first.of} gives ${first.says[0] ?? ''} ${list(words)}`);
  }
  return sentences.sort();
}
