/** The permission scheme that Jira has from its first day and does not let be deleted. */
export const defaultScheme = 'Default Permission Scheme';
