import type { Route } from '../exchange.js';
import { access } from './access.js';
import { groups } from './groups.js';
import { organization } from './organization.js';
import { users } from './users.js';

export const organizationRoutes: readonly Route[] = [...organization, ...users, ...groups, ...access];
