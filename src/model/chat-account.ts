const mark = 'slack:';

/** The account id of somebody whom the chat alone knows. */
export function chatAccountOf(id: string): string {
  return `${mark}${id}`;
}

/** Whether an account id is one of the chat's, so that there is no account of Atlassian behind it. */
export function isChatAccount(accountId: string | undefined): boolean {
  return accountId?.startsWith(mark) === true;
}
