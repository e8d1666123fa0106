import {
  Node,
  Project,
  SyntaxKind,
  type BindingName,
  type ExportSpecifier,
  type ImportSpecifier,
  type SourceFile,
  type Statement,
} from 'ts-morph';
import { CodegenError } from './codegen-error.js';
import { declarationsOf, ownTag, type Declaration, type Named } from './declarations.js';

const header = `// The names of our access policies. Declarations with the tag "@${ownTag}" are rewritten by \`permafrost codegen\`.
// Everything else in this file is yours and stays as it is; take the tag off a declaration, and it is yours too.
`;

/**
 * The text of a TypeScript module with the names of a compiled policy. `existing` is the module as it is now, if there is one: its
 * declarations with our tag are replaced where they stand, missing ones are added, and every other byte stays. A name the file declares
 * or imports otherwise is left to it. Throws `CodegenError` if `existing` has syntax errors.
 */
export function generateModule(compiled: Named, existing?: string): string {
  const declarations = declarationsOf(compiled);
  if (existing === undefined || existing.trim() === '') return `${header}\n${declarations.map(({ text }) => text).join('\n\n')}\n`;
  const start = existing.startsWith('\ufeff') ? 1 : 0;
  const body = existing.slice(start);
  const lineEnd = body.includes('\r\n') ? '\r\n' : '\n';
  const edits = editsOf(read(body), declarations);
  return existing.slice(0, start) + edited(body, edits, (text) => text.replaceAll('\n', lineEnd));
}

function read(text: string): SourceFile {
  const project = new Project({
    useInMemoryFileSystem: true,
    skipLoadingLibFiles: true,
    compilerOptions: { noLib: true, noResolve: true },
  });
  const file = project.createSourceFile('policy.ts', text);
  const [first] = project.getProgram().getSyntacticDiagnostics(file);
  if (first === undefined) return file;
  const line = first.getLineNumber() || 1;
  const message = first.getMessageText();
  const problem = typeof message === 'string' ? message : message.getMessageText();
  throw new CodegenError(`The module to be rewritten is not valid TypeScript, line ${String(line)}: ${problem}`, line);
}

/** Replaces what stands between two offsets. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function editsOf(file: SourceFile, declarations: readonly Declaration[]): readonly Edit[] {
  const known = new Set(declarations.map(({ name }) => name));
  const own = new Map<string, Owned>();
  const taken = new Set<string>();
  for (const statement of file.getStatements()) {
    const owned = ownedBy(statement, known);
    if (owned !== undefined && !own.has(owned.name)) own.set(owned.name, owned);
    else for (const name of namesOf(statement)) taken.add(name);
  }
  const edits: Edit[] = [];
  let before: Owned | undefined;
  const [first] = own.values();
  for (const { name, text } of declarations) {
    const owned = own.get(name);
    if (owned !== undefined) edits.push({ start: owned.start, end: owned.end, text });
    else if (!taken.has(name)) edits.push(insertion(text, before, first, file.getFullText().trimEnd().length));
    before = owned ?? before;
  }
  return edits;
}

/** After the declaration before it; before all others if it is the first; at the end where there are none. */
function insertion(text: string, before: Owned | undefined, first: Owned | undefined, end: number): Edit {
  if (before !== undefined) return { start: before.lineEnd, end: before.lineEnd, text: `\n\n${text}` };
  if (first !== undefined) return { start: first.start, end: first.start, text: `${text}\n\n` };
  return { start: end, end, text: `\n\n${text}` };
}

interface Owned {
  readonly name: string;
  /** Where its doc comment starts, the one with our tag. */
  readonly start: number;
  readonly end: number;
  /** Its end, with the comments behind it on its line. */
  readonly lineEnd: number;
}

function ownedBy(statement: Statement, known: ReadonlySet<string>): Owned | undefined {
  if (!Node.isJSDocable(statement)) return undefined;
  const doc = statement.getJsDocs().find((each) => each.getTags().some((tag) => tag.getTagName() === ownTag));
  const [name, ...others] = namesOf(statement);
  if (doc === undefined || name === undefined || others.length > 0 || !known.has(name)) return undefined;
  const end = statement.getEnd();
  const lineEnd = Math.max(end, ...statement.getTrailingCommentRanges().map((range) => range.getEnd()));
  // A comment behind it may be that of the next statement on the same line.
  const next = statement.getNextSibling()?.getStart(true) ?? Infinity;
  return { name, start: doc.getStart(), end, lineEnd: lineEnd > next ? end : lineEnd };
}

/** What a statement declares, imports or exports in the scope of the module. */
function namesOf(statement: Statement): readonly string[] {
  if (statement.isKind(SyntaxKind.VariableStatement)) return statement.getDeclarations().flatMap((each) => boundNames(each.getNameNode()));
  if (statement.isKind(SyntaxKind.ImportDeclaration)) {
    const alone = [statement.getDefaultImport()?.getText(), statement.getNamespaceImport()?.getText()];
    return present([...alone, ...statement.getNamedImports().map(localName)]);
  }
  if (statement.isKind(SyntaxKind.ExportDeclaration))
    return present([statement.getNamespaceExport()?.getName(), ...statement.getNamedExports().map(localName)]);
  return Node.isNameable(statement) || Node.isNamed(statement) ? present([statement.getName()]) : [];
}

/** Of `{ a, b: [c] }`, every identifier: too many names only make us the more careful. */
function boundNames(pattern: BindingName): readonly string[] {
  if (pattern.isKind(SyntaxKind.Identifier)) return [pattern.getText()];
  return pattern.getDescendantsOfKind(SyntaxKind.Identifier).map((part) => part.getText());
}

function localName(specifier: ImportSpecifier | ExportSpecifier): string {
  return specifier.getAliasNode()?.getText() ?? specifier.getName();
}

function present(names: readonly (string | undefined)[]): readonly string[] {
  return names.filter((name) => name !== undefined);
}

function edited(text: string, edits: readonly Edit[], fit: (text: string) => string): string {
  // Edits at one place keep their order; text put before a declaration goes before the text that replaces it.
  const ordered = edits.map((edit, index) => ({ ...edit, index })).sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    result += text.slice(at, edit.start);
    result += fit(edit.text);
    at = edit.end;
  }
  return result + text.slice(at);
}
