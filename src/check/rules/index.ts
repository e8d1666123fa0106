import type { Rule } from '../rule.js';
import { archivedButOpen } from './archived-but-open.js';
import { browseByIssue } from './browse-by-issue.js';
import { browseForLoggedIn } from './browse-for-logged-in.js';
import { emptyGroup } from './empty-group.js';
import { emptyRole } from './empty-role.js';
import { endingBreaksGuardrail } from './ending-breaks-guardrail.js';
import { endingEmptiesGroup } from './ending-empties-group.js';
import { endingLeavesNoAdministrator } from './ending-leaves-no-administrator.js';
import { externalAdministrator } from './external-administrator.js';
import { externalWithoutUntil } from './external-without-until.js';
import { grantWithoutEffect } from './grant-without-effect.js';
import { guestWithCompanyAddress } from './guest-with-company-address.js';
import { guestWithoutPlace } from './guest-without-place.js';
import { mixedGroup } from './mixed-group.js';
import { mixedRole } from './mixed-role.js';
import { namedInScheme } from './named-in-scheme.js';
import { nearEqualSchemes } from './near-equal-schemes.js';
import { openTeamManaged } from './open-team-managed.js';
import { projectWithoutAdministrator } from './project-without-administrator.js';
import { publicBrowse } from './public-browse.js';
import { publicWrite } from './public-write.js';
import { redundantActor } from './redundant-actor.js';
import { redundantGrant } from './redundant-grant.js';
import { seatsRunningOut } from './seats-running-out.js';
import { singleProjectAdministrator } from './single-project-administrator.js';
import { singleSiteAdministrator } from './single-site-administrator.js';
import { spaceWithoutAdministrator } from './space-without-administrator.js';
import { unfitLead } from './unfit-lead.js';
import { unfitOwner } from './unfit-owner.js';
import { unusedBundle } from './unused-bundle.js';
import { unusedGroup } from './unused-group.js';
import { unusedRole } from './unused-role.js';
import { unusedScheme } from './unused-scheme.js';
import { unusedSpaceRole } from './unused-space-role.js';

/** Every lint rule, by code. */
export const lintRules: readonly Rule[] = Object.freeze([
  archivedButOpen,
  browseByIssue,
  browseForLoggedIn,
  emptyGroup,
  emptyRole,
  endingBreaksGuardrail,
  endingEmptiesGroup,
  endingLeavesNoAdministrator,
  externalAdministrator,
  externalWithoutUntil,
  grantWithoutEffect,
  guestWithCompanyAddress,
  guestWithoutPlace,
  mixedGroup,
  mixedRole,
  namedInScheme,
  nearEqualSchemes,
  openTeamManaged,
  projectWithoutAdministrator,
  publicBrowse,
  publicWrite,
  redundantActor,
  redundantGrant,
  seatsRunningOut,
  singleProjectAdministrator,
  singleSiteAdministrator,
  spaceWithoutAdministrator,
  unfitLead,
  unfitOwner,
  unusedBundle,
  unusedGroup,
  unusedRole,
  unusedScheme,
  unusedSpaceRole,
]);
