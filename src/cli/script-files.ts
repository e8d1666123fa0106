declare const PERMAFROST_COMMANDS: string;

/** The file beside this one that has the code of all commands. */
export const commandsFile: string = PERMAFROST_COMMANDS;

declare const PERMAFROST_PLAN_AGAIN: string;

/** The file beside this one that tells plans once more. */
export const planAgainFile: string = PERMAFROST_PLAN_AGAIN;
