import type { Run } from './call.js';

/** What the program knows of a command without loading it. */
export interface CommandEntry {
  readonly name: string;
  /** As commander writes them: `<required>`, `[optional]`. */
  readonly words: readonly (readonly [word: string, what: string])[];
  readonly summary: string;
  /** More than the summary, for the command's own help. */
  readonly details?: string;
  readonly options: readonly (readonly [flags: string, what: string])[];
  /** The first is the default; none: the command has one form of output only. */
  readonly formats: readonly string[];
  readonly examples: readonly (readonly [line: string, what: string])[];
  readonly load: () => Promise<Run>;
}

/** What all commands take, before or after their name. */
export const commonFlags: readonly (readonly [flags: string, what: string])[] = [
  ['--policies <dir>', 'the policy folder (default: policies)'],
  ['--as-of <date>', 'the day to look at, such as 2027-03-31 (default: today in UTC)'],
  ['--format <format>', 'the form of the output; each command names its own'],
  ['--out <file>', 'write the output to this file'],
  ['--no-color', 'no colours'],
  ['--quiet', 'say nothing but errors on stderr'],
  ['--no-cache', 'read and parse everything anew'],
];

const ref = ['--ref <ref>', 'read the policies of this commit instead of the folder'] as const;

const sourceUrl = [
  '--source-url <url>',
  'link lines to where the files stand, where the format has links: https://github.com/o/r/blob/0123abc',
] as const;

const subject = ['<subject>', 'user:ID, a bare e-mail address, group:NAME (idp), anyone, logged-in, portal-customers'] as const;
const permission = ['<permission>', 'as Jira and Confluence call it: BROWSE_PROJECTS, read/space; member for channels'] as const;
const resource = ['<resource>', 'project:KEY, space:KEY, channel:NAME or site'] as const;

