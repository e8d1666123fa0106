/** Set by the build, so that telling the version reads no file. */
declare const PERMAFROST_VERSION: string;

/** The version of this program, as in its package.json. */
export const version: string = PERMAFROST_VERSION;
