import type { Route } from '../exchange.js';
import { content } from './content.js';
import { groups } from './groups.js';
import { site } from './site.js';
import { spacePermissions } from './space-permissions.js';
import { spaceRoles } from './space-roles.js';
import { spaces } from './spaces.js';
import { users } from './users.js';

export const confluenceRoutes: readonly Route[] = [...spaces, ...spacePermissions, ...spaceRoles, ...groups, ...users, ...content, ...site];
