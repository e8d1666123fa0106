declare const PERMAFROST_PARTS: string;

/** The files beside this one that have the code of all commands; they ask for one another. */
export const partFiles: readonly string[] = PERMAFROST_PARTS.split(' ');

declare const PERMAFROST_COUNT_ROWS: string;

/** The file beside this one that a thread runs which counts cells. */
export const countRowsFile: string = PERMAFROST_COUNT_ROWS;

declare const PERMAFROST_PLAN_AGAIN: string;

/** The file beside this one that tells plans once more. */
export const planAgainFile: string = PERMAFROST_PLAN_AGAIN;
