// What says where the repository is, as git tells its hooks; all else of git's environment stays outside.
const inherited = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
];

/**
 * Reading must neither fetch (of a partial clone, which may run whatever its configuration names) nor ask nor follow replacements, which
 * let an id stand for something else. An empty list of protocols stops what an older git fetches in spite of the first. Messages are English.
 */
const imposed = {
  GIT_NO_LAZY_FETCH: '1',
  GIT_ALLOW_PROTOCOL: '',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  LC_ALL: 'C',
  LANGUAGE: '',
};

const guarded = /^(?:GIT_.*|EDITOR|VISUAL|PAGER|PREFIX|SSH_ASKPASS)$/i;

/** The whole environment that git is started with. */
export function gitEnvironment(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name]) => inherited.includes(name) || !guarded.test(name));
  return { ...(Object.fromEntries(kept) as Record<string, string>), ...imposed };
}

/** Variables that are set on purpose, or taken over. */
export const namedVariables: readonly string[] = [...inherited, ...Object.keys(imposed)];
