/** Where the schemas lie, from the folder that holds the policies: `installed` by npm, or `copied` where there is no package.json. */
export const schemaFolders = { installed: 'node_modules/permafrost/schemas', copied: '.permafrost/schemas' } as const;

/** Editors with the YAML language server read it; to permafrost it is a comment. `path`: of the file, from the policy root. */
export function modeline(path: string, schema: string, schemas = `../${schemaFolders.installed}`): string {
  const up = '../'.repeat(path.split('/').length - 1);
  return `# yaml-language-server: $schema=${up}${schemas.replace(/\/+$/, '')}/${schema}.schema.json`;
}
