/** Set by the build, so that telling the version reads no file. */
declare const PERMAFROST_VERSION: string;

declare const PERMAFROST_BUILD: string;

/** Tells two builds of one version apart: a digest of the sources. What one build remembers is nothing to another. */
export const build: string = PERMAFROST_BUILD;

/** The version of this program, as in its package.json. */
export const version: string = PERMAFROST_VERSION;
