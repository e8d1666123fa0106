import { findingsNotices } from './findings-notices.js';
import type { FindingsReport } from './findings-report.js';
import { noticesGithub } from './notices-github.js';

/** Annotations on the lines of a pull request, as workflow commands of GitHub. */
export function findingsGithub({ findings }: FindingsReport): string {
  return noticesGithub(findingsNotices(findings), 'All of them: permafrost validate --all');
}
