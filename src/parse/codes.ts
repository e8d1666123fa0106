import type { CodePage } from '../diagnostics/code-page.js';

/** Every code of this phase but those it shares with `validate`. */
export const parseCodes: readonly CodePage[] = [
  page('yaml-syntax', 'Not YAML', {
    why: 'The text does not follow the rules of YAML, so that nobody can say what it means. One slip often makes all that follows unreadable, which is why only the first of a document is reported.',
    mend: 'Look at the place and right before it: mostly a comma, a bracket or a quotation mark is missing or is too much.',
    bad: 'kind: Group\nname: partners\nlabels: {team: red city: Oslo}',
    good: 'kind: Group\nname: partners\nlabels: {team: red, city: Oslo}',
  }),
  page('not-closed', 'A bracket or quotation mark that is not closed', {
    why: 'Everything up to the next such mark belongs to it, so that the rest of the document, or of the file, means something else or nothing.',
    mend: 'Write the closing mark.',
    bad: 'kind: Group\nname: partners\nmembers: [ana@acme.example\nproducts: [jira-software]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]\nproducts: [jira-software]',
  }),
  page('missing-colon', 'A line without a colon', {
    why: 'A field is a word, a colon, a blank and a value. A line without a colon belongs to no field.',
    mend: 'Put a colon and a blank after the word, or take the line out.',
    bad: 'kind: Group\nname partners\nmembers: []',
    good: 'kind: Group\nname: partners\nmembers: []',
  }),
  page('bad-indent', 'Indentation that does not fit', {
    why: 'Indentation says what belongs to what. A line that is a blank off belongs to something else, or to nothing.',
    mend: 'Begin the line below the first letter of those it belongs with.',
    bad: 'kind: Group\nname: partners\n members: []',
    good: 'kind: Group\nname: partners\nmembers: []',
  }),
  page('tab', 'A tab', {
    why: 'A tab is as wide as each editor likes, so YAML has no tabs where blanks decide what belongs to what.',
    mend: 'Replace tabs by spaces; most editors do that for YAML if told once.',
    bad: 'kind: Users\nname: staff\nusers:\n  lou@acme.example:\n\t  active: false',
    good: 'kind: Users\nname: staff\nusers:\n  lou@acme.example:\n    active: false',
  }),
  page('line-end', 'Line ends of another age', {
    why: 'A carriage return alone ends no line today, so that the whole file would be one line.',
    mend: 'Save the file with the line ends of Unix (LF) or of Windows (CR LF).',
    bad: 'kind: Group\rname: partners',
    good: 'kind: Group\nname: partners',
  }),
  page('merge-conflict', 'A merge that was not finished', {
    why: 'Both sides of the merge stand in the file, and nobody has decided which of them gives access.',
    mend: 'Keep what is meant, and remove the three marks.',
    bad: 'kind: Group\nname: partners\n<<<<<<< HEAD\nmembers: []\n=======\nmembers: [ana@acme.example]\n>>>>>>> more-partners',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example]',
  }),
  page('duplicate-key', 'A field that stands twice', {
    why: 'YAML readers keep one of the two and say nothing, and not all keep the same one. If "kind" stands twice, a "---" is missing between two documents.',
    mend: 'Put both into one, or put a line "---" between the two documents.',
    bad: 'kind: Group\nname: partners\nmembers: [ana@acme.example]\nmembers: [pm@acme-corp.com]',
    good: 'kind: Group\nname: partners\nmembers: [ana@acme.example, pm@acme-corp.com]',
  }),
  page('bad-map-key', 'A field that is no word', {
    why: 'What stands before a colon is the name of a field or of a person; nothing, a list or a map is no name.',
    mend: 'Write the name before the colon.',
    bad: 'kind: Group\nname: partners\nlabels: {[team]: red}',
    good: 'kind: Group\nname: partners\nlabels: {team: red}',
  }),
  page('unknown-alias', 'An alias without its anchor', {
    why: 'To YAML a text that begins with * repeats what was marked with & before; here nothing was.',
    mend: 'Put quotation marks around a text that begins with *, or mark with & what is to be repeated.',
    bad: 'kind: Guardrail\nname: outsiders\nnever: {who: {audience: external}, can: [*], on: [site]}',
    good: "kind: Guardrail\nname: outsiders\nnever: {who: {audience: external}, can: ['*'], on: [site]}",
  }),
  page('endless-alias', 'Aliases that blow up', {
    why: 'Aliases that repeat aliases make a small file so large that no computer can hold it, or endless. No honest policy needs that.',
    mend: 'Write the values out, or use a group or a bundle.',
    bad: 'kind: Group\nname: partners\nlabels: &all {team: *all}',
    good: 'kind: Group\nname: partners\nlabels: {team: all}',
  }),
  page('unknown-tag', 'A tag', {
    why: 'Tags tell programs to make something special of a value. Policies are plain texts, numbers, lists and maps.',
    mend: 'Remove the tag, or put quotation marks around a text that begins with an exclamation mark.',
    bad: 'kind: Group\nname: !team partners',
    good: 'kind: Group\nname: partners',
  }),
  page('bad-escape', 'A backslash without meaning', {
    why: 'Between double quotation marks a backslash begins a special character; this one begins none.',
    mend: 'Write two backslashes, or put single quotation marks around the text.',
    bad: 'kind: Group\nname: partners\ndescription: "files in C:\\docs"',
    good: "kind: Group\nname: partners\ndescription: 'files in C:\\docs'",
  }),
  page('yaml-version', 'Another version of YAML', {
    why: 'In YAML 1.1 the words yes, no, on and off are truth values, and a group called "no" would be called "false". Policies are YAML 1.2.',
    mend: 'Remove the line that begins with %YAML.',
    bad: '%YAML 1.1\n---\nkind: Group\nname: partners',
    good: 'kind: Group\nname: partners',
  }),
  shown('too-deep', 'Nested too deep', {
    why: 'No policy needs lists within lists two hundred levels deep; such a file is a mistake or an attempt to exhaust the program.',
    mend: 'Write fewer levels.',
    bad: 'members: [[[[[[… 200 more …]]]]]]',
    good: 'members: [ana@acme.example]',
  }),
  shown('file-too-large', 'A file that is too large', {
    why: 'Files of more than 32 MiB hold something else than policies, and would keep every check busy for minutes.',
    mend: 'Spread the documents over several files; any layout will do.',
    bad: 'policies/everything.yaml   40 MB',
    good: 'policies/people.yaml   2 MB\npolicies/groups.yaml   1 MB',
  }),
  shown('invalid-utf8', 'Not UTF-8', {
    why: 'The bytes of the file are not text in UTF-8, so that names with letters beyond English would be other names.',
    mend: 'Save the file with the encoding UTF-8.',
    bad: 'name: \\xC9quipe Produit   (Latin-1)',
    good: 'name: Équipe Produit',
  }),
];

type Text = Pick<CodePage, 'why' | 'mend' | 'bad' | 'good'>;

function page(code: string, title: string, { why, mend, bad, good }: Text): CodePage {
  return { code, title, severity: 'error', why, mend, bad: `${bad}\n`, good: `${good}\n` };
}

function shown(code: string, title: string, text: Text): CodePage {
  return { ...page(code, title, text), shown: true };
}
