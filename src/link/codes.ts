import type { CodePage } from '../diagnostics/code-page.js';
import type { Severity } from '../diagnostics/diagnostic.js';

/** Every code of this phase. The examples stand in a small organisation: see `test/support/surroundings.ts`. */
export const linkCodes: readonly CodePage[] = [
  page('unknown-user', 'Nobody of this id', {
    why: 'A person is declared once, in a Users document, and meant everywhere else by the same id. A misspelt id would give access to nobody, or to somebody else.',
    mend: 'Write the id as it is declared, or declare the person in a Users document.',
    bad: 'kind: Group\nname: partners\nmembers: [anna@acme.example]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('unknown-group', 'No such group', {
    why: 'No document of kind Group has this name, and no Collaboration makes such a group. Names are case-sensitive.',
    mend: 'Write the name as it is declared, or declare the group.',
    bad: 'kind: Group\nname: partners\nincludes: [engneers]',
    good: 'kind: Group\nname: partners\nincludes: [engineers]',
  }),
  page('unknown-role', 'No such project role', {
    why: 'Jira has roles for the whole site; a project only says who holds them. Team-managed projects have the roles Administrator, Member and Viewer alone.',
    mend: 'Write the name as it is declared, or add a document of kind Role.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [role:Developer], allow: [developer]}',
    good: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [role:Developers], allow: [developer]}',
  }),
  page('unknown-scheme', 'No such permission scheme', {
    why: 'A project uses one permission scheme, and no document of kind Scheme has this name.',
    mend: 'Write the name as it is declared, or declare the scheme.',
    bad: 'kind: Project\nkey: ACME\nscheme: interal',
    good: 'kind: Project\nkey: ACME\nscheme: internal',
  }),
  page('unknown-project', 'No such project', {
    why: 'No document of kind Project has this key.',
    mend: 'Write the key as it is declared, or declare the project.',
    bad: 'kind: Guardrail\nname: pay-is-closed\nnever: {who: [anyone], can: [BROWSE_PROJECTS], on: [project:COR]}',
    good: 'kind: Guardrail\nname: pay-is-closed\nnever: {who: [anyone], can: [BROWSE_PROJECTS], on: [project:CORE]}',
  }),
  page('unknown-space', 'No such space', {
    why: 'No document of kind Space has this key.',
    mend: 'Write the key as it is declared, or declare the space.',
    bad: 'kind: Guardrail\nname: docs-are-closed\nnever: {who: [anyone], can: [read/space], on: [space:DOC]}',
    good: 'kind: Guardrail\nname: docs-are-closed\nnever: {who: [anyone], can: [read/space], on: [space:DOCS]}',
  }),
  page('unknown-space-role', 'No such space role', {
    why: 'Confluence has the space roles Viewer, Collaborator, Manager and Admin; others are declared by documents of kind SpaceRole.',
    mend: 'Write the name as it is declared, or declare the space role.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Colaborator}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Collaborator}',
  }),
  page('unknown-channel', 'No such channel', {
    why: 'No document of kind Channel has this name.',
    mend: 'Write the name as it is declared, or declare the channel.',
    bad: 'kind: Collaboration\nname: acme\nsponsor: user:pm@acme-corp.com\nmembers: [ana@acme.example]\nchannel: genral',
    good: 'kind: Collaboration\nname: acme\nsponsor: user:pm@acme-corp.com\nmembers: [ana@acme.example]\nchannel: general',
  }),
  page('unknown-permission', 'No such permission or bundle', {
    why: 'Permissions are called as in the API of Jira and Confluence, and a list can name bundles. A misspelt one would give nothing. The permission of an app is written app:KEY.',
    mend: 'Write the permission or the bundle as it is called.',
    bad: 'kind: Bundle\nname: client-viewer\npermissions: [BROWSE_PROJECT]',
    good: 'kind: Bundle\nname: client-viewer\npermissions: [BROWSE_PROJECTS]',
  }),
  page('unknown-product', 'No such product', {
    why: 'Products are called as in the API: jira-software, jira-servicedesk, jira-core, jira-product-discovery, confluence.',
    mend: 'Write one of these words.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [application:jira], allow: [viewer]}',
    good: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [application:jira-software], allow: [viewer]}',
  }),
  page('bad-reference', 'A reference without its type', {
    why: 'Where people, groups, roles and others can stand, a name alone could mean any of them; so it is written type:name.',
    mend: 'Write user:, group: or role: before the name, without a blank.',
    bad: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [Developers], allow: [developer]}',
    good: 'kind: Scheme\nname: customer-projects\ngrants:\n  - {to: [role:Developers], allow: [developer]}',
  }),
  page('wrong-holder', 'Somebody who cannot stand here', {
    why: 'Not every holder makes sense everywhere: roles and the lead belong to projects, reporter and assignee to issues, and global permissions are given to groups alone.',
    mend: 'Name one of those that the message lists.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [role:Developers], allow: [space-editor]}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], allow: [space-editor]}',
  }),
  page('refused-permission', 'A permission that Jira refuses', {
    why: 'Jira returns VIEW_PROJECTS and VIEW_ISSUES when it is read, and answers with an error when they are granted.',
    mend: 'Remove it; BROWSE_PROJECTS is what lets people see.',
    bad: 'kind: Bundle\nname: client-viewer\npermissions: [VIEW_PROJECTS]',
    good: 'kind: Bundle\nname: client-viewer\npermissions: [BROWSE_PROJECTS]',
  }),
  page('wrong-system', 'A permission of another system', {
    why: 'A Scheme gives permissions of Jira projects, a Space those of Confluence, and the Site the global ones of Jira. Elsewhere they would do nothing.',
    mend: 'Grant it where it belongs.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], allow: [BROWSE_PROJECTS]}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], allow: [read/space]}',
  }),
  page('mixed-bundle', 'A bundle of two systems', {
    why: 'A bundle is used in a Scheme or in a Space, and half of it could stand in neither.',
    mend: 'Make two bundles of it.',
    bad: 'kind: Bundle\nname: client\npermissions: [BROWSE_PROJECTS, read/space]',
    good: 'kind: Bundle\nname: client\npermissions: [BROWSE_PROJECTS]\n---\nkind: Bundle\nname: client-pages\npermissions: [read/space]',
  }),
  page('bundle-cycle', 'A bundle that contains itself', {
    why: 'What the bundle comes to would never end.',
    mend: 'Take one of the names out that lead round.',
    bad: 'kind: Bundle\nname: client\npermissions: [BROWSE_PROJECTS, client]',
    good: 'kind: Bundle\nname: client\npermissions: [BROWSE_PROJECTS]',
  }),
  page('bundle-name-taken', 'A bundle with the name of something else', {
    why: 'A list could mean the bundle or the permission, or the bundle that is built in, and readers would take it for the one they know.',
    mend: 'Choose another name.',
    bad: 'kind: Bundle\nname: developer\npermissions: [BROWSE_PROJECTS]',
    good: 'kind: Bundle\nname: client-developer\npermissions: [BROWSE_PROJECTS]',
  }),
  page('star-not-alone', 'A star beside other permissions', {
    why: '"*" means every permission; what stands beside it says nothing, or was meant otherwise.',
    mend: 'Keep either the star or the others.',
    bad: "kind: Guardrail\nname: pay-is-closed\nnever: {who: [anyone], can: ['*', BROWSE_PROJECTS], on: [project:CORE]}",
    good: "kind: Guardrail\nname: pay-is-closed\nnever: {who: [anyone], can: ['*'], on: [project:CORE]}",
  }),
  page('not-for-portal', 'A permission portal customers cannot hold', {
    why: 'Jira refuses VIEW_AGGREGATED_DATA, ARCHIVE_ISSUES and UNARCHIVE_ISSUES to customers of the service portal.',
    mend: 'Give the customers a grant of their own without it; "all" leaves it out for them.',
    bad: 'kind: Scheme\nname: desk\ngrants:\n  - {to: [portal-customers], allow: [CREATE_ISSUES, ARCHIVE_ISSUES]}',
    good: 'kind: Scheme\nname: desk\ngrants:\n  - {to: [portal-customers], allow: [CREATE_ISSUES]}',
  }),
  page('not-for-guests', 'A permission guests cannot hold', {
    why: 'Confluence never lets guests administer or export a space, or restrict its pages.',
    mend: 'Give a smaller set, such as the bundle guest.',
    bad: 'kind: Space\nkey: TEAM\nguestPermissions: [guest, export/space]',
    good: 'kind: Space\nkey: TEAM\nguestPermissions: [guest]',
  }),
  page('not-for-anyone', 'A permission the public cannot hold', {
    why: 'Confluence never lets people who are not logged in administer a space or restrict its pages.',
    mend: 'Give a smaller set, such as read/space.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [anyone], allow: [read/space, administer/space]}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [anyone], allow: [read/space]}',
  }),
  page('role-and-permissions', 'A space role and single permissions', {
    why: 'In Confluence a holder has either a space role or single permissions in one space; setting one takes the other away.',
    mend: 'Give one of the two.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Viewer}\n  - {to: [group:engineers], allow: [create/page]}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Collaborator}',
  }),
  warning('two-space-roles', 'Two space roles for one holder', {
    why: 'The holder gets what either role gives; the smaller one mostly is a leftover.',
    mend: 'Keep the larger one.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Viewer}\n  - {to: [group:engineers], as: Collaborator}',
    good: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [group:engineers], as: Collaborator}',
  }),
  page('duplicate-name', 'A name that is taken', {
    why: 'Two things of one kind with the same name cannot be told apart, and a reference would mean one or the other.',
    mend: 'Rename one, or put both into one document.',
    bad: 'kind: Group\nname: partners\n---\nkind: Group\nname: partners\nmembers: [ana@acme.example]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('duplicate-person', 'A person who is declared twice', {
    why: 'Two entries could say different things of one person, such as who is external.',
    mend: 'Keep one of the two.',
    bad: 'kind: Users\nname: acme\nusers:\n  bo@acme.example: {}\n---\nkind: Users\nname: guests\nusers:\n  bo@acme.example: {}',
    good: 'kind: Users\nname: acme\nusers:\n  bo@acme.example: {}',
  }),
  page('formerly-taken', 'An old name that is in use', {
    why: '"formerly" says that one thing was renamed. If something still has the old name, it was not.',
    mend: 'Remove "formerly", or the thing with the old name.',
    bad: 'kind: Group\nname: developers\nformerly: engineers',
    good: 'kind: Group\nname: developers\nformerly: coders',
  }),
  page('formerly-twice', 'An old name that two things claim', {
    why: 'One thing was renamed to one other thing; which of the two it is decides who keeps what.',
    mend: 'Remove "formerly" from the other one.',
    bad: 'kind: Group\nname: developers\nformerly: coders\n---\nkind: Group\nname: testers\nformerly: coders',
    good: 'kind: Group\nname: developers\nformerly: coders\n---\nkind: Group\nname: testers',
  }),
  warning('look-alike', 'Two names that look alike', {
    why: 'A reviewer takes one name for the other if they differ by capital letters alone, or by letters of another alphabet that look the same.',
    mend: 'Rename one of the two.',
    bad: 'kind: Group\nname: partners\n---\nkind: Group\nname: Partners',
    good: 'kind: Group\nname: partners\n---\nkind: Group\nname: partner-leads',
  }),
  page('missing-site', 'No Site', {
    why: 'The Site says which mail domains are internal, who the administrators are and how many seats there are; without it nothing can be judged.',
    mend: 'Add one document of kind Site.',
    bad: 'kind: Group\nname: partners',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\n---\nkind: Group\nname: partners',
  }),
  page('several-sites', 'More than one Site', {
    why: 'A policy root describes one site; with two it is not clear whose groups and projects these are.',
    mend: 'Put both into one, or make two policy roots.',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\n---\nkind: Site\nname: acme-test\nurl: https://acme-test.atlassian.net\ninternalDomains: [acme-corp.com]',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]',
  }),
  page('group-cycle', 'A group that contains itself', {
    why: 'Who is in the group would never end.',
    mend: 'Take one of the includes out that lead round.',
    bad: 'kind: Group\nname: partners\nincludes: [partner-leads]\n---\nkind: Group\nname: partner-leads\nincludes: [partners]',
    good: 'kind: Group\nname: partners\nincludes: [partner-leads]\n---\nkind: Group\nname: partner-leads',
  }),
  page('idp-members', 'Members of a group that is managed elsewhere', {
    why: 'The identity provider decides who is in the group, and would undo what is written here.',
    mend: 'Remove the field; what an import saw stands under "observed".',
    bad: 'kind: Group\nname: everyone\nmanagedBy: idp\nmembers: [pm@acme-corp.com]',
    good: 'kind: Group\nname: everyone\nmanagedBy: idp\nobserved: {on: 2026-11-01, members: [pm@acme-corp.com]}',
  }),
  page('observed-members', 'Observed members of a group that is managed here', {
    why: '"observed" records what an import saw of a group whose members others decide. Here the members are written, so it has no meaning.',
    mend: 'Write the people under "members".',
    bad: 'kind: Group\nname: partners\nobserved: {on: 2026-11-01, members: [ana@acme.example]}',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('open-group-products', 'A group that anybody may join, with a product', {
    why: 'Whoever can log in may join an open group, so that a product it gives would be given to everybody, and paid for.',
    mend: 'Give the product through a group with named members.',
    bad: 'kind: Group\nname: volunteers\nmanagedBy: open\nproducts: [confluence]',
    good: 'kind: Group\nname: volunteers\nmanagedBy: open',
  }),
  page('collaboration-name-taken', 'A name that a Collaboration needs', {
    why: 'A Collaboration called acme makes the group ext-acme and the guardrail confine-acme; something else has that name.',
    mend: 'Rename one of the two.',
    bad: 'kind: Collaboration\nname: acme\nsponsor: user:pm@acme-corp.com\nmembers: [ana@acme.example]\n---\nkind: Group\nname: ext-acme',
    good: 'kind: Collaboration\nname: acme\nsponsor: user:pm@acme-corp.com\nmembers: [ana@acme.example]',
  }),
  page('external-sponsor', 'A sponsor from outside', {
    why: 'Somebody of your own answers for outsiders and owns what is made for them.',
    mend: 'Name a person whose mail domain is one of internalDomains of the Site.',
    bad: 'kind: Collaboration\nname: acme\nsponsor: user:ana@acme.example\nmembers: [ana@acme.example]',
    good: 'kind: Collaboration\nname: acme\nsponsor: user:pm@acme-corp.com\nmembers: [ana@acme.example]',
  }),
  page('not-a-guest', 'A guest who is not declared one', {
    why: 'Whether somebody is a guest, and so takes no licence, is said once, at the person.',
    mend: 'Write "guest: confluence" or "guest: jira" at the person.',
    bad: 'kind: Space\nkey: TEAM\nguests: [ana@acme.example]',
    good: 'kind: Space\nkey: TEAM\nguests: [gina@acme.example]',
  }),
  page('guest-in-two-places', 'A guest of two spaces or projects', {
    why: 'Atlassian lets a guest into one space and one project only.',
    mend: 'Choose one of the two, or give the person a licence.',
    bad: 'kind: Space\nkey: TEAM\nguests: [gina@acme.example]\n---\nkind: Space\nkey: HELP\nguests: [gina@acme.example]',
    good: 'kind: Space\nkey: TEAM\nguests: [gina@acme.example]\n---\nkind: Space\nkey: HELP',
  }),
  page('guest-with-licence', 'A guest who has the product', {
    why: 'Somebody with a licence is no guest: Atlassian counts them as paid, and they see more than their one place.',
    mend: 'Take the product away, or "guest".',
    bad: 'kind: Users\nname: acme\nusers:\n  hal@acme.example: {guest: confluence, products: [confluence]}',
    good: 'kind: Users\nname: acme\nusers:\n  hal@acme.example: {guest: confluence}',
  }),
  page('guest-in-access', 'A guest named in access', {
    why: 'Confluence gives guests what the space gives all its guests; a grant by name does nothing.',
    mend: 'Place the person under "guests" of the space.',
    bad: 'kind: Space\nkey: TEAM\naccess:\n  - {to: [user:gina@acme.example], allow: [read/space]}',
    good: 'kind: Space\nkey: TEAM\nguests: [gina@acme.example]',
  }),
  warning('guest-in-unsuitable-project', 'A guest where Jira has none', {
    why: 'Jira has no guests in service and discovery projects, nor in archived ones.',
    mend: 'Take the guest out.',
    bad: 'kind: Project\nkey: HELP\nproduct: jira-servicedesk\nscheme: internal\nguests: [ivo@acme.example]',
    good: 'kind: Project\nkey: HELP\nscheme: internal\nguests: [ivo@acme.example]',
  }),
  page('too-many-guests', 'More guests than paid users allow', {
    why: 'Atlassian allows so many guests for each paid user of a product, five unless the Site says otherwise.',
    mend: 'Take guests out, or license somebody.',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\n---\nkind: Users\nname: acme\nusers:\n  hal@acme.example: {guest: confluence}',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\n---\nkind: Users\nname: acme\nusers:\n  hal@acme.example: {guest: confluence}\n  lou@acme-corp.com: {products: [confluence]}',
  }),
  page('seats-exceeded', 'More people than seats', {
    why: 'More people hold the product than licences were bought, which the invoice would find otherwise.',
    mend: 'Take the product from somebody, or buy seats and raise the number.',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\nseats: {jira-core: 0}\n---\nkind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {products: [jira-core]}',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\nseats: {jira-core: 1}\n---\nkind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {products: [jira-core]}',
  }),
  warning('cannot-count', 'Licences that nobody can count', {
    why: 'A group whose members the identity provider decides gives the product, so that its holders are not known here.',
    mend: 'Count them where the group is managed, or take the number out of "seats".',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\nseats: {jira-core: 50}\n---\nkind: Group\nname: everyone\nmanagedBy: idp\nproducts: [jira-core]',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\n---\nkind: Group\nname: everyone\nmanagedBy: idp\nproducts: [jira-core]',
  }),
  page('free-plan', 'Something the free plan does not have', {
    why: 'On the free plan Jira ignores permission schemes and project roles, and there are no guests: everybody can do everything, whatever is written.',
    mend: 'Remove it, or change "plan" of the Site.',
    bad: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\nplan: free\n---\nkind: Role\nname: Testers',
    good: 'kind: Site\nname: acme\nurl: https://acme.atlassian.net\ninternalDomains: [acme-corp.com]\nplan: standard\n---\nkind: Role\nname: Testers',
  }),
  warning('repeated-entry', 'An entry that stands twice', {
    why: 'An entry with dates lasts to the later of them, so that taking one of the two out may change nothing.',
    mend: 'Keep one of the two.',
    bad: 'kind: Group\nname: partners\nmembers: [ana@acme.example, ana@acme.example]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  warning('inactive-person', 'Somebody who is not active', {
    why: 'The account cannot log in, so that this gives nothing, and comes back when the account does.',
    mend: 'Take the person out, or set active: true.',
    bad: 'kind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {active: false}\n---\nkind: Group\nname: partners\nmembers: [lou@acme-corp.com]',
    good: 'kind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {active: false}\n---\nkind: Group\nname: partners',
  }),
  warning('ended-person', 'Somebody whose access has ended', {
    why: 'The last day of the person has passed, so that this gives nothing.',
    mend: 'Take the person out.',
    bad: 'kind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {until: 2025-12-31}\n---\nkind: Group\nname: partners\nmembers: [lou@acme-corp.com]',
    good: 'kind: Users\nname: acme\nusers:\n  lou@acme-corp.com: {until: 2025-12-31}\n---\nkind: Group\nname: partners',
  }),
  warning('member-and-guest', 'A member who is also a guest', {
    why: 'Somebody is in a channel once; which of the two holds is for the chat system to decide.',
    mend: 'Keep one of the two.',
    bad: 'kind: Channel\nname: acme-shared\nmembers: [user:pm@acme-corp.com]\nguests: [pm@acme-corp.com]',
    good: 'kind: Channel\nname: acme-shared\nmembers: [user:pm@acme-corp.com]',
  }),
  shown('groups-too-deep', 'Groups nested too deep', {
    why: 'No organisation needs groups within groups two hundred levels deep; such a chain is a mistake or an attempt to exhaust the program.',
    mend: 'Include fewer levels.',
    bad: 'g1 includes g2 includes g3 … includes g201',
    good: 'engineers includes leads',
  }),
  shown('bundles-too-deep', 'Bundles nested too deep', {
    why: 'No policy needs bundles within bundles two hundred levels deep.',
    mend: 'Name the permissions themselves.',
    bad: 'b1 names b2 names b3 … names b201',
    good: 'client-editor names client-viewer',
  }),
];

type Text = Pick<CodePage, 'why' | 'mend' | 'bad' | 'good'>;

function page(code: string, title: string, { why, mend, bad, good }: Text, severity: Severity = 'error'): CodePage {
  return { code, title, severity, why, mend, bad: `${bad}\n`, good: `${good}\n` };
}

function warning(code: string, title: string, text: Text): CodePage {
  return page(code, title, text, 'warning');
}

function shown(code: string, title: string, text: Text): CodePage {
  return { ...page(code, title, text), shown: true };
}
