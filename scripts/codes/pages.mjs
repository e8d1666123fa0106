/** What `docs/codes/` says about codes, in Markdown. */

const made = '<!-- Made by scripts/codes from the tables of codes in src; edit those. -->';

const errors = {
  compile: 'An error: the policies do not compile with it.',
  validate: 'An error: `permafrost validate` fails with it. The policies still compile.',
  test: 'An error: `permafrost validate`, `test` and `plan` fail with it. The policies still compile.',
};

export function codePage({ code, title, severity, stops = 'compile', why, mend, bad, good, shown }) {
  const language = shown ? 'text' : 'yaml';
  return [
    made,
    '',
    `# ${code}`,
    '',
    `${title}. ${severity === 'error' ? errors[stops] : 'A warning.'}`,
    '',
    why,
    '',
    `**What to do.** ${mend}`,
    '',
    shown ? 'Not so:' : 'This is found:',
    '',
    ...fence(language, bad),
    shown ? 'But so:' : 'This is not:',
    '',
    ...fence(language, good),
    '[All codes](README.md)',
    '',
  ].join('\n');
}

function fence(language, text) {
  // Carriage returns and tabs are what some examples are about: in a file of our own they would be lost or change its lines.
  return [`\`\`\`${language}`, text.trimEnd().replaceAll('\r', '␍').replaceAll('\t', '→'), '```', ''];
}

export function indexPage(pages) {
  return [
    made,
    '',
    '# Codes',
    '',
    'Every finding has a code. `permafrost explain CODE` prints its page in the terminal. Codes are never given another meaning.',
    '',
    '| Code | What it says | |',
    '| --- | --- | --- |',
    ...pages.map(({ code, title, severity }) => `| [${code}](${code}.md) | ${title} | ${severity} |`),
    '',
  ].join('\n');
}
