/** Shells that can complete our command lines. */
export const shells: readonly string[] = ['bash', 'zsh', 'fish', 'powershell'];
