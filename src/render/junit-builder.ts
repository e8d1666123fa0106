import junit, { type Builder } from 'junit-report-builder';

// Its types speak of a default export inside its default export. Node has none there, and what bundles the command makes one.
const made = junit as unknown as Builder & { readonly default?: Builder };

/** Makes test reports: the same whether the package is loaded as it is or out of the built command. */
export const builder: Builder = made.default ?? made;
