/**
 * Whether a name of somebody is an e-mail address, by which an account can be looked for and invited. Any other word may name a person in policies
 * too: `odd@name@acme.example` is one.
 */
export function isMailAddress(name: string): boolean {
  return /^[^@\s]+@[^@\s]+$/.test(name);
}
