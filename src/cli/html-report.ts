import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plan } from '../plan/plan.js';
import { externalsLine, guardrailsLine, headline, verdictWords } from '../render/plan/words.js';
import { htmlPage } from '../render/html.js';
import { visible } from '../text/quote.js';
import { reportData, type ReportInput } from '../web/report.js';

/** The report as one file that can be opened from disk: the same input gives the same bytes. */
export async function htmlReport(input: ReportInput): Promise<string> {
  const { kind, plan, head } = input;
  const [script, style] = await Promise.all([builtPart('page.js'), builtPart('page.css')]);
  const data = await reportData(input);
  const name = visible(head.site.about.name);
  return htmlPage({
    title: kind === 'state' ? `${name}: who can do what` : `${verdictWords[plan.verdict]}: ${name}`,
    words: [...(kind === 'state' ? [] : [headline(plan), externalsLine(plan)]), guardrailsLine(plan)].join(' · '),
    script,
    style,
    hashes: { script: hashOf(script), style: hashOf(style) },
    // What is compressed at one level by one library is the same bytes each time: there is no time of day in it.
    data: gzipSync(JSON.stringify({ ...data, plan: withoutPlaces(plan) }), { level: 9 }).toString('base64'),
  });
}

/** Of the plan only lines are shown; places are for looking them up. */
function withoutPlaces(plan: Plan): Plan {
  return JSON.parse(JSON.stringify(plan, (key, value: unknown) => (key === 'at' ? undefined : value))) as Plan;
}

/** The page is built beside the command, and read only by who makes a report. */
async function builtPart(name: string): Promise<string> {
  return readFile(join(import.meta.dirname, 'page', name), 'utf8');
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
