import { compareBytes } from '../../text/compare.js';
import { visible } from '../../text/quote.js';
import type { BlindSpot } from '../provider.js';

/** What cannot be read, or cannot be said in the model, and what was taken instead. A code is stable once released. */
const messages = {
  'access-class': 'These access classes of spaces have no word in policies; what they give is left out.',
  'anonymous-access': 'The list of single space permissions is not documented to show anonymous access; it is read where it is shown.',
  'app-role':
    'The role "atlassian-addons-project-access" belongs to apps and nobody else can be in it; its grants are left out and never written.',
  'archived-space': 'These spaces are archived, which policies cannot say; they are read like any other.',
  'chat-bots': 'These bots are in channels; bots are left out.',
  'chat-private-channels': 'Private channels that the owner of the token is not in are not told by Slack; how many there are is not known.',
  'chat-shared-channel': 'These channels are shared with other companies; who of theirs is in them is read only as far as Slack tells.',
  'chat-switched-off':
    'These accounts of the chat are switched off, and still listed in channels; nobody comes in by them, and they are left out.',
  'customers-of-the-portal': 'These accounts are customers of a service portal and stand in no list of their own; they are left out.',
  'different-guests': 'The guests of these spaces do not all hold the same; each is read as holding what any of them holds.',
  'email-twice': 'These accounts have the e-mail address of another one; they are called by their account id.',
  'global-permissions': 'Who holds the global permissions of Jira cannot be read: the API has no call for it.',
  'group-count': 'These groups count other members than could be listed; those listed are read.',
  'group-kind':
    'Without the key of the organization nobody tells whether a group is synced from an identity provider; all are read as kept in git.',
  'group-open-products': 'Anybody may join these groups, and they give products; policies cannot say so, and the products are left out.',
  'guest-and-licensed':
    'These people are guests of Confluence and have a licence as well; Confluence treats them as licensed, and so are they read.',
  'hidden-email': 'The e-mail addresses of these accounts are hidden; they are called by their account id, and count as external.',
  'managed-elsewhere': 'The members of these groups come from an identity provider; they are read as what was seen.',
  'name-changed': 'These names cannot stand in policies as they are, or are taken; they are told apart by their id.',
  'not-a-permission': 'Jira returns these permissions and refuses them when written; they are left out.',
  'personal-space': 'Personal spaces are not read: what is in them is for their owners to give.',
  'role-and-permissions': 'In these spaces somebody has a role and single permissions beyond it; both are read.',
  'server-holder': 'These kinds of holder exist on servers of one’s own only; their grants are left out.',
  'team-managed-access':
    'The API does not tell whether these team-managed projects are open or limited; they are read as open, which gives more.',
  'team-managed-role': 'These roles of team-managed projects have no word in policies; who is in them is left out.',
  'team-managed-scheme': 'These schemes belong to one team-managed project each, where policies have none; they are left out.',
  'unknown-account': 'These accounts are named somewhere and are in no list of people; they are read as active people.',
  'unknown-actor': 'These kinds of actor of a role are not known; they are left out.',
  'unknown-group': 'These groups are named somewhere and are in no list of groups; they are read as groups without members.',
  'unknown-holder': 'These kinds of holder are not known; their grants are left out.',
  'unknown-operation': 'These operations in spaces are not known; they are left out.',
  'unknown-permission': 'These permissions are not known to policies; they are read as permissions of apps.',
  'unknown-principal': 'These kinds of principal in spaces are not known; what they hold is left out.',
  'unknown-product': 'These products are not known; projects of them are read as software projects, and access to them is left out.',
  'unknown-role': 'These grants name a role that is not there, so that nobody has them; they are left out.',
  'unknown-space-role': 'These assignments name a space role that is not there; they are left out.',
} as const;

export type BlindSpotCode = keyof typeof messages;

export interface BlindSpots {
  readonly note: (code: BlindSpotCode, thing: string) => void;
  /** Of something that cannot even be counted. */
  readonly noteUncounted: (code: BlindSpotCode) => void;
  readonly list: () => readonly BlindSpot[];
}

export function blindSpots(): BlindSpots {
  const found = new Map<BlindSpotCode, Set<string> | undefined>();
  return {
    note(code, thing) {
      const things = found.get(code) ?? new Set();
      things.add(visible(thing));
      found.set(code, things);
    },
    noteUncounted: (code) => void found.set(code, found.get(code)),
    list: () =>
      [...found]
        .sort(([a], [b]) => compareBytes(a, b))
        .map(([code, things]) => ({
          code,
          message: messages[code],
          things: [...(things ?? [])].sort(compareBytes),
          ...(things === undefined ? {} : { count: things.size }),
        })),
  };
}