/** Every command, in the order of the help. */
export const catalogue: readonly CommandEntry[] = [
  {
    name: 'validate',
    words: [['[dir]', 'the policy folder; what --policies says, if left out']],
    summary: 'say everything that is wrong with the policies',
    details: 'All problems of all files come in one run. Warnings do not fail it: the exit code is 1 only where there is an error.',
    options: [['--all', 'as text, show each finding, however many there are'], sourceUrl],
    formats: ['text', 'json', 'markdown', 'csv', 'sarif', 'junit', 'github'],
    examples: [
      ['permafrost validate', 'the folder policies/'],
      ['permafrost validate access --format sarif --out findings.sarif', 'another folder, for code scanning'],
      ['permafrost validate --format github', 'annotations on the lines of a pull request'],
    ],
    load: async () => (await import('./commands/validate.js')).validate,
  },
  {
    name: 'compile',
    words: [],
    summary: 'build the permission matrix; print its digest and counts',
    details: 'Equal digests mean equal access, however the files are written. With --out the compiled matrix itself is written to a file.',
    options: [ref],
    formats: ['text', 'json'],
    examples: [
      ['permafrost compile', 'the working tree, today'],
      ['permafrost compile --ref v1.4 --out access.permafrost', 'a tag, kept as a file'],
    ],
    load: async () => (await import('./commands/compile.js')).compile,
  },
  {
    name: 'matrix',
    words: [],
    summary: 'print who can do what where, one cell a line',
    details: 'A cell is subject, resource, permission and verdict, in the order of their bytes. Cells that nobody has are not there.',
    options: [ref, ['--with <columns>', 'further columns of a csv: via, until, company, audience, owner, commit; with commas between']],
    formats: ['tsv', 'csv', 'json'],
    examples: [
      ['permafrost matrix | grep ^anyone', 'what the public can do'],
      ['permafrost matrix --as-of 2027-01-01 --format csv --out access.csv', 'a table for an audit'],
      ['permafrost matrix --format csv --with via,until,company', 'the same, with how and until when'],
    ],
    load: async () => (await import('./commands/matrix.js')).matrix,
  },
  {
    name: 'plan',
    words: [
      ['[base]', 'a commit; the merge base with the default branch, or the last commit, if left out'],
      ['[head]', 'a commit; the working tree, if left out'],
    ],
    summary: 'show who gains and who loses which access between two states',
    details:
      'Both states are compiled as of the same day. The exit code is 1 where the second one is invalid; with --detailed-exitcode it is 0 without a change in access, 2 with one, and 1 where anything is wrong.',
    options: [
      ['--from <dir>', 'compare this folder instead of a commit'],
      ['--to <dir>', 'with this one'],
      ['--patch <file>', 'apply this patch in memory and show what it changes; - for stdin'],
      ['--with <edit...>', 'make this edit in memory and show what it changes, such as "add user:x to group:y"'],
      ['--merge-with <ref...>', 'merge these branches too, in memory, and tell what all do together that none does alone'],
      ['--live', 'read the site too, and tell apart what differs there already; with what carrying the plan out would take'],
      ['--site <url>', 'with --live: read this site, or sandbox:FILE'],
      ['--apply-plan <file>', 'with --live: tell what apply would do to make the site as the head says, and write it to this file'],
      ['--caller <person>', 'with --apply-plan: whose rights the writes are made with, such as ana@acme.example'],
      ['--approvers', 'tell who must approve the change, and nothing else'],
      ['--expect-same', "fail if anybody's access changes, a last day moves, or a guardrail is weakened or broken"],
      ['--author <person>', 'who wrote the change, such as user:ana@acme.example or github:LOGIN: they do not approve it'],
      ['--all', 'name every name of every list'],
      sourceUrl,
      ['--whole <where>', 'where the whole plan is, for formats that leave something out: an address, or words'],
      ['--detailed-exitcode', '0: no change in access; 2: changes; 1: anything wrong'],
    ],
    formats: ['text', 'json', 'markdown', 'html', 'csv', 'tsv', 'sarif', 'junit', 'github'],
    examples: [
      ['permafrost plan', 'what your branch and your uncommitted edits change'],
      ['permafrost plan main feature', 'two branches'],
      ['permafrost plan HEAD~1 HEAD --format tsv', 'the last commit, for another program'],
      ['permafrost plan --patch change.diff', 'a patch, without touching a file'],
      ["permafrost plan --with 'add user:ana@acme.example to group:eng'", 'a question, without touching a file'],
      ['permafrost plan --from old/policies --to policies', 'two folders'],
      ['permafrost plan main feature --merge-with other', 'two branches that are open together'],
      ['permafrost plan main feature --approvers', 'who must approve'],
      ['permafrost plan --live', 'against the site as it is, too'],
      ['permafrost plan --live --apply-plan plan.json', 'what apply would do, step by step, in a file to approve'],
      ['permafrost plan main feature --expect-same', 'proof that a refactoring is one'],
    ],
    load: async () => (await import('./commands/plan.js')).plan,
  },
  {
    name: 'drift',
    words: [],
    summary: 'show what differs between the policies and the site as it is',
    details:
      'The site is read and never written. The exit code is 1 where something new differs, 0 where nothing does or a comment in the policies excuses it, and 2 where the site cannot be read in full.',
    options: [
      ref,
      ['--site <url>', 'read this site, or sandbox:FILE (default: the url of the Site in the policies)'],
      ['--all', 'name every name of every list, and tell what was not looked at'],
    ],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['permafrost drift', 'the site of the policies; docs/live.md names the tokens'],
      ['permafrost drift --ref main --format json', 'against a commit, for other programs'],
      ['permafrost drift --site sandbox:site.json', 'a sandbox, without an account'],
    ],
    load: async () => (await import('./commands/drift.js')).drift,
  },
  {
    name: 'apply',
    words: [['[plan]', 'a plan that "plan --live --apply-plan" wrote; it is planned now, if left out']],
    summary: 'make the site as the policies of a commit say',
    details:
      'It asks first, writes only what differs, and keeps a record in git from which it goes on after a break. The exit code is 0 where the site is as planned, 1 where it was refused or something is left to do, 2 where it cannot begin, and 130 where Ctrl-C ended it after the write in hand.',
    options: [
      ['--approve <digest>', 'confirm the plan with this digest, where nobody is there to type'],
      ['--replan', 'plan anew where the site has moved since the plan was made'],
      ['--dry-run', 'read the site, tell the plan, and write nothing'],
      ['--resume', 'go on with an apply that was stopped or broke off'],
      ['--abandon', 'end such an apply as it is'],
      ['--take-over', 'with --resume and --abandon: though somebody else began it, or may still be at it'],
      ['--done <numbers>', 'steps by hand that were done and that no reading can see, with commas between'],
      ['--give-up-own-rights', 'though whoever applies it loses their own rights to administer'],
      ['--remote <name>', 'the remote that keeps the record; none: this repository alone (default: origin, if there is one)'],
      ['--site <url>', 'write to this site, or sandbox:FILE (default: the url of the Site in the policies)'],
      ['--all', 'as text, show every entry of every list of the plan'],
    ],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['permafrost apply --site sandbox:site.json', 'a rehearsal'],
      ['permafrost apply plan.json --approve sha256:1f0c…', 'a plan that was looked at, from a script'],
      ['permafrost apply --resume', 'after a break'],
    ],
    load: async () => (await import('./commands/apply.js')).apply,
  },
  {
    name: 'undo',
    words: [['[entry]', 'the number of an entry of the record, or its id; the last apply, if left out']],
    summary: 'take back what an apply made',
    details:
      'Only what that apply made, and what still stands as it was left, is taken back. It is an apply itself: in a safe order, with the same limits, and with a record.',
    options: [
      ['--approve <digest>', 'confirm the undo with this digest, where nobody is there to type'],
      ['--as-far-as-possible', 'though something cannot be restored'],
      ['--dry-run', 'read the site, tell what would be taken back, and write nothing'],
      ['--give-up-own-rights', 'though whoever takes it back loses their own rights to administer'],
      ['--remote <name>', 'the remote that keeps the record; none: this repository alone (default: origin, if there is one)'],
      ['--site <url>', 'write to this site, or sandbox:FILE (default: the url of the Site in the policies)'],
      ['--all', 'as text, show every entry of every list of the plan'],
    ],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['permafrost undo --dry-run', 'what would be taken back of the last apply'],
      ['permafrost undo 7', 'take back entry 7'],
    ],
    load: async () => (await import('./commands/undo.js')).undo,
  },
  {
    name: 'log',
    words: [
      ['[entry]', 'the number of an entry, or the beginning of its id: this one alone'],
      ['[file]', 'print this file of the entry, such as plan.json'],
    ],
    summary: 'list what was applied to a site, when and by whom; or verify that record',
    details:
      'The record is kept in git, under refs/permafrost/. This clone is asked, and with --remote what is new there is got first. With --verify the exit code is 1 where an entry was edited, dropped or forged, or where another copy knows of entries that are no part of the chain.',
    options: [
      ['--site <url>', 'the site; the only one with a record here, if left out'],
      ['--remote <name>', 'get what is new at this remote first'],
      ['--verify', 'look at every entry: digests, numbers, order, authors, journals, signatures'],
      ['--against <copy...>', 'verify, and hold against a remote, the folder of a clone, or the id of an entry that was written down'],
    ],
    formats: ['text', 'json', 'markdown'],
    examples: [
      ['permafrost log', 'what was applied, newest first'],
      ['permafrost log 12 plan.json', 'the plan of one entry'],
      ['permafrost log --verify --against origin', 'whether anything was rewritten'],
    ],
    load: async () => (await import('./commands/log.js')).log,
  },
  {
    name: 'approve-check',
    words: [
      ['[target]', 'the branch that is merged into; the default branch, if left out'],
      ['[head]', 'the commit that is to be merged; HEAD, if left out'],
    ],
    summary: 'say whether everybody has approved who must',
    details:
      'The exit code is 1 until the approvals of the platform cover all that the change needs, from the last commit that the two have in common on. An approval of an earlier commit counts if that did the same.',
    options: [
      ['--approvals <file>', 'who has approved which commit, as JSON; - for stdin'],
      ['--author <person>', 'who wrote the change, instead of what the file says'],
      ['--all', 'name every name of every list'],
    ],
    formats: ['text', 'json'],
    examples: [
      ['permafrost approve-check origin/main HEAD --approvals approvals.json', 'in CI'],
      ['permafrost approve-check main --approvals - < approvals.json', 'from stdin'],
    ],
    load: async () => (await import('./commands/approve-check.js')).approveCheck,
  },
  {
    name: 'report',
    words: [],
    summary: 'write a page that shows who can do what, and through what',
    details:
      'One file that can be opened from disk and fetches nothing: a matrix to look around in, and a page for everybody and everything.',
    options: [ref, sourceUrl],
    formats: [],
    examples: [
      ['permafrost report --out report.html', 'the folder policies/, today'],
      ['permafrost report --ref v1.4 --as-of 2027-01-01 --out report.html', 'a tag, on another day'],
    ],
    load: async () => (await import('./commands/report.js')).report,
  },
  {
    name: 'can',
    words: [subject, permission, resource],
    summary: 'say whether somebody has a permission somewhere',
    details: 'Prints the verdict: allowed, if: and the conditions, or no. The exit code is 1 for no, and 2 for a name that is not known.',
    options: [ref, ['--each', 'of a group that is kept in git: answer for each of its members']],
    formats: ['text', 'json'],
    examples: [
      ['permafrost can user:ana@acme.example BROWSE_PROJECTS project:ACME', 'one person'],
      ['permafrost can anyone read/space space:DOCS', 'the public'],
      ['permafrost can group:eng ADD_COMMENTS project:ACME --each', 'all members of a group'],
    ],
    load: async () => (await import('./commands/can.js')).can,
  },
  {
    name: 'why',
    words: [subject, permission, resource],
    summary: 'show every way that gives an access, or what is missing for it',
    details: 'Each step of a way names the line that says so. Administrators, who can give themselves anything, are told apart.',
    options: [ref],
    formats: ['text', 'json'],
    examples: [
      ['permafrost why ana@acme.example BROWSE_PROJECTS project:ACME', 'how she gets in'],
      ['permafrost why anyone read/space space:DOCS', 'what makes it public'],
    ],
    load: async () => (await import('./commands/why.js')).why,
  },
  {
    name: 'who',
    words: [permission, resource],
    summary: 'list everybody who has a permission somewhere',
    details: 'The list is complete: people, groups of the identity provider, and the classes anyone, logged-in and portal-customers.',
    options: [ref],
    formats: ['text', 'json', 'tsv'],
    examples: [
      ['permafrost who ADMINISTER_PROJECTS project:ACME', 'its administrators'],
      ['permafrost who admin:site site --format tsv', 'for another program'],
    ],
    load: async () => (await import('./commands/who.js')).who,
  },
  {
    name: 'what',
    words: [subject],
    summary: 'list everything that somebody can do',
    options: [ref],
    formats: ['text', 'json', 'tsv'],
    examples: [
      ['permafrost what ana@acme.example', 'one person'],
      ['permafrost what anyone', 'the public'],
      ['permafrost what ana@acme.example --as-of 2027-04-01', 'what is left on that day'],
    ],
    load: async () => (await import('./commands/what.js')).what,
  },
  {
    name: 'uses',
    words: [['<ref>', 'user:ID, group:NAME, role:NAME, scheme:NAME, bundle:NAME or space-role:NAME']],
    summary: 'list every place that names a person, group, role, scheme or bundle',
    options: [ref],
    formats: ['text', 'json', 'tsv'],
    examples: [
      ['permafrost uses group:eng', 'what a change of the group touches'],
      ['permafrost uses scheme:internal', 'the projects of a scheme'],
    ],
    load: async () => (await import('./commands/uses.js')).uses,
  },
  {
    name: 'expand',
    words: [['<collaboration>', 'the name of a Collaboration']],
    summary: 'print the documents that a Collaboration stands for',
    options: [ref],
    formats: [],
    examples: [['permafrost expand orrin', 'its group, access, guests and guardrail, as YAML']],
    load: async () => (await import('./commands/expand.js')).expand,
  },
  {
    name: 'test',
    words: [],
    summary: 'judge guardrails and run tests, or find out what they do not watch',
    details:
      'A broken guardrail names a witness with the line of every step, and the smallest edit that mends it. The exit code is 1 where a guardrail of severity error is broken, a test fails or a waiver has ended.',
    options: [
      ref,
      ['--all', 'name every name of every list'],
      ['--fix', 'write the fixes that were found into the policy files, and judge again'],
      ['--coverage', 'list what could be lost or misused without anything noticing'],
      ['--mutate', 'try one-line edits in memory and list those that nothing notices'],
      ['--budget <n>', 'how many edits --mutate tries (default: 400)'],
      sourceUrl,
    ],
    formats: ['text', 'json', 'markdown', 'csv', 'sarif', 'junit', 'github'],
    examples: [
      ['permafrost test', 'the folder policies/, today'],
      ['permafrost test --as-of 2027-01-01 --format junit --out tests.xml', 'on another day, for CI'],
      ['permafrost test --fix', 'mend what can be mended by taking lines out'],
      ['permafrost test --coverage', 'what no guardrail or test looks at'],
      ['permafrost test --mutate --budget 1000', 'which mistakes would go unnoticed'],
    ],
    load: async () => (await import('./commands/test.js')).test,
  },
  {
    name: 'calendar',
    words: [],
    summary: 'list by date what will change with no commit at all',
    details: 'People by people, with the guardrails that break on that day and the tests that start to fail.',
    options: [ref, ['--days <n>', 'how many days to look ahead (default: 90)'], ['--all', 'name every name of every list']],
    formats: ['text', 'json'],
    examples: [
      ['permafrost calendar', 'the next 90 days'],
      ['permafrost calendar --days 365 --format json', 'a year, for another program'],
    ],
    load: async () => (await import('./commands/calendar.js')).calendar,
  },
  {
    name: 'onboard',
    words: [['[company]', 'the company that the people are from']],
    summary: 'let a team from outside into its rooms and nothing else',
    details:
      'Writes one new file: the people, and a Collaboration that gives them their rooms and keeps them out of all others. Then shows the plan. What is not said is asked for, in a terminal. Nothing is written if the result would have errors.',
    options: [
      ['--name <name>', 'what the team is called; as the company, if left out'],
      ['--sponsor <user>', 'who of your own people answers for them'],
      ['--project <key:role>', 'their project and their role in it; KEY alone for Jira guests; several with commas'],
      ['--space <key>', 'their space, as guests; KEY:member for people with a licence; several with commas'],
      ['--channel <name>', 'their channel; several with commas'],
      ['--until <date>', 'the last day of all their access'],
      ['--people <ids>', 'their e-mail addresses, with commas between'],
      ['--label <name=value...>', 'a label of theirs, beside or instead of those that all other teams share'],
      ['--dry-run', 'show the lines that would be written, and write nothing'],
      ['--all', 'name every name of every list'],
    ],
    formats: ['text', 'json'],
    examples: [
      [
        'permafrost onboard acme --sponsor pm@corp.example --project ACME:Customers \\\n      --until 2027-06-30 --people ana@acme.example,bo@acme.example',
        'one project and nothing else',
      ],
      ['permafrost onboard', 'asks for everything'],
    ],
    load: async () => (await import('./commands/onboard.js')).onboard,
  },
  {
    name: 'offboard',
    words: [['<user>', 'user:ID, or a bare e-mail address']],
    summary: 'take somebody who leaves out of everything that names them',
    details:
      'Edits the files, keeping comments and layout, then shows the plan. What they lead or answer for needs a successor; without one nothing is changed, nor if a guardrail of severity error would break.',
    options: [
      ['--successor <user>', 'who takes over what they lead and answer for'],
      ['--delete', 'remove the person altogether, instead of making them inactive'],
      ['--force', 'write it even if that breaks a guardrail of severity error'],
      ['--dry-run', 'show the lines that would change, and write nothing'],
      ['--all', 'name every name of every list'],
    ],
    formats: ['text', 'json'],
    examples: [
      ['permafrost offboard ana@acme.example --successor bo@acme.example', 'one person, and who takes over'],
      ['permafrost offboard ana@acme.example --dry-run', 'the lines that would change'],
    ],
    load: async () => (await import('./commands/offboard.js')).offboard,
  },
  {
    name: 'explain',
    words: [['[code]', 'the code of a finding, such as unknown-group; all codes, if left out']],
    summary: 'say what the code of a finding means, with an example',
    options: [],
    formats: ['text', 'json'],
    examples: [
      ['permafrost explain unknown-group', 'one code'],
      ['permafrost explain', 'all of them'],
    ],
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'init',
    words: [['[dir]', 'the folder to make; what --policies says, if left out']],
    summary: 'write a small policy folder to start from',
    details: 'Each file begins with what it is for. Nothing is ever overwritten.',
    options: [
      ['--url <url>', 'the address of your site; a placeholder, if left out'],
      ['--admin <ids>', 'who administers it: e-mail addresses, with commas between; a placeholder, if left out'],
      ['--domain <domain>', 'the mail domain of your own people; that of the first administrator, if left out'],
      ['--name <name>', 'what you call the site; the first word of its address, if left out'],
    ],
    formats: [],
    examples: [
      [
        'permafrost init --url https://acme-corp.atlassian.net \\\n      --admin ana@acme-corp.com,bo@acme-corp.com',
        'the folder policies/',
      ],
    ],
    load: async () => (await import('./commands/init.js')).init,
  },
  {
    name: 'import',
    words: [['[dir]', 'the policy folder; what --policies says, if left out']],
    summary: 'write policies that say what a live site holds',
    details:
      'Reads the site and changes nothing on it. Into an empty folder: one file for each thing, read again and compiled to prove that it says what the site does. Onto policies: adds what they lack, keeps what people wrote, and tells what differs. A site that cannot be read in full is not written at all. Tokens come from the environment: docs/live.md.',
    options: [
      ['--site <url>', 'where to read: https://…, or sandbox:FILE for a sandbox; what the policies say, if left out'],
      ['--url <url>', 'the address to write, if --site is a server that stands for the site'],
      ['--internal-domain <domain...>', 'a mail domain of your own people; all others are external'],
      ['--dry-run', 'show what would be written, and write nothing'],
      ['--all', 'name every name of every list'],
    ],
    formats: [],
    examples: [
      ['permafrost import --site https://acme.atlassian.net \\\n      --internal-domain acme.example', 'the folder policies/'],
      ['permafrost import --site sandbox:sandbox.json rehearsal', 'without an account'],
      ['permafrost import --dry-run', 'what the site has and policies/ has not'],
    ],
    load: async () => (await import('./commands/import.js')).importSite,
  },
  {
    name: 'codegen',
    words: [],
    summary: 'write a TypeScript module of the names in the policies',
    details: 'What you added to the file by hand stays as it is.',
    options: [ref, ['--check', 'write nothing; exit code 1 if the file is not up to date']],
    formats: [],
    examples: [
      ['permafrost codegen --out src/policy.ts', 'write or update the module'],
      ['permafrost codegen --out src/policy.ts --check', 'in CI'],
    ],
    load: async () => (await import('./commands/codegen.js')).codegen,
  },
  {
    name: 'sandbox',
    words: [],
    summary: 'serve a site to rehearse on, on this machine only',
    details:
      'The APIs of Jira, Confluence, the organization and Slack over HTTP, with reads and writes, until Ctrl-C. It starts from the policies, or from what is named. The first line on stdout is JSON with its address.',
    options: [
      ref,
      ['--file <file>', 'keep it in this file, and go on with what is in there'],
      ['--from <file>', 'start from a copy of this sandbox file'],
      ['--fresh', 'start from a site on its first day, at the address of the policies if there are any'],
      ['--make', 'write the file and end, without serving it'],
      ['--clicks <plan>', 'do the steps by hand of a plan in the file, and end'],
      ['--steps <numbers>', 'with --clicks: only these, such as 1,3'],
      ['--admin <email>', 'with --fresh: who administers it (default: admin@sandbox.example)'],
      ['--port <n>', 'the port (default: any that is free)'],
      ['--read-only', 'refuse every change, and count them'],
      ['--faults <faults>', 'what goes wrong and how often, such as 429:0.1,drop:0.05,lag:3'],
      ['--seed <n>', 'what faults are drawn from (default: 1)'],
      ['--ready-file <file>', 'write the first line to this file, too, when it can be used'],
    ],
    formats: [],
    examples: [
      ['permafrost sandbox', 'the site that policies/ describes'],
      ['permafrost sandbox --file sandbox.json', 'the same, kept between runs'],
      ['permafrost sandbox --file sandbox.json --clicks plan.json', 'what no API does, as somebody would in the pages'],
      ['permafrost sandbox --fresh --faults 429:0.1,drop-after:0.02 --seed 7', 'an empty site with bad weather'],
    ],
    load: async () => (await import('./commands/sandbox.js')).sandbox,
  },
  {
    name: 'github',
    words: [['<deed>', 'comment or approvals']],
    summary: 'comment on a pull request, or list who has approved it',
    details:
      'The one comment of a name is made once and changed in place. The repository and the pull request are those of the GitHub Actions job, or of GITHUB_REPOSITORY and --pull. The token comes from GITHUB_TOKEN or PERMAFROST_GITHUB_TOKEN.',
    options: [
      ['--file <file>', 'what to comment, as Markdown'],
      ['--artifact <dir>', 'comment what a job without rights left there, if it is about the pull request of this event'],
      ['--status', 'with --artifact: also set a status of the commit, called as --marker says, which a ruleset can require'],
      ['--marker <name>', 'tells comments of several jobs on one pull request apart (default: permafrost)'],
      ['--as <login>', 'under which login the token comments (default: github-actions[bot])'],
      ['--pull <number>', 'the pull request, where the event names none'],
    ],
    formats: ['text', 'json'],
    examples: [
      ['permafrost github comment --file plan.md', 'say it, or say it anew'],
      ['permafrost github comment --file plan.md --pull 12 --as acme-bot', 'outside of GitHub Actions'],
      ['permafrost github approvals --out approvals.json', 'the last word of each reviewer'],
    ],
    load: async () => (await import('./commands/github.js')).github,
  },
  {
    name: 'cache',
    words: [['[deed]', 'info or clear (default: info)']],
    summary: 'say what is remembered of earlier runs, or forget it',
    options: [],
    formats: [],
    examples: [
      ['permafrost cache info', 'where it lies and how much it is'],
      ['permafrost cache clear', 'forget everything'],
    ],
    load: async () => (await import('./commands/cache.js')).cache,
  },
  {
    name: 'completion',
    words: [['<shell>', 'bash, zsh, fish or powershell']],
    summary: 'print the completion script of a shell',
    options: [],
    formats: [],
    examples: [
      ['source <(permafrost completion bash)', 'for this session; in ~/.bashrc for all'],
      ['permafrost completion fish > ~/.config/fish/completions/permafrost.fish', 'for fish'],
    ],
    load: async () => (await import('./commands/completion.js')).completion,
  },
];
