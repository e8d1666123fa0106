import ts from 'typescript';

/** A source file as the checks see it: its path from the repository's root, with slashes, and its text. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** One dependency of a file on another or on a package, however it is written. */
export interface Import {
  /** As written: `./plan.js`, `node:fs`, `yaml`; undefined where it is computed, so that nobody can tell. */
  readonly specifier: string | undefined;
  /** Gone after compilation: `import type`, `export type … from`, or only `type` names between the braces. */
  readonly typeOnly: boolean;
  /** The names taken from there; `*` for everything. */
  readonly names: readonly string[];
}

/** Every import of a file: static, re-exported, dynamic, `import x = require()`, and `import('…')` in a type. */
export function importsOf({ path, text }: Source): readonly Import[] {
  return [...nodesOf(parse(path, text))].flatMap((node) => importAt(node) ?? []);
}

/** The global values a file reads, by name and, where one follows, property: `process`, `Date.now`, `new Date()`. */
export function globalsOf({ path, text }: Source): readonly string[] {
  const nodes = [...nodesOf(parse(path, text))];
  const own = new Set(nodes.flatMap((node) => declaredAt(node) ?? []));
  return nodes.flatMap((node) => (ts.isIdentifier(node) && !own.has(node.text) && isRead(node) ? [inContext(node)] : []));
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
}

function* nodesOf(node: ts.Node): Iterable<ts.Node> {
  yield node;
  for (const child of node.getChildren()) yield* nodesOf(child);
}

function importAt(node: ts.Node): Import | undefined {
  if (ts.isImportDeclaration(node)) return { specifier: literal(node.moduleSpecifier), ...importedBy(node.importClause) };
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return { specifier: literal(node.moduleSpecifier), ...exportedBy(node) };
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return { specifier: literal(node.moduleReference.expression), typeOnly: node.isTypeOnly, names: ['*'] };
  }
  if (ts.isImportTypeNode(node)) {
    const specifier = ts.isLiteralTypeNode(node.argument) ? literal(node.argument.literal) : undefined;
    return { specifier, typeOnly: true, names: ['*'] };
  }
  if (ts.isCallExpression(node) && isLoading(node.expression))
    return { specifier: literal(node.arguments[0]), typeOnly: false, names: ['*'] };
  return undefined;
}

function isLoading(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function importedBy(clause: ts.ImportClause | undefined): Omit<Import, 'specifier'> {
  if (!clause) return { typeOnly: false, names: [] };
  const bindings = clause.namedBindings;
  const named = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
  const everything = bindings && ts.isNamespaceImport(bindings) ? ['*'] : [];
  const names = [...(clause.name ? ['default'] : []), ...everything, ...named.map(sourceName)];
  const onlyTypes = !clause.name && named.length > 0 && named.every(({ isTypeOnly }) => isTypeOnly);
  return { typeOnly: clause.phaseModifier === ts.SyntaxKind.TypeKeyword || onlyTypes, names };
}

function exportedBy({ exportClause, isTypeOnly }: ts.ExportDeclaration): Omit<Import, 'specifier'> {
  if (!exportClause || !ts.isNamedExports(exportClause)) return { typeOnly: isTypeOnly, names: ['*'] };
  const { elements } = exportClause;
  return { typeOnly: isTypeOnly || (elements.length > 0 && elements.every((one) => one.isTypeOnly)), names: elements.map(sourceName) };
}

function sourceName({ propertyName, name }: ts.ImportSpecifier | ts.ExportSpecifier): string {
  return (propertyName ?? name).text;
}

function literal(node: ts.Node | undefined): string | undefined {
  return node && ts.isStringLiteralLike(node) ? node.text : undefined;
}

function declaredAt(node: ts.Node): string | undefined {
  const declares =
    ts.isVariableDeclaration(node) ||
    ts.isParameter(node) ||
    ts.isBindingElement(node) ||
    ts.isFunctionLike(node) ||
    ts.isClassLike(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node);
  return declares && node.name && ts.isIdentifier(node.name) ? node.name.text : undefined;
}

/** Whether an identifier stands for a value, rather than naming a property, a declaration or a type. */
function isRead(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isShorthandPropertyAssignment(parent)) return true;
  if (ts.isTypeNode(parent) || ts.isQualifiedName(parent) || ts.isTypeElement(parent)) return false;
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent) || ts.isLabeledStatement(parent)) return false;
  return !('name' in parent && parent.name === node) && !('propertyName' in parent && parent.propertyName === node);
}

function inContext(node: ts.Identifier): string {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return `${node.text}.${parent.name.text}`;
  if (ts.isNewExpression(parent) && parent.expression === node) return `new ${node.text}(${parent.arguments?.length ? '…' : ''})`;
  if (ts.isCallExpression(parent) && parent.expression === node) return `${node.text}()`;
  return node.text;
}
