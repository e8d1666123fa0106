import type { FileHunks } from '../plan/hunks.js';
import type { Plan, ShownClasses } from '../plan/plan.js';
import type { LivePlan } from '../render/drift/live-plan.js';
import { commentRoom } from '../render/markdown-room.js';
import type { Notice } from '../render/notice.js';
import type { PlanReport } from '../render/plan/report.js';
import { isSet, textOption, type Call } from './call.js';
import type { Pieces } from './output.js';
import { sourceUrlOf } from './source-url.js';
import { fileStyle } from './style.js';

/** A plan, and how to come by what only some formats show. */
export interface PlannedChange {
  readonly plan: Plan;
  /** What changes in the files, looked for when it is asked for. */
  readonly hunks: () => Promise<readonly FileHunks[]>;
  /** With --live. */
  readonly live?: LivePlan;
}

/** Whether the format that was asked for shows what changes in the files. */
export function showsHunks({ flags: { format } }: Call): boolean {
  return format === 'json' || format === 'markdown' || format === 'html';
}

/** The classes whose witnesses the format shows. Text that is not kept shows few; to look for all takes longer than all the rest. */
export async function shownClasses(plan: Plan, call: Call): Promise<ShownClasses> {
  if (call.flags.format !== 'text' || isSet(call, 'live')) return undefined;
  return (await import('../render/plan/text-shown.js')).shownInText(plan, { all: isSet(call, 'all') });
}

/** A plan in the format that was asked for; each renderer is loaded when it is needed. */
export async function renderPlan({ plan, hunks, live }: PlannedChange, call: Call): Promise<Pieces> {
  const { together } = plan;
  const { style } = call.output;
  if (isSet(call, 'approvers')) {
    return call.flags.format === 'json'
      ? (await import('../render/plan/approvers-json.js')).approversJson(plan.approvals)
      : (await import('../render/plan/approvers-text.js')).approversText(plan.approvals, { ...style, all: isSet(call, 'all') });
  }
  switch (call.flags.format) {
    case 'json':
      return (await import('../render/plan/json.js')).planJsonPieces(
        { plan, hunks: await hunks() },
        live && { live: (await liveRenderer()).livePlanData(live) },
      );
    case 'markdown': {
      const beside = live && (await liveRenderer()).livePlanMarkdown(plan, live);
      const { before, after } = beside ?? { before: '', after: '' };
      // What stands beside takes its room from the rest.
      const room = commentRoom - Buffer.byteLength(before + after);
      const own = beside === undefined ? plan : { ...plan, lapses: [] };
      return before + (await import('../render/plan/markdown.js')).planMarkdown(await reportFor(call, own, hunks), room) + after;
    }
    case 'sarif':
      return (await import('./notice-formats.js')).sarif(await notices(plan));
    case 'github':
      return (await import('../render/notices-github.js')).noticesGithub(await notices(plan), wholePlan(call));
    case 'junit':
      return (await import('../render/plan/junit.js')).planJunit(plan, { ...fileStyle(), columns: 100 });
    default: {
      const shown = { ...style, all: isSet(call, 'all') };
      if (live !== undefined) return (await liveRenderer()).livePlanText(plan, live, shown);
      const merge = together && (await import('../render/plan/together-text.js')).togetherText(together, shown);
      return (await import('../render/plan/text.js')).planText(plan, shown, merge);
    }
  }
}

function liveRenderer() {
  return import('../render/drift/live-plan.js');
}

async function notices(plan: Plan): Promise<readonly Notice[]> {
  return (await import('../render/plan/notices.js')).planNotices(plan);
}

function wholePlan(call: Call): string {
  const whole = textOption(call, 'whole');
  return `The whole: ${whole === undefined ? '' : `${whole}, or `}permafrost plan --format json`;
}

async function reportFor(call: Call, plan: Plan, hunks: PlannedChange['hunks']): Promise<PlanReport> {
  const [sourceUrl, whole] = [await sourceUrlOf(call), textOption(call, 'whole')];
  return { plan, hunks: await hunks(), ...(sourceUrl === undefined ? {} : { sourceUrl }), ...(whole === undefined ? {} : { whole }) };
}
