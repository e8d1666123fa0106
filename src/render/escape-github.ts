// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
// Unescaped, a line break in a name could issue a workflow command of its own.

export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
