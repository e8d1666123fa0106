import { SyntaxKind, type ExportedDeclarations, type Project } from 'ts-morph';

/** The public surface of a library as one text, and what it mentions without exporting it. */
export interface Surface {
  /** Every exported declaration with its docs, sorted by name. */
  readonly exported: string;
  /** Names of our own types that exported declarations mention and nobody can import. */
  readonly hidden: readonly string[];
  /** Functions and classes without a doc comment. */
  readonly unexplained: readonly string[];
}

/** Rolls up the declarations (`*.d.ts`) that can be reached from an entry file. */
export function declarationsReachableFrom(project: Project, entry: string): Surface {
  const file = project.addSourceFileAtPath(entry);
  project.resolveSourceFileDependencies();
  const folder = file.getDirectoryPath();
  const exports = file.getExportedDeclarations();
  const all = [...exports.values()].flat();
  const open: ReadonlySet<object> = new Set(all);
  const hidden = new Set<string>();
  for (const declaration of all)
    for (const name of declaration.getDescendantsOfKind(SyntaxKind.Identifier)) {
      const [target] = name.getSymbol()?.getAliasedSymbol()?.getDeclarations() ?? name.getSymbol()?.getDeclarations() ?? [];
      if (target === undefined || open.has(target) || !target.getSourceFile().getFilePath().startsWith(folder)) continue;
      if (target.getParentIfKind(SyntaxKind.SourceFile) !== undefined) hidden.add(name.getText());
    }
  const texts = [...exports].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, declarations]) => textOf(name, declarations));
  const unexplained = texts.filter((text) => /^export declare (?:function|class) /.test(text));
  return { exported: `${texts.join('\n\n')}\n`, hidden: [...hidden].sort(), unexplained };
}

function textOf(name: string, declarations: readonly ExportedDeclarations[]): string {
  const texts = declarations.map((declaration) => {
    const statement = declaration.getFirstAncestorByKind(SyntaxKind.VariableStatement) ?? declaration;
    const own = declaration.getSymbol()?.getName() ?? name;
    return (own === name ? '' : `// ${own} is exported as ${name}.\n`) + statement.getText(true).trim();
  });
  return texts.length === 0 ? `// ${name}: no declaration` : texts.join('\n');
}
