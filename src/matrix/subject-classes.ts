/** Subjects that are no persons, in the order of the matrix. */
export const classes = ['anyone', 'logged-in', 'portal-customers'] as const;
export type SubjectClass = (typeof classes)[number];
