import type { SiteSize } from '../../src/providers/budget.js';
import { hasApiDocuments } from '../support/api-documents.js';
import { acmeSite } from './acme-site.js';
import { keepsContract } from './contract.js';

if (!hasApiDocuments) console.warn('SKIPPED: the API documents are not here, so that calls are not compared with them.');

const size: SiteSize = {
  users: 7,
  groups: [2, 1, 1, 1],
  adminGroups: 1,
  projects: [
    { teamManaged: false, roles: 3 },
    { teamManaged: true, roles: 2 },
    { teamManaged: false, roles: 0 },
  ],
  spaces: [{ permissions: 10, assignments: 4 }],
  personalSpaces: 1,
  spaceRoles: true,
  guestGroups: [1],
  licensedGroups: 2,
  directories: 1,
  groupsWithAccess: 2,
  groupsAsked: 1,
  chatUsers: 3,
  channels: [4, 1],
};

keepsContract({ name: 'Jira', apis: ['jira'], site: acmeSite, size });
keepsContract({ name: 'Confluence', apis: ['confluence'], site: acmeSite, size });
keepsContract({ name: 'the organization', apis: ['organization'], site: acmeSite, size: { ...size, users: 3, groups: [2, 1, 0] } });
keepsContract({ name: 'Slack', apis: ['slack'], site: acmeSite, size });
