import type { CodePage } from '../diagnostics/code-page.js';

/** Every code of this phase: what keeps files from being read, and what is wrong with the repository or the command. */
export const loadCodes: readonly CodePage[] = [
  shown('missing-folder', 'No policy folder', {
    why: 'Without the folder there is nothing to check, and an empty answer would look as if nobody had access.',
    mend: 'Name the folder that holds the policies with --policies.',
    bad: 'permafrost validate polices',
    good: 'permafrost validate policies',
  }),
  shown('symbolic-link', 'A symbolic link', {
    why: 'A link can lead out of the policy folder, to text that nobody reviewed. Links are never followed.',
    mend: 'Put the file or folder itself there.',
    bad: 'policies/people.yaml -> ../../elsewhere/people.yaml',
    good: 'policies/people.yaml',
  }),
  shown('submodule', 'A repository within the policies', {
    why: 'What a submodule holds is decided elsewhere, and is not part of the commit that is reviewed.',
    mend: 'Keep all policies in one repository.',
    bad: 'policies/customers/   (a submodule)',
    good: 'policies/customers/acme.yaml',
  }),
  shown('lfs-pointer', 'A pointer of Git LFS', {
    why: 'The file holds only where Git LFS keeps the real one, so that there are no policies in it.',
    mend: 'Take policies out of Git LFS.',
    bad: 'version https://git-lfs.github.com/spec/v1',
    good: 'kind: Group',
  }),
  shown('unreadable-file', 'A file that cannot be read', {
    why: 'What stands in it would be missing from every answer.',
    mend: 'Make the file readable for you, or remove it.',
    bad: '---------- policies/people.yaml',
    good: '-rw-r--r-- policies/people.yaml',
  }),
  {
    ...shown('ignored-file', 'A file that is not read', {
      why: 'Only files that end in ".yaml" or ".yml", in lower case, are read; this one looks as if it were meant to be.',
      mend: 'Rename the file.',
      bad: 'policies/people.YAML',
      good: 'policies/people.yaml',
    }),
    severity: 'warning',
  },
  shown('unknown-revision', 'No such commit', {
    why: 'The repository has no branch, tag or commit of this name.',
    mend: 'Write a branch, a tag or an id of a commit; fetch it first if it is on the server only.',
    bad: 'permafrost plan mian',
    good: 'permafrost plan main',
  }),
  shown('shallow-clone', 'A clone without the older commits', {
    why: 'CI often clones the newest commit alone, and then nobody can tell where a branch began.',
    mend: 'Fetch the whole history: fetch-depth: 0 in GitHub Actions, or git fetch --unshallow.',
    bad: 'git clone --depth 1 …',
    good: 'git clone …',
  }),
  shown('missing-object', 'A commit whose files are missing', {
    why: 'The clone has the commit but not all of its files, as a partial clone may.',
    mend: 'Fetch them: git fetch, or clone without --filter.',
    bad: 'git clone --filter=blob:none …',
    good: 'git clone …',
  }),
  shown('outside-repository', 'A folder outside of the repository', {
    why: 'Commits hold only what is in the repository, so that a folder elsewhere has no history.',
    mend: 'Name a folder in the repository, or compare two folders with --from and --to.',
    bad: 'permafrost plan --policies ../elsewhere',
    good: 'permafrost plan --policies policies',
  }),
  shown('untrusted-repository', 'A repository of somebody else', {
    why: 'Git refuses to read a repository that belongs to another user, since its settings could run programs.',
    mend: 'Tell git that you trust it: git config --global --add safe.directory with its folder.',
    bad: 'drwxr-xr-x  root  .git',
    good: 'drwxr-xr-x  you   .git',
  }),
  shown('git-missing', 'No git', {
    why: 'Commits are read with git, which was not found.',
    mend: 'Install git, or compare two folders with --from and --to, which needs none.',
    bad: 'git: command not found',
    good: 'git version 2.45.0',
  }),
  shown('git-failed', 'Git failed', {
    why: 'Git gave an answer that it should not give; the message repeats its words.',
    mend: 'Look at what git says, and run git fsck if it speaks of damage.',
    bad: 'fatal: bad object HEAD',
    good: 'On branch main',
  }),
  shown('invalid-patch', 'Not a patch', {
    why: 'The file is not a patch as git diff writes it, so that it is not clear what it changes.',
    mend: 'Make the patch with git diff or git format-patch.',
    bad: 'Please add Bo to the partners.',
    good: 'diff --git a/policies/groups.yaml b/policies/groups.yaml',
  }),
  shown('patch-does-not-apply', 'A patch that does not fit', {
    why: 'The lines that the patch replaces do not stand in the files as it says.',
    mend: 'Make the patch anew from the files as they are.',
    bad: '-members: [ana@acme.example]   (the file has: members: [])',
    good: '-members: []',
  }),
];

function shown(code: string, title: string, { why, mend, bad, good }: Pick<CodePage, 'why' | 'mend' | 'bad' | 'good'>): CodePage {
  return { code, title, severity: 'error', why, mend, bad: `${bad}\n`, good: `${good}\n`, shown: true };
}
