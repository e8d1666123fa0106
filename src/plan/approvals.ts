/** In which capacity somebody has to agree. */
export type ApprovalRole = 'owner' | 'sponsor' | 'security' | 'second-pair-of-eyes';

/** One yes that a change needs; any one of `people` may give it. */
export interface NeededApproval {
  readonly as: ApprovalRole;
  /** What the yes is about, sorted: references such as `project:ACME`, of a sponsor the companies, of security the guardrails' names. */
  readonly of: readonly string[];
  /** Whom the policies name for it, as references: `user:pm@acme.example`, `group:site-admins`. */
  readonly by: readonly string[];
  /** The active people these come to, sorted, the author left out. Empty: nobody can give it, and the change cannot be approved. */
  readonly people: readonly string[];
}

/** Who must agree to a change, worked out from its effect and not from the files it touches. */
export interface PlanApprovals {
  /** What an approval is bound to: equal if and only if the same access, the same guardrails and the same approvers are at stake. */
  readonly digest: string;
  readonly needed: readonly NeededApproval[];
  /** Who wrote the change, where that was said; `gains`: they or a group they are in get access by it. */
  readonly author?: { readonly subject: string; readonly gains: boolean };
}
