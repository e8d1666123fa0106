import type { Route } from '../exchange.js';
import { applicationRoles } from './application-roles.js';
import { groups } from './groups.js';
import { permissionSchemes } from './permission-schemes.js';
import { permissions } from './permissions.js';
import { projectRoles } from './project-roles.js';
import { projects } from './projects.js';
import { roles } from './roles.js';
import { securitySchemes } from './security-schemes.js';
import { site } from './site.js';
import { tasks } from './tasks.js';
import { users } from './users.js';

export const jiraRoutes: readonly Route[] = [
  ...site,
  ...users,
  ...groups,
  ...applicationRoles,
  ...roles,
  ...projects,
  ...projectRoles,
  ...permissionSchemes,
  ...permissions,
  ...securitySchemes,
  ...tasks,
];
